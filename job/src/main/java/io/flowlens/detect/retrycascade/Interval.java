package io.flowlens.detect.retrycascade;

/** Between what attempts per call lie with 95 % confidence, where the calls seen are a sample. */
final class Interval {
  private static final double Z = 1.96;

  private Interval() {}

  static double low(RetryStats tally) {
    return Math.max(1, tally.attemptsPerCall() - Z * tally.standardError());
  }

  static double high(RetryStats tally) {
    return tally.attemptsPerCall() + Z * tally.standardError();
  }
}
