package io.flowlens.detect.batchflood;

import io.flowlens.model.Edge;

/** How far a consumer has been behind, from its beginning. */
public final class Flooding {
  public Kind kind;

  /** Start of the minute in which it began. */
  public long since;

  /** Who sends most of what is more than usual; null where that is not shown. */
  public Edge publisher;

  /** Calls of the publisher since it began, and what they carried. */
  public long calls;

  public long records;

  /** What has arrived and what was taken since it began. */
  public long arrived;

  public long taken;

  /** Whether what waits is what arrived less what was taken; else it is what arrives in an age. */
  public boolean balanced;

  /** Records that wait; 0 where nothing shows it. */
  public double waiting;

  /** The most that were waiting. */
  public double mostWaiting;

  /** The longest wait, seconds. */
  public double longest;

  /** Most records a second that the consumer took in three minutes. */
  public double drain;

  /**
   * What usually arrives, and what the consumer usually takes, a second; negative where unknown.
   */
  public double usualArrivals;

  public double usualTaken;

  /** Start of the newest pane in which it grew. */
  public long grewAt;

  /** For Flink. */
  public Flooding() {}

  /** Counts a pane: what arrived in it, and what was taken. */
  void count(long in, long out) {
    arrived += in;
    taken += out;
    if (balanced) {
      waiting = Math.max(0, waiting + in - out);
    }
  }

  /** Notes how it stands at the end of a pane that starts then. */
  void note(Lag lag, boolean grows, long now) {
    grewAt = grows ? now : grewAt;
    if (!balanced && lag.isAgeKnown() && now > since) {
      waiting = Math.min((double) arrived, lag.age * arrived * 1_000 / (now - since));
    }
    mostWaiting = Math.max(mostWaiting, waiting);
    longest = Math.max(longest, FloodCriteria.wait(lag, this, now));
    drain = Double.isNaN(lag.taken) ? drain : Math.max(drain, lag.taken);
  }
}
