package io.flowlens.detect.retrycascade;

/** What the detector remembers of one edge. */
public final class RetryCascadeState {
  /** {@link io.flowlens.detect.stats.PaneRings} of {@link Tally}'s counters, packed. */
  public byte[] rings = new byte[0];

  /** {@link BackoffPolicy}, packed; empty while there are no gaps. */
  public byte[] backoff = new byte[0];

  /** How its storm goes on. */
  public Course course = new Course();

  /** Whether the last judgement was anything but clear. */
  public boolean speaking;

  /** What slow evidence has to bear out; null while there is no storm. */
  public Claim claim;

  /** For Flink. */
  public RetryCascadeState() {}
}
