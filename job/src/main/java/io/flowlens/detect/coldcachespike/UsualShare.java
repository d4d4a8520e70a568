package io.flowlens.detect.coldcachespike;

/**
 * Which share of an edge's calls is usually slow from first use: the mean since the edge is
 * watched, and after a day of panes one that forgets within about as long. What has been so for
 * long is no news.
 */
public final class UsualShare {
  /** Panes with calls of a day. */
  private static final long MEMORY = 8_640;

  /** A third of that: so long it must be watched before it is known what is usual. */
  private static final long KNOWN = MEMORY / 3;

  /** From which multiple of the usual on it is news. */
  private static final double NEWS = 2;

  /** Before so many panes nothing can be compared. */
  private static final long ENOUGH = 90;

  public double mean;

  /** How many panes were learned from, up to a day of them. */
  public long panes;

  /** For Flink. */
  public UsualShare() {}

  /**
   * Learns from a pane; while the edge is active slowly, so that what began just now is not taken
   * for usual.
   */
  void learn(double share, boolean active) {
    panes = Math.min(MEMORY, panes + 1);
    mean += (share - mean) / (active ? MEMORY / 3.0 : panes);
  }

  /** Whether so much has been usual for long enough that it is not reported anew. */
  boolean isStanding(double share) {
    return panes >= KNOWN && share < NEWS * mean;
  }

  /** Whether it is known to be much more than before. */
  boolean hasGrown(double share) {
    return panes >= ENOUGH && share >= NEWS * mean;
  }
}
