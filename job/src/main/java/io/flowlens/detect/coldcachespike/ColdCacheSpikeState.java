package io.flowlens.detect.coldcachespike;

/** What the detector remembers of one edge. */
public final class ColdCacheSpikeState {
  /** {@link io.flowlens.detect.stats.HourOfWeek} of the median duration in microseconds, packed. */
  public byte[] baseline = new byte[0];

  /** {@link ExposureCounts} of the last quarter of an hour, packed. */
  public byte[] counts = new byte[0];

  /** {@link io.flowlens.detect.stats.InstanceWatch}, packed. */
  public byte[] instances = new byte[0];

  /** {@link io.flowlens.detect.stats.KeyWatch}, packed; null where no key is known. */
  public byte[] keys;

  /** The same as {@link #baseline} of operations that may carry many items alone. */
  public byte[] bulkBaseline = new byte[0];

  /** Which share of calls is usually slow from first use. */
  public UsualShare usual = new UsualShare();

  /** What the active spike has done since it began; null while there is none. */
  public SpikeTotals totals;

  /** Start of the pane since when it has been active; 0 while it is not. */
  public long activeSince;

  /** For Flink. */
  public ColdCacheSpikeState() {}
}
