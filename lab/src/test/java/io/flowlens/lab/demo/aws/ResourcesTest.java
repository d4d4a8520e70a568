package io.flowlens.lab.demo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowlens.localaws.LocalAws;
import io.flowlens.schemas.EdgeTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class ResourcesTest {
  @TempDir Path workFolder;

  @Test
  void whatIsPutIntoAStreamOrTheEdgeTableComesOutAgain() {
    try (LocalAws aws = LocalAws.start(workFolder);
        KinesisClient kinesis = Cloud.kinesis(aws.kinesisEndpoint(), Cloud.HOME);
        DynamoDbClient tables = Cloud.dynamoDb(aws.dynamoDbEndpoint(), Cloud.HOME)) {
      Resources.create(aws);

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
                          fromS("edge#e"),
                          EdgeTable.SK,
                          fromS("60#t"),
                          EdgeTable.WINDOW,
                          fromS("w"))));
      assertThat(
              tables
                  .query(
                      query ->
                          query
                              .tableName(EdgeTables.NAME)
                              .indexName(EdgeTable.BY_WINDOW)
                              .keyConditionExpression("#w = :w")
                              .expressionAttributeNames(Map.of("#w", EdgeTable.WINDOW))
                              .expressionAttributeValues(Map.of(":w", fromS("w"))))
                  .items())
          .hasSize(1);
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
}
