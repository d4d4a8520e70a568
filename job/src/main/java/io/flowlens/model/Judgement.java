package io.flowlens.model;

/**
 * What one detector found about one subject at the end of one pane. Subjects that are clear are
 * left out; one that was not is followed until it has been {@link Level#CLEAR} long enough.
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
    EFFECT,
    /** Slow evidence bears out an episode of this edge. */
    CONFIRMED,
    /** Slow evidence shows that an episode of this edge was none. */
    REFUTED,
    /** Slow evidence was looked at and says nothing for or against an episode of this edge. */
    UNDECIDED;

    /** Whether it is what slow evidence says of an episode, and not a pane's own judgement. */
    public boolean isVerdict() {
      return this == CONFIRMED || this == REFUTED || this == UNDECIDED;
    }
  }

  /** The detector's id, which is the anomaly's type. */
  public String detector;

  public Subject subject;

  /** Start of the pane judged, epoch milliseconds. */
  public long paneStart;

  public Level level;

  /** Why. When {@link Level#CLEAR}, null or the last word on what was. */
  public Explanation explanation;

  /**
   * Of a verdict, the start of the first minute it is about, epoch milliseconds: it speaks of the
   * episode that began from then on and before {@link #verifiedTo}. 0 for other judgements.
   */
  public long verifiedFrom;

  /** Of a verdict, the end of the last minute it is about. */
  public long verifiedTo;

  /**
   * When {@link Level#CLEAR}, when the trouble ended, epoch milliseconds; 0 where that is this pane.
   */
  public long endedAt;

  /**
   * How long after its end the episode may come back, in milliseconds; 0 where the setting for all
   * episodes says so.
   */
  public long reopenMillis;

  /** For Flink. */
  public Judgement() {}
}
