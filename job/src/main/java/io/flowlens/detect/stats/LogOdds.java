package io.flowlens.detect.stats;

/**
 * How much likelier something is under an exposure than without it, from a table of two by two,
 * with half a count added to each cell, so that empty cells are no special case (J. B. S. Haldane,
 * "The estimation and significance of the logarithm of a ratio of frequencies", 1956).
 */
public final class LogOdds {
  private LogOdds() {}

  /**
   * The logarithm of the odds ratio, in its own standard errors: above 3.3 it is chance once in two
   * thousand times.
   *
   * @param hits exposed, and it happened
   * @param misses exposed, and it did not
   * @param otherHits not exposed, and it happened
   * @param otherMisses not exposed, and it did not
   * @return positive when it is likelier under the exposure
   */
  public static double z(long hits, long misses, long otherHits, long otherMisses) {
    double a = hits + 0.5;
    double b = misses + 0.5;
    double c = otherHits + 0.5;
    double d = otherMisses + 0.5;
    return StrictMath.log(a * d / (b * c)) / Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  }
}
