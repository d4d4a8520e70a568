package io.flowlens.detect.retrycascade;

/** What the detector remembers of one edge. */
public final class RetryCascadeState {
  /** {@link io.flowlens.detect.stats.PaneRings} of {@link RetryStats}'s counters, packed. */
  public byte[] rings = new byte[0];

  /** {@link BackoffPolicy}, packed; empty while there are no gaps. */
  public byte[] backoff = new byte[0];

  /** What the edge carries without a storm. */
  public Baseline baseline = new Baseline();

  /** Its storm, also for as long as that may come back; null while there is none. */
  public Storm storm;

  /** The storm before, until it is sure that this one is its next wave; null when there is none. */
  public Storm former;

  /** For Flink. */
  public RetryCascadeState() {}

  /** Whether a storm is on. */
  boolean isActive() {
    return storm != null && !storm.phases.isOver();
  }
}
