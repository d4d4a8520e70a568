package io.flowlens.detect.coldcachespike;

/** What the detector remembers of one edge. */
public final class ColdCacheSpikeState {
  /** {@link io.flowlens.detect.stats.HourOfWeek} of the median duration in microseconds, packed. */
  public byte[] usual = new byte[0];

  /** {@link Counts} of the last quarter of an hour, packed. */
  public byte[] counts = new byte[0];

  /** {@link io.flowlens.detect.stats.InstanceWatch}, packed. */
  public byte[] instances = new byte[0];

  /** {@link io.flowlens.detect.stats.KeyWatch}, packed; null where no call told its key. */
  public byte[] keys;

  /** Start of the pane since when it has been spoken of; 0 while it is not. */
  public long speakingSince;

  /** For Flink. */
  public ColdCacheSpikeState() {}
}
