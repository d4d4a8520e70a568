package io.flowlens.detect.transactionalchurn;

import java.util.ArrayList;
import java.util.List;

/**
 * How the wasted share follows the rate of attempts. Conflicts of independent writers grow with the
 * square of the rate: their share grows with the rate. What a defect wastes is the same share at
 * any rate.
 */
enum Growth {
  /** The share grows with the rate. */
  CONTENTION,
  /** The share does not follow the rate: it has jumped. */
  CHANGE,
  /** The evidence does not say. */
  UNKNOWN;

  /** Rates must differ by this factor within the episode. */
  private static final double SPREAD = 1.5;

  private static final int LEAST_MINUTES = 8;
  private static final long LEAST_ATTEMPTS = 20;

  /** Exponents of the share against the rate: 1 for contention, 0 for a defect. */
  private static final double LEAST_OF_CONTENTION = 0.6;

  private static final double MOST_OF_CONTENTION = 1.6;
  private static final double MOST_OF_CHANGE = 0.3;

  /** Below this factor the rate is as before. */
  private static final double SAME_RATE = 1.25;

  /** A usual share of less is not told from none. */
  private static final double SMALL_SHARE = 0.002;

  /**
   * Which it is.
   *
   * @param minutes of the episode
   */
  static Growth of(Writer writer, List<Waste> minutes, Waste whole, double perMinute) {
    double exponent = exponent(minutes);
    if (!Double.isNaN(exponent)) {
      return exponent >= LEAST_OF_CONTENTION && exponent <= MOST_OF_CONTENTION
          ? CONTENTION
          : exponent <= MOST_OF_CHANGE ? CHANGE : UNKNOWN;
    }
    if (writer.wasting.usualPerMinute <= 0 || writer.wasting.usual < 0) {
      return UNKNOWN;
    }
    double rate = perMinute / writer.wasting.usualPerMinute;
    double share = whole.share() / Math.max(SMALL_SHARE, writer.wasting.usual);
    if (rate < SAME_RATE || share > StrictMath.pow(rate, 2 * MOST_OF_CONTENTION)) {
      return share >= 2 ? CHANGE : UNKNOWN;
    }
    boolean follows =
        rate >= SPREAD
            && share >= StrictMath.pow(rate, LEAST_OF_CONTENTION)
            && share <= StrictMath.pow(rate, MOST_OF_CONTENTION);
    return follows ? CONTENTION : UNKNOWN;
  }

  /** The slope of the share's logarithm over the rate's; NaN where rates are too much alike. */
  private static double exponent(List<Waste> minutes) {
    List<Waste> counted = new ArrayList<>(minutes);
    counted.removeIf(minute -> minute.attempts() < LEAST_ATTEMPTS || minute.wasted() == 0);
    double least = counted.stream().mapToDouble(Waste::attempts).min().orElse(0);
    double most = counted.stream().mapToDouble(Waste::attempts).max().orElse(0);
    if (counted.size() < LEAST_MINUTES || most < SPREAD * least) {
      return Double.NaN;
    }
    double weights = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (Waste minute : counted) {
      double weight = minute.wasted();
      double rate = StrictMath.log((double) minute.attempts());
      double share = StrictMath.log(minute.share());
      weights += weight;
      x += weight * rate;
      y += weight * share;
      xx += weight * rate * rate;
      xy += weight * rate * share;
    }
    double variance = xx - x * x / weights;
    return variance <= 0 ? Double.NaN : (xy - x * y / weights) / variance;
  }
}
