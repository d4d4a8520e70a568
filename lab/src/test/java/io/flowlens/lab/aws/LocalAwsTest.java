package io.flowlens.lab.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.lab.CannotStart;
import io.flowlens.schemas.EdgeTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class LocalAwsTest {
  private static final Path KINESIS = Path.of("kinesis").toAbsolutePath();

  @TempDir Path workFolder;

  @Test
  void whatIsPutIntoAStreamOrTheEdgeTableComesOutAgain() {
    try (LocalAws aws = LocalAws.start(KINESIS, workFolder, Ports.free(), Ports.free());
        KinesisClient kinesis = aws.kinesis();
        DynamoDbClient tables = Cloud.dynamoDb(aws.dynamoDbEndpoint(), LocalAws.HOME)) {
      aws.createResources();

      byte[] data = {0x1f, (byte) 0x8b, 0, (byte) 0xff};
      kinesis.putRecord(
          put -> put.streamName("spans").partitionKey("a").data(SdkBytes.fromByteArray(data)));
      assertThat(everything(kinesis, "spans")).containsExactly(data);
      assertThat(
              kinesis
                  .describeStreamSummary(d -> d.streamName("spans"))
                  .streamDescriptionSummary()
                  .streamARN())
          .isEqualTo(Streams.SPANS.arn());

      tables.putItem(
          put ->
              put.tableName(EdgeTables.NAME)
                  .item(
                      Map.of(
                          EdgeTable.PK,
                          text("edge#e"),
                          EdgeTable.SK,
                          text("60#t"),
                          EdgeTable.WINDOW,
                          text("w"))));
      assertThat(
              tables
                  .query(
                      query ->
                          query
                              .tableName(EdgeTables.NAME)
                              .indexName(EdgeTable.BY_WINDOW)
                              .keyConditionExpression("#w = :w")
                              .expressionAttributeNames(Map.of("#w", EdgeTable.WINDOW))
                              .expressionAttributeValues(Map.of(":w", text("w"))))
                  .items())
          .hasSize(1);
    }
  }

  @Test
  void eachRegionKeepsItsOwnTables() {
    try (LocalDynamoDb local = LocalDynamoDb.start(Ports.free());
        DynamoDbClient here = Cloud.dynamoDb(local.endpoint(), Region.US_EAST_1);
        DynamoDbClient there = Cloud.dynamoDb(local.endpoint(), Region.EU_WEST_1)) {
      EdgeTables.create(here);

      assertThat(here.listTables().tableNames()).containsExactly(EdgeTables.NAME);
      assertThat(there.listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void stoppingLeavesNoProcess() {
    List<Long> before = children();
    LocalAws.start(KINESIS, workFolder, Ports.free(), Ports.free()).close();

    assertThat(children()).isEqualTo(before);
  }

  @Test
  void aPortInUseIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.freeOr(taken.getLocalPort(), "--port"))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "Port %d is in use: give another with --port, or leave it out for a free one.",
              taken.getLocalPort());
    }
  }

  private static List<byte[]> everything(KinesisClient kinesis, String stream) {
    String shard = kinesis.listShards(list -> list.streamName(stream)).shards().get(0).shardId();
    String iterator =
        kinesis
            .getShardIterator(
                get ->
                    get.streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    return kinesis.getRecords(get -> get.shardIterator(iterator)).records().stream()
        .map(record -> record.data().asByteArray())
        .toList();
  }

  private static List<Long> children() {
    try (Stream<ProcessHandle> all = ProcessHandle.current().children()) {
      return all.map(ProcessHandle::pid).toList();
    }
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
