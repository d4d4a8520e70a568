package io.flowlens.model;

/**
 * What one detector says of one edge at the end of one pane. Quiet edges are not spoken of; an edge
 * that was spoken of is followed until it has been {@link Level#CLEAR} long enough.
 */
public final class Judgement {
  /** Where the edge stands against the detector's definition. */
  public enum Level {
    /** Below half the threshold. */
    CLEAR,
    /** Between half the threshold and the threshold: an open episode stays open, none opens. */
    HOLDING,
    /** The definition is met. */
    FIRING,
    /** Met so far beyond the threshold that one pane is enough to open. */
    EXTREME,
    /**
     * Says nothing of its own edge, but what an episode whose data goes on along it did there.
     * Opens and holds nothing.
     */
    EFFECT
  }

  /** The detector's id, which is the anomaly's type. */
  public String detector;

  public Edge edge;

  /** Start of the pane judged, epoch milliseconds. */
  public long paneStart;

  public Level level;

  /** Why. When {@link Level#CLEAR}, null or the last word on what was. */
  public Explanation explanation;

  /** For Flink. */
  public Judgement() {}
}
