package io.flowlens.lab.demo.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.demo.aws.Streams;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

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
    changes.records().forEach(change -> put(ChangeRecord.of(region.id(), table, change, now)));
  }

  /**
   * One record a request: for each record of a {@code PutRecords}, {@code kinesis-local} hashes all
   * that the shard holds, and after ten minutes does nothing else.
   */
  private void put(ObjectNode change) {
    String keys = change.at("/dynamodb/Keys").toString();
    kinesis.putRecord(
        put ->
            put.streamName(Streams.CHANGES.streamName())
                .partitionKey(Integer.toHexString(keys.hashCode()))
                .data(SdkBytes.fromString(change.toString(), StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    tail.close();
  }
}
