package io.flowlens.detect.consistencyconflict;

/**
 * Whether a share is another one than before: the test of two proportions, and how many
 * observations it needs.
 */
final class TwoShares {
  /** One-sided error of 1 in 1,000. */
  static final double Z = 3.1;

  /** Nine of ten such changes are found. */
  private static final double Z_POWER = 1.2816;

  /** What must be found: a fall by 60 %. */
  private static final double LEFT = 0.4;

  private TwoShares() {}

  /** How many standard deviations the share fell; below 0 where it rose. */
  static double fall(long hitsBefore, long before, long hitsAfter, long after) {
    double pooled = (double) (hitsBefore + hitsAfter) / (before + after);
    double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / before + 1.0 / after));
    double fall = (double) hitsBefore / before - (double) hitsAfter / after;
    return deviation == 0 ? 0 : fall / deviation;
  }

  /**
   * How many observations before and after show that this share falls by 60 %, nine times of ten.
   *
   * @param share above 0; at 0 there is nothing to fall
   */
  static long needed(double share) {
    double left = LEFT * share;
    double mean = (share + left) / 2;
    double spread =
        Z * Math.sqrt(2 * mean * (1 - mean))
            + Z_POWER * Math.sqrt(share * (1 - share) + left * (1 - left));
    return share <= 0
        ? Long.MAX_VALUE
        : (long) Math.ceil(spread * spread / ((share - left) * (share - left)));
  }
}
