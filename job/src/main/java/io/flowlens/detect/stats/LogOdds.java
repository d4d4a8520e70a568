package io.flowlens.detect.stats;

/**
 * How sure it is that something is likelier under an exposure than without it, from a table of two
 * by two: by the ratio of likelihoods that its log odds are what they seem and that they are zero
 * (S. S. Wilks, "The large-sample distribution of the likelihood ratio", 1938), half a count short
 * of what was seen (F. Yates, "Contingency tables involving small numbers", 1934). The log odds in
 * their own standard errors would say little where a cell is nearly empty: what happens to 18 of
 * 330 and to none of 570 has an error of 1.4, and is chance once in 70 million times.
 */
public final class LogOdds {
  private LogOdds() {}

  /**
   * The signed root of twice the logarithm of that ratio, which is normal where there is no
   * connection: above 3.3 it is chance once in two thousand times.
   *
   * @param hits exposed, and it happened
   * @param misses exposed, and it did not
   * @param otherHits not exposed, and it happened
   * @param otherMisses not exposed, and it did not
   * @return positive when it is likelier under the exposure
   */
  public static double z(long hits, long misses, long otherHits, long otherMisses) {
    long exposed = hits + misses;
    long others = otherHits + otherMisses;
    if (exposed == 0 || others == 0) {
      return 0;
    }
    double share = (double) (hits + otherHits) / (exposed + others);
    double beyond = hits - share * exposed;
    double half = Math.signum(beyond) * Math.min(0.5, Math.abs(beyond));
    double gain =
        term(hits - half, share * exposed)
            + term(misses + half, (1 - share) * exposed)
            + term(otherHits + half, share * others)
            + term(otherMisses - half, (1 - share) * others);
    return Math.signum(beyond) * Math.sqrt(2 * Math.max(0, gain));
  }

  private static double term(double seen, double expected) {
    return seen <= 0 ? 0 : seen * StrictMath.log(seen / expected);
  }
}
