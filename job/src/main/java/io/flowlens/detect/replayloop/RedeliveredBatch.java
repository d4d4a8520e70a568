package io.flowlens.detect.replayloop;

import io.flowlens.model.Batches.Delivered;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Records of one shard that are delivered again and again, as one batch or cut into smaller ones.
 */
public final class RedeliveredBatch {
  /** Empty when unknown. */
  public String shardId;

  public String start;
  public String end;

  /** Records of the largest batch seen; 0 when unknown. */
  public long records;

  /** The least records that a batch of it had: smaller than {@link #records} when it was cut. */
  public long leastRecords;

  /** Deliveries seen. */
  public long deliveries;

  /** Records in all deliveries seen. */
  public long delivered;

  /** The highest count of invocations that the service reported; 0 when it reported none. */
  public long invokeCount;

  /** Start of the first pane it was seen in. */
  public long firstPane;

  /** When the last delivery ended. */
  public long lastAt;

  /** For Flink. */
  public RedeliveredBatch() {}

  static RedeliveredBatch of(Delivered batch, long pane) {
    RedeliveredBatch stuck = new RedeliveredBatch();
    stuck.shardId = batch.shardId;
    stuck.start = batch.start;
    stuck.end = batch.end;
    stuck.leastRecords = batch.records;
    stuck.firstPane = pane;
    return stuck;
  }

  /** Whether it is the same batch or a part of it; its source may not know the shard. */
  boolean holds(Delivered batch) {
    boolean sameShard =
        shardId.equals(batch.shardId) || shardId.isEmpty() || batch.shardId.isEmpty();
    return sameShard && SequenceRange.overlap(start, end, batch.start, batch.end);
  }

  /** Of its shard and first record. */
  long hash() {
    String id = shardId + '|' + start;
    return MurmurHash3.hash128x64(id.getBytes(StandardCharsets.UTF_8))[0];
  }

  /** Whether a function said which records it was given, by their sequence numbers. */
  boolean isKnownBySequence() {
    return deliveries > 0 && SequenceRange.isNumber(start);
  }

  /** Whether its records are known by their sequence numbers, from whatever source. */
  boolean isIdentifiedBySequence() {
    return SequenceRange.isNumber(start);
  }

  /** Whether it is known from a span, which shows no more than when its first record changed. */
  boolean isKnownByTime() {
    return shardId.isEmpty() && !SequenceRange.isNumber(start);
  }

  void count(Delivered batch) {
    shardId = shardId.isEmpty() ? batch.shardId : shardId;
    start = SequenceRange.first(start, batch.start);
    end = SequenceRange.last(end, batch.end);
    records = Math.max(records, batch.records);
    leastRecords = Math.min(leastRecords, batch.records);
    deliveries += batch.deliveries;
    delivered += batch.deliveries * batch.records;
    invokeCount = Math.max(invokeCount, batch.invokeCount);
    lastAt = Math.max(lastAt, batch.lastAt);
  }

  /** How often it was delivered, by what was seen or by what the service counts. */
  long times() {
    return Math.max(deliveries, invokeCount);
  }

  /** Records delivered beyond the first time. */
  long redelivered() {
    return Math.max(0, Math.max(delivered - records, (invokeCount - 1) * records));
  }

  /** Records delivered for each record that there is: 1 when nothing was repeated. */
  double replayFactor() {
    return records == 0 ? times() : 1 + (double) redelivered() / records;
  }

  boolean wasCut() {
    return leastRecords < records;
  }
}
