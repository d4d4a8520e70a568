package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Pane;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What spans and CloudTrail say of the same minutes of an edge, held against each other.
 *
 * <p>CloudTrail logs each request as one event, sampled or not, so its counts bound the retries per
 * call: each retry is a request that follows a failed one. But nobody promises that it logs every
 * failed request, and what fails before the service never reaches it. So a count of few failures
 * proves nothing by itself. It does as far as those failures that spans name by request id are
 * found in it: if it holds 12 of 12, it logs at least half of them (Wilson's lower bound at z = 3.5
 * is 0.495), and there are at most twice as many as it shows. Where it holds none, there is no
 * bound.
 *
 * <p>That is asked for each class of failure. For a class of which nothing is found, such as
 * timeouts, the share that spans show stands: a sample that prefers failures shows too many, not
 * too few.
 */
final class Comparison {
  private final double z;
  private final Tally spans;
  private final long requests;
  private final long failures;

  /** Failed calls of each class that spans name, and how many of them CloudTrail holds. */
  private final Map<ErrorClass, Long> named = new EnumMap<>(ErrorClass.class);

  private final Map<ErrorClass, Long> found = new EnumMap<>(ErrorClass.class);

  /**
   * @param z how sure bounds are, in standard deviations
   */
  Comparison(Hearing hearing, double z) {
    this.z = z;
    this.spans = Tally.of(hearing.spans);
    this.requests = hearing.requests;
    this.failures = worthRetrying(hearing.errors);
    hearing
        .failedInSpans
        .comparable(hearing.failedInTrail)
        .forEach(
            (hash, errorClass) -> {
              named.merge(errorClass, 1L, Long::sum);
              if (hearing.failedInTrail.holds(hash)) {
                found.merge(errorClass, 1L, Long::sum);
              }
            });
  }

  private static long worthRetrying(long[] errors) {
    long sum = 0;
    for (ErrorClass errorClass : ErrorClass.values()) {
      sum += errorClass.isWorthRetrying() ? errors[errorClass.ordinal()] : 0;
    }
    return sum;
  }

  Tally spans() {
    return spans;
  }

  /** Requests that CloudTrail shows. */
  long requests() {
    return requests;
  }

  /** How many of them failed in a way that another try may mend. */
  long failures() {
    return failures;
  }

  /** Failed calls that spans name, of classes that CloudTrail logs. */
  long named() {
    return named.entrySet().stream()
        .filter(entry -> found.containsKey(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many of them CloudTrail holds. */
  long found() {
    return found.values().stream().mapToLong(n -> n).sum();
  }

  /** The classes that CloudTrail is known to log. */
  Set<ErrorClass> logged() {
    return found.isEmpty() ? EnumSet.noneOf(ErrorClass.class) : EnumSet.copyOf(found.keySet());
  }

  /** The share of failures that CloudTrail logs at least, of the class it logs worst; 0 to 1. */
  double loggedAtLeast() {
    return found.entrySet().stream()
        .mapToDouble(entry -> Wilson.lower(entry.getValue(), named.get(entry.getKey()), z))
        .min()
        .orElse(0);
  }

  /** The most retries per call that CloudTrail leaves room for; infinite where it bounds none. */
  double atMost() {
    return perCall(Wilson.upper(chains(failures), chains(requests), z) / loggedAtLeast())
        + elsewhereAtMost();
  }

  /**
   * The same for one more minute, as counted: with few requests a minute, bounds would say nothing.
   */
  double atMostIn(Pane minute) {
    double share = (double) worthRetrying(minute.errors()) / Math.max(1, minute.attempts());
    return perCall(share / loggedAtLeast()) + elsewhereAtMost();
  }

  /** Retries per call after failures that CloudTrail does not log, at most, as spans show them. */
  private double elsewhereAtMost() {
    double sum = atMost(spans.retriedInVain());
    for (ErrorClass errorClass : ErrorClass.values()) {
      if (errorClass.isWorthRetrying() && !found.containsKey(errorClass)) {
        sum += atMost(spans.errors(errorClass));
      }
    }
    return sum;
  }

  private double atMost(long retries) {
    return retries == 0 ? 0 : Wilson.upper(Math.min(retries, spans.calls), spans.calls, z);
  }

  /** The least retries per call, if failed requests are tried again as often as spans show. */
  double atLeast() {
    long mendable = spans.worthRetrying();
    double triedAgain =
        mendable == 0
            ? 0
            : Math.min(1, (double) (spans.retries() - spans.retriedInVain()) / mendable);
    return perCall(Wilson.lower(chains(failures), chains(requests), z) * triedAgain);
  }

  /**
   * Failures of one call come together, so they count as one: the number divided by how many
   * failures a call that is tried again has.
   */
  private long chains(long n) {
    double length = (double) spans.worthRetrying() / Math.max(1, spans.retriedCalls());
    return Math.round(n / Math.max(1, length));
  }

  /** Retries per call where this share of requests are retries. */
  private static double perCall(double share) {
    return share >= 1 ? Double.POSITIVE_INFINITY : Math.max(0, share / (1 - share));
  }
}
