package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.detect.verify.Bounds;
import io.flowlens.detect.verify.Comparison;
import io.flowlens.detect.verify.LogCoverage;
import io.flowlens.detect.verify.MatchedMinutes;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.util.function.ToLongFunction;

/**
 * Between which bounds CloudTrail puts the retries per call.
 *
 * <p>CloudTrail logs each request as one event, sampled or not, and each retry is a request that
 * follows a failed one. So its failed requests, and the share of failures that it logs at least
 * ({@link LogCoverage}), bound the retries. For a class of failure of which nothing is found in
 * CloudTrail, such as timeouts, the share that spans show stands: a sample that prefers failures
 * shows too many, not too few.
 */
final class RetryBounds implements Comparison {
  private final double budget;
  private final double z;
  private final double criticalAttempts;
  private final double criticalFailed;

  RetryBounds(Settings settings) {
    criticalAttempts = settings.get(RetryCascadeOptions.CRITICAL_ATTEMPTS);
    criticalFailed = settings.get(RetryCascadeOptions.CRITICAL_FAILED);
    budget = settings.get(RetryCascadeOptions.BUDGET);
    z = settings.get(RetryCascadeOptions.CONFIDENCE_Z);
  }

  @Override
  public int counters() {
    return RetryStats.COMPARED;
  }

  @Override
  public double confidence() {
    return z;
  }

  @Override
  public double limit() {
    return budget;
  }

  @Override
  public String measure() {
    return "retries-per-call";
  }

  @Override
  public String measureText() {
    return "retries per call";
  }

  @Override
  public String limitText() {
    return format("budget %.2f", budget);
  }

  @Override
  public String assumption() {
    return "failed requests are tried again as often as spans show";
  }

  @Override
  public Bounds bounds(MatchedMinutes minutes, LogCoverage coverage) {
    RetryStats spans = RetryStats.of(minutes.spans());
    long failures = worthRetrying(minutes::errors);
    return new Bounds(
        spans.retriesPerCall(),
        atLeast(spans, failures, minutes.requests()),
        atMost(spans, failures, minutes.requests(), coverage),
        spans.calls + spans.extra,
        spans.worthRetrying(),
        failures,
        !spans.mostlyInVain());
  }

  /**
   * Calls are lost as often per failure as spans show; how many failures there were, and of how
   * many calls, CloudTrail says.
   */
  @Override
  public Severity confirmed(MatchedMinutes minutes, Bounds bounds) {
    RetryStats spans = RetryStats.of(minutes.spans());
    double lostPerFailure = RetryExplanation.share(spans.gaveUp(), spans.worthRetrying());
    double calls = minutes.requests() / (1 + bounds.atLeast());
    double lost = lostPerFailure * worthRetrying(minutes::errors) / Math.max(1, calls);
    return 1 + bounds.atLeast() >= criticalAttempts || lost >= criticalFailed
        ? Severity.CRITICAL
        : null;
  }

  @Override
  public double atMostIn(Pane minute, MatchedMinutes minutes, LogCoverage coverage) {
    long failures = worthRetrying(errorClass -> minute.errors(errorClass));
    double share = (double) failures / Math.max(1, minute.attempts());
    return perCall(share / coverage.atLeast()) + unlogged(RetryStats.of(minutes.spans()), coverage);
  }

  @Override
  public boolean isBeyondCloudTrail(long[] firing, LogCoverage coverage) {
    RetryStats now = RetryStats.of(firing);
    long unlogged = now.retriedInVain();
    for (ErrorClass errorClass : ErrorClass.values()) {
      if (errorClass.isWorthRetrying() && !coverage.isLogged(errorClass)) {
        unlogged += now.errors(errorClass);
      }
    }
    return unlogged > budget / 2 * now.calls;
  }

  private static long worthRetrying(ToLongFunction<ErrorClass> errors) {
    long sum = 0;
    for (ErrorClass errorClass : ErrorClass.values()) {
      sum += errorClass.isWorthRetrying() ? errors.applyAsLong(errorClass) : 0;
    }
    return sum;
  }

  /** The most retries per call that CloudTrail leaves room for; infinite where it bounds none. */
  private double atMost(RetryStats spans, long failures, long requests, LogCoverage coverage) {
    double share = Wilson.upper(chains(spans, failures), chains(spans, requests), z);
    return perCall(share / coverage.atLeast()) + unlogged(spans, coverage);
  }

  /** The least retries per call, if failed requests are tried again as often as spans show. */
  private double atLeast(RetryStats spans, long failures, long requests) {
    long mendable = spans.worthRetrying();
    double triedAgain =
        mendable == 0
            ? 0
            : Math.min(1, (double) (spans.retries() - spans.retriedInVain()) / mendable);
    double share = Wilson.lower(chains(spans, failures), chains(spans, requests), z);
    return perCall(share * triedAgain);
  }

  /** Retries per call after failures that CloudTrail does not log, at most, as spans show them. */
  private double unlogged(RetryStats spans, LogCoverage coverage) {
    double sum = atMost(spans, spans.retriedInVain());
    for (ErrorClass errorClass : ErrorClass.values()) {
      if (errorClass.isWorthRetrying() && !coverage.isLogged(errorClass)) {
        sum += atMost(spans, spans.errors(errorClass));
      }
    }
    return sum;
  }

  private double atMost(RetryStats spans, long retries) {
    return retries == 0 ? 0 : Wilson.upper(Math.min(retries, spans.calls), spans.calls, z);
  }

  /**
   * Failures of one call come together, so they count as one: the number divided by how many
   * failures a call that is retried has.
   */
  private static long chains(RetryStats spans, long n) {
    double length = (double) spans.worthRetrying() / Math.max(1, spans.retriedCalls());
    return Math.round(n / Math.max(1, length));
  }

  /** Retries per call where this share of requests are retries. */
  private static double perCall(double share) {
    return share >= 1 ? Double.POSITIVE_INFINITY : Math.max(0, share / (1 - share));
  }
}
