package io.flowlens.lab.demo.relay;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Changes that were read from one shard together.
 *
 * @param shardId the shard's id, as DynamoDB Streams gives it
 * @param records at least one, in the shard's order
 */
public record Batch(String shardId, List<Record> records) {
  /** The first record's sequence number. */
  public String firstSequence() {
    return records.get(0).dynamodb().sequenceNumber();
  }

  /** The last record's sequence number. */
  public String lastSequence() {
    return records.get(records.size() - 1).dynamodb().sequenceNumber();
  }
}
