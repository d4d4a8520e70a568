package io.flowlens.detect.tutorial;

/** What the detector remembers of one table. */
public final class ThrottledAfterChangeState {
  /** Start of the first of the throttled rounds up to the newest; 0 while none is. */
  public long throttledSince;

  /** When the table was last changed before that, epoch milliseconds; 0 when it is not known. */
  public long changedAt;

  /** For Flink. */
  public ThrottledAfterChangeState() {}
}
