package io.flowlens.model;

/**
 * What an edge is promised to be: which share of its calls succeeds, and which share is faster than
 * a limit. A call counts once, however often it was tried.
 */
public final class Contract {
  /** Its group's name. */
  public String name;

  /** Share of the calls that succeeds, such as 0.999; 0 where nothing is promised. */
  public double availability;

  /** Share of the calls that is fast, such as 0.99; 0 where nothing is promised. */
  public double timing;

  /** A call that takes longer is not fast. */
  public double fastMillis;

  /** The longest time without a call; 0 where none is promised. */
  public long everyMillis;

  /** The time for which the promised shares hold. */
  public long windowMillis;

  /** Whether somebody is woken when it is broken fast. */
  public boolean page;

  /** For Flink. */
  public Contract() {}

  /**
   * Calls that count for {@link #availability}: all but those that the callee was right to refuse,
   * as their request was wrong or their condition was not met.
   */
  public static long counted(Pane pane) {
    return pane.get(Counter.CALLS) - refused(pane);
  }

  /** Of these, those that failed for good. */
  public static long failed(Pane pane) {
    return pane.get(Counter.FAILED) - refused(pane);
  }

  /**
   * Failed calls that do not count. SDKs do not try such a failure again, so each failed attempt of
   * these classes is a failed call.
   */
  public static long refused(Pane pane) {
    return Math.min(
        pane.get(Counter.FAILED),
        pane.errors(ErrorClass.CONDITIONAL) + pane.errors(ErrorClass.CLIENT));
  }

  /** Calls whose duration is known, which count for {@link #timing}. */
  public static long timed(Pane pane) {
    return pane.get(Detail.LATENCY).count();
  }

  /** Of these, those that were not fast. */
  public long slow(Pane pane) {
    return pane.get(Detail.LATENCY).countAbove(fastMillis);
  }
}
