package io.flowlens.lab.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.aws.Streams;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Stands for the Kinesis streaming destination of a table: each change of it goes to the stream of
 * changes.
 */
public final class ChangeRelay implements AutoCloseable {
  private final Region region;
  private final String table;
  private final KinesisClient kinesis;
  private final StreamTail tail;

  /**
   * Starts to relay a table's changes.
   *
   * @param dynamoDb where DynamoDB Streams answers
   */
  public ChangeRelay(URI dynamoDb, Region region, String table, KinesisClient kinesis) {
    this.region = region;
    this.table = table;
    this.kinesis = kinesis;
    tail = StreamTail.follow(dynamoDb, region, table, this::relay);
  }

  private void relay(Batch changes) {
    Instant now = Instant.now();
    List<PutRecordsRequestEntry> entries =
        changes.records().stream()
            .map(change -> entry(ChangeRecord.of(region.id(), table, change, now)))
            .toList();
    kinesis.putRecords(put -> put.streamName(Streams.CHANGES.streamName()).records(entries));
  }

  private static PutRecordsRequestEntry entry(ObjectNode change) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(Integer.toHexString(change.at("/dynamodb/Keys").toString().hashCode()))
        .data(SdkBytes.fromString(change.toString(), StandardCharsets.UTF_8))
        .build();
  }

  @Override
  public void close() {
    tail.close();
  }
}
