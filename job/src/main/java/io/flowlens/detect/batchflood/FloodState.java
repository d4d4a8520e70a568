package io.flowlens.detect.batchflood;

/** The channels of one table, or one stream or queue, and the callers that lose items there. */
public final class FloodState {
  /** Those from which something was taken. */
  public Channel[] channels = new Channel[0];

  /** Callers that lately left items unprocessed. */
  public UnprocessedItems[] unprocessed = new UnprocessedItems[0];

  /** For Flink. */
  public FloodState() {}
}
