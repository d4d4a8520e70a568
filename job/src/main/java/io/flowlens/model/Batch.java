package io.flowlens.model;

/** The records that one delivery carried: a range of one shard of a stream. */
public final class Batch {
  /** May be null. */
  public String shardId;

  /** The first record's sequence number, or whatever else names the batch; never null. */
  public String start;

  /** The last record's sequence number; may be null. */
  public String end;

  /** How many records; 0 when unknown. */
  public int records;

  /** How often it has been delivered so far, as the service counts; 0 when unknown. */
  public int invokeCount;

  /** Whether this delivery of it failed. */
  public boolean failed;

  /** For Flink. */
  public Batch() {}

  /** Whether it was, or will be, delivered more than once. */
  boolean isRepeated() {
    return failed || invokeCount > 1;
  }
}
