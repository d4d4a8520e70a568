package io.flowlens.detect.retrycascade;

import io.flowlens.model.ErrorClass;
import io.flowlens.model.Measure;
import java.util.ArrayList;
import java.util.List;

/** The numbers of a storm as a whole, at its peak and now. */
final class StormMeasures {
  private final List<Measure> measures = new ArrayList<>();
  private final Limits limits;

  private StormMeasures(Limits limits) {
    this.limits = limits;
  }

  /**
   * All of them, what the definition is about first.
   *
   * @param now the newest window judged; null when the storm is over
   */
  static List<Measure> of(Storm storm, RetryStats now, Limits limits, double criticalFailed) {
    StormMeasures measures = new StormMeasures(limits);
    RetryStats whole = storm.counted();
    if (!storm.retried) {
      measures.refused(storm, whole, now);
      return measures.measures;
    }
    measures.attempts("attempts-per-call", whole.attemptsPerCall(), whole.calls);
    if (whole.sampled > 0) {
      measures.plain("attempts-per-call-at-least", "1", Interval.low(whole), whole.calls);
      measures.plain("attempts-per-call-at-most", "1", Interval.high(whole), whole.calls);
    }
    measures.attempts("attempts-per-call-at-peak", storm.peak, storm.peakCalls);
    if (now != null) {
      measures.attempts("attempts-per-call-now", now.attemptsPerCall(), now.calls);
    }
    measures.whole(whole, criticalFailed);
    measures.worstMinute(storm);
    measures.failures(whole);
    measures.times(storm.phases, storm.until, whole.calls);
    return measures.measures;
  }

  private void whole(RetryStats whole, double criticalFailed) {
    plain("calls", "calls", (double) whole.calls, whole.calls);
    plain("retries", "retries", (double) whole.retries(), whole.attempts());
    add(
        "retry-share-of-attempts",
        RetryExplanation.share(whole.retries(), whole.attempts()),
        0,
        limits.budget / (1 + limits.budget),
        whole.attempts());
    add(
        "calls-given-up",
        RetryExplanation.share(whole.gaveUp(), whole.calls),
        0,
        criticalFailed,
        whole.calls);
  }

  private void worstMinute(Storm storm) {
    if (storm.worstLost > 0) {
      plain("calls-given-up-in-worst-minute", "1", storm.worstLost, storm.counted().calls);
    }
  }

  /** Of an edge on which nobody tries again. */
  private void refused(Storm storm, RetryStats whole, RetryStats now) {
    add("calls-refused", share(whole), 0, limits.refused, whole.calls);
    if (now != null) {
      add("calls-refused-now", share(now), 0, limits.refused, now.calls);
    }
    plain("calls", "calls", (double) whole.calls, whole.calls);
    worstMinute(storm);
    failures(whole);
  }

  private static double share(RetryStats tally) {
    return RetryExplanation.share(tally.refused(), tally.calls);
  }

  private void failures(RetryStats whole) {
    long failedAttempts = whole.failedAttempts();
    for (ErrorClass errorClass : ErrorClass.values()) {
      long errors = whole.errors(errorClass);
      if (errors > 0) {
        plain(
            "failed-attempts-" + errorClass.label(),
            "1",
            RetryExplanation.share(errors, failedAttempts),
            failedAttempts);
      }
    }
  }

  private void times(Phases phases, long until, long samples) {
    if (phases.vague) {
      return;
    }
    plain("time-amplifying", "s", phases.millisAmplifying(until) / 1000.0, samples);
    plain("time-sustained", "s", phases.millisSustained(until) / 1000.0, samples);
    if (phases.isOver()) {
      plain("recovery-time", "s", phases.millisDraining(until) / 1000.0, samples);
    }
  }

  private void attempts(String name, double observed, long samples) {
    add(name, observed, 1, 1 + limits.budget, samples);
  }

  private void plain(String name, String unit, double observed, long samples) {
    measures.add(Measure.of(name, unit, observed, Double.NaN, Double.NaN, samples));
  }

  private void add(String name, double observed, double expected, double threshold, long samples) {
    measures.add(Measure.of(name, "1", observed, expected, threshold, samples));
  }
}
