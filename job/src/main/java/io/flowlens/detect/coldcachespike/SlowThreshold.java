package io.flowlens.detect.coldcachespike;

/** From when on a call of one edge is slow, given what is usual there. */
final class SlowThreshold {
  /** A call that takes this many times the usual median is above what is usual, if not slow. */
  private static final double UP = 1.5;

  final double usualMillis;
  private final double factor;
  private final double excess;

  /** Against this usual median: so many times it, and at least so many milliseconds more. */
  SlowThreshold(double usualMillis, double factor, double excess) {
    this.usualMillis = usualMillis;
    this.factor = factor;
    this.excess = excess;
  }

  /** Whether enough was seen to say what is usual. */
  boolean isKnown() {
    return !Double.isNaN(usualMillis);
  }

  /** A call that takes longer than this is slow. */
  double millis() {
    return Math.max(factor * usualMillis, usualMillis + excess);
  }

  /** When half of the calls take longer than this, the median is up. */
  double upMillis() {
    return UP * usualMillis;
  }
}
