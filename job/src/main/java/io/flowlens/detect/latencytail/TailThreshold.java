package io.flowlens.detect.latencytail;

import io.flowlens.config.Settings;
import java.io.Serializable;

/** From when on a call is slow, given the usual median of its edge. */
final class TailThreshold {
  /** A call that takes this many times the usual median is above what is usual, if not slow. */
  private static final double UP = 1.5;

  /** How far above the median slow calls are. */
  static final class Distance implements Serializable {
    private final double factor;
    private final double excess;

    Distance(Settings settings) {
      factor = settings.get(LatencyTailOptions.SLOW_FACTOR);
      excess = settings.get(LatencyTailOptions.SLOW_EXCESS);
    }

    TailThreshold from(double usualMillis) {
      return new TailThreshold(usualMillis, Math.max(factor * usualMillis, usualMillis + excess));
    }
  }

  final double usualMillis;

  /** A call that takes longer than this is slow. */
  final double slowMillis;

  private TailThreshold(double usualMillis, double slowMillis) {
    this.usualMillis = usualMillis;
    this.slowMillis = slowMillis;
  }

  /** Whether enough was seen to say what is usual. */
  boolean isKnown() {
    return !Double.isNaN(usualMillis);
  }

  /** When half of the calls take longer than this, the median is up. */
  double upMillis() {
    return UP * usualMillis;
  }
}
