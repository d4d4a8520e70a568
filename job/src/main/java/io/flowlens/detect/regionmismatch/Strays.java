package io.flowlens.detect.regionmismatch;

/** What is remembered of the calls of a route that leaves the region. */
public final class Strays {
  /**
   * Start of the pane since when calls have come again and again: not longer than an hour apart,
   * and not fewer than the caller's other calls let expect.
   */
  public long runSince = Route.NEVER;

  /** Its calls since then. */
  public long runCalls;

  /** The same caller's calls to all replicas since then, up to the newest of its own. */
  public long runAsked;

  /** When the mismatch began, or the last one; {@link Route#NEVER} when there never was any. */
  public long began = Route.NEVER;

  /** The route's calls since then. */
  public long strayed;

  /** The same caller's calls to all replicas since then, up to the newest of its own. */
  public long asked;

  /** When it was reported for the first time, earlier episodes' {@link #began} included. */
  public long firstBegan = Route.NEVER;

  /** {@link #strayed} of what was reported and over before this mismatch. */
  public long strayedBefore;

  /** {@link #asked} of what was reported and over before this mismatch. */
  public long askedBefore;

  /** When what was reported was over; {@link Route#NEVER} while nothing was. */
  public long endedAt = Route.NEVER;

  /** The largest share of the caller's calls in 5 to 10 minutes while reported, 0 to 1. */
  public double peakShare;

  /** Whether the caller took all its calls away at once, and nobody else was answered since. */
  public boolean moved;

  /** For Flink. */
  public Strays() {}

  /** They are a mismatch that is reported: a new one, or one that only paused. */
  void report() {
    if (endedAt == Route.NEVER || began - endedAt > TableMemory.SAME_TROUBLE_MILLIS) {
      firstBegan = began;
      strayedBefore = 0;
      askedBefore = 0;
      peakShare = 0;
    }
  }

  /**
   * They are no mismatch, or none any more.
   *
   * @param reported whether they were reported
   * @param end when the newest of them was
   */
  void end(boolean reported, long end) {
    if (reported) {
      endedAt = end;
      strayedBefore += strayed;
      askedBefore += asked;
      forgetRun();
    }
    moved = false;
    strayed = 0;
    asked = 0;
  }

  /** The next call begins a run. */
  void forgetRun() {
    runSince = Route.NEVER;
    runCalls = 0;
    runAsked = 0;
  }
}
