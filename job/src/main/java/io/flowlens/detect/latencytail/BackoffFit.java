package io.flowlens.detect.latencytail;

import java.util.Arrays;

/**
 * Which SDK's backoff the waits of slow calls look like, and by how much better than like anything
 * else: Schwarz's criterion (BIC) of the best backoff against the best of heavy tails, standstills
 * and up to three bumps. Backoff's shape needs calls that were tried again more than once; a single
 * wait looks like many other things.
 */
final class BackoffFit {
  /** Fewer slow calls show no shape. */
  static final long LEAST_CALLS = 100;

  private static final double[] FAILING = {
    0.03, 0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
    0.85, 0.9, 0.95
  };

  /** How long an attempt that fails takes, as a multiple of a usual call. */
  private static final double[] ATTEMPTS = {0.2, 0.5, 1};

  /** How that varies. */
  private static final double[] VARYING = {0.65, 0.85, 1, 1.18, 1.55};

  private static final double EACH_WITH_EACH = VARYING.length * VARYING.length;

  /** The share of slow calls that have another reason. */
  private static final double[] STRAYS = {0.01, 0.05, 0.1, 0.2};

  private static final int BUMPS = 3;
  private static final int ROUNDS = 40;
  private static final double NARROWEST = 0.04;

  /** The backoff that fits best; null where there are too few calls. */
  final SdkBackoff backoff;

  /** How much better than anything else, as the logarithm of odds. */
  final double margin;

  private final double[] counts;
  private final int first;
  private final double calls;

  private BackoffFit(WaitHistogram waits, double from, double usualMillis) {
    first = WaitHistogram.stepFrom(from);
    counts = new double[WaitHistogram.STEPS];
    double sum = 0;
    for (int step = first; step < WaitHistogram.STEPS; step++) {
      counts[step] = waits.count(step);
      sum += counts[step];
    }
    calls = sum;
    if (calls < LEAST_CALLS) {
      backoff = null;
      margin = 0;
      return;
    }
    SdkBackoff best = null;
    double fits = Double.NEGATIVE_INFINITY;
    for (SdkBackoff each : SdkBackoff.values()) {
      for (double attempt : ATTEMPTS) {
        double likelihood = likelihood(each, attempt * usualMillis, usualMillis);
        best = likelihood > fits ? each : best;
        fits = Math.max(fits, likelihood);
      }
    }
    double asBackoff = fits - StrictMath.log(SdkBackoff.values().length) - penalty(2);
    backoff = best;
    margin = asBackoff - Math.max(likelihoodOfOthers() - penalty(2), likelihoodOfBumps());
  }

  /**
   * The fit.
   *
   * @param from the shortest wait that was counted for sure, in milliseconds
   * @param usualMillis the usual duration of a call, which an attempt more takes at most
   */
  static BackoffFit of(WaitHistogram waits, double from, double usualMillis) {
    return new BackoffFit(waits, from, usualMillis);
  }

  private double penalty(int parameters) {
    return parameters / 2.0 * StrictMath.log(calls);
  }

  private double likelihood(SdkBackoff backoff, double attemptMillis, double usualMillis) {
    double[][] byRetries = new double[backoff.retries()][];
    for (int retry = 1; retry <= byRetries.length; retry++) {
      byRetries[retry - 1] = new double[WaitHistogram.STEPS + 1];
      for (int i = first; i <= WaitHistogram.STEPS; i++) {
        for (double failed : VARYING) {
          for (double last : VARYING) {
            double called = retry * failed * attemptMillis + (last - 1) * usualMillis;
            double waited = WaitHistogram.edge(i) - called;
            byRetries[retry - 1][i] += backoff.shareWithin(waited, retry) / EACH_WITH_EACH;
          }
        }
      }
    }
    double best = Double.NEGATIVE_INFINITY;
    double[] within = new double[WaitHistogram.STEPS + 1];
    for (double failing : FAILING) {
      Arrays.fill(within, 0);
      double weight = 1;
      for (double[] shares : byRetries) {
        for (int i = first; i < within.length; i++) {
          within[i] += weight * shares[i];
        }
        weight *= failing;
      }
      best = Math.max(best, likelihood(within));
    }
    return best;
  }

  private double likelihoodOfOthers() {
    double best = Double.NEGATIVE_INFINITY;
    for (double[] within : OtherWaits.all()) {
      best = Math.max(best, likelihood(within));
    }
    return best;
  }

  /** Of waits that are distributed like this, a few strays aside; the scale is of no matter. */
  private double likelihood(double[] within) {
    double whole = within[WaitHistogram.STEPS] - within[first];
    if (whole <= 1e-6) {
      return Double.NEGATIVE_INFINITY;
    }
    double best = Double.NEGATIVE_INFINITY;
    double steps = WaitHistogram.STEPS - first;
    for (double stray : STRAYS) {
      double sum = 0;
      for (int step = first; step < WaitHistogram.STEPS; step++) {
        if (counts[step] > 0) {
          double share = Math.max(0, within[step + 1] - within[step]) / whole;
          sum += counts[step] * StrictMath.log((1 - stray) * share + stray / steps);
        }
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  /** The criterion of the best one to three bumps, each normal in the logarithm of the wait. */
  private double likelihoodOfBumps() {
    double best = Double.NEGATIVE_INFINITY;
    for (int bumps = 1; bumps <= BUMPS; bumps++) {
      for (int start = 0; start < 3; start++) {
        best = Math.max(best, likelihoodOf(bumps, start) - penalty(3 * bumps - 1));
      }
    }
    return best;
  }

  /** Found by expectation and maximisation, from calls at evenly spaced ranks. */
  private double likelihoodOf(int bumps, int start) {
    double[] place = new double[bumps];
    double[] spread = new double[bumps];
    double[] weight = new double[bumps];
    for (int bump = 0; bump < bumps; bump++) {
      place[bump] = atRank(StrictMath.pow((bump + 0.5) / bumps, 1.0 / (1 + start)));
      spread[bump] = 0.5 / bumps;
      weight[bump] = 1.0 / bumps;
    }
    for (int round = 0; round < ROUNDS; round++) {
      improve(place, spread, weight);
    }
    double[] within = new double[WaitHistogram.STEPS + 1];
    for (int i = first; i < within.length; i++) {
      for (int bump = 0; bump < bumps; bump++) {
        within[i] += weight[bump] * OtherWaits.normal((logOf(i) - place[bump]) / spread[bump]);
      }
    }
    return likelihood(within);
  }

  private void improve(double[] place, double[] spread, double[] weight) {
    int bumps = place.length;
    double[] n = new double[bumps];
    double[] sum = new double[bumps];
    double[] squares = new double[bumps];
    double[] share = new double[bumps];
    for (int step = first; step < WaitHistogram.STEPS; step++) {
      double middle = logOf(step + 0.5);
      double all = 0;
      for (int bump = 0; bump < bumps; bump++) {
        double z = (middle - place[bump]) / spread[bump];
        share[bump] = weight[bump] * StrictMath.exp(-z * z / 2) / spread[bump] + 1e-12;
        all += share[bump];
      }
      for (int bump = 0; bump < bumps; bump++) {
        double part = counts[step] * share[bump] / all;
        n[bump] += part;
        sum[bump] += part * middle;
        squares[bump] += part * middle * middle;
      }
    }
    for (int bump = 0; bump < bumps; bump++) {
      double enough = Math.max(n[bump], 1e-9);
      place[bump] = sum[bump] / enough;
      double variance = squares[bump] / enough - place[bump] * place[bump];
      spread[bump] = Math.max(NARROWEST, Math.sqrt(Math.max(0, variance)));
      weight[bump] = enough / calls;
    }
  }

  private double atRank(double share) {
    double seen = 0;
    for (int step = first; step < WaitHistogram.STEPS; step++) {
      seen += counts[step];
      if (seen >= share * calls) {
        return logOf(step + 0.5);
      }
    }
    return logOf(WaitHistogram.STEPS);
  }

  private static double logOf(double step) {
    return StrictMath.log(WaitHistogram.edge(0)) + step * StrictMath.log(2) / 8;
  }
}
