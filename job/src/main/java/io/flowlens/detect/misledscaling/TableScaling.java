package io.flowlens.detect.misledscaling;

/** What is remembered of a table in all its regions, with its indexes. */
public final class TableScaling {
  /** Those whose consumption or capacity a metric has shown. */
  public ScalingTarget[] targets = new ScalingTarget[0];

  /** {@link WriteMinutes}; empty where no capacity is known. */
  public byte[] writes = new byte[0];

  /** Start of the newest minute of these, epoch milliseconds. */
  public long newestWrite;

  /** Start of the newest round that brought metrics, epoch milliseconds. */
  public long lastMetrics;

  /** For Flink. */
  public TableScaling() {}
}
