package io.flowlens.detect.stats;

/**
 * Bounds of a proportion by Wilson's score interval (E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", 1927). Unlike the textbook interval it stays within 0 and
 * 1 and is honest for few observations: 1 hit of 1 has a lower bound of 0.08 at z = 3.5, not of 1.
 */
public final class Wilson {
  private Wilson() {}

  /**
   * The smallest true proportion that is still compatible with {@code hits} of {@code trials}: the
   * one whose own score test gives {@code z}.
   *
   * @param hits 0 to {@code trials}
   * @param trials at least 0; with 0 the bound is 0
   * @param z standard normal deviate, such as 3.5 (one-sided error 2.3 in 10,000)
   * @return 0 to 1
   */
  public static double lower(long hits, long trials, double z) {
    if (hits <= 0 || trials <= 0) {
      return 0;
    }
    return Math.max(0, (centre(hits, trials, z) - reach(hits, trials, z)) / scale(trials, z));
  }

  /** The largest true proportion that is still compatible; 1 when there are no trials. */
  public static double upper(long hits, long trials, double z) {
    if (trials <= 0 || hits >= trials) {
      return 1;
    }
    return Math.min(1, (centre(hits, trials, z) + reach(hits, trials, z)) / scale(trials, z));
  }

  private static double centre(long hits, long trials, double z) {
    return (double) hits / trials + z * z / (2.0 * trials);
  }

  private static double reach(long hits, long trials, double z) {
    double p = (double) hits / trials;
    return z * Math.sqrt(p * (1 - p) / trials + z * z / (4.0 * trials * trials));
  }

  private static double scale(long trials, double z) {
    return 1 + z * z / trials;
  }
}
