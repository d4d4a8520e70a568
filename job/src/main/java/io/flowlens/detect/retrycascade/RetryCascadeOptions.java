package io.flowlens.detect.retrycascade;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** Where the retry-cascade detector draws its lines. */
public final class RetryCascadeOptions {
  private static final String GROUP = "Detector.retry-cascade";

  public static final Option<Double> BUDGET =
      Option.number(
          GROUP,
          "retry.budget",
          0.1,
          0.01,
          5.0,
          "Retries per logical call that an edge may spend; 0.1 is the budget of the Google SRE book. Example: of"
              + " 1,000 calls in the last minute 200 were retried once. That is 0.20 retries per call, and the lower"
              + " bound of what they may really be is 0.16 > 0.1: the edge fires. With 120 retries it is 0.12 with a"
              + " lower bound of 0.09, and it does not.");

  public static final Option<Double> CONFIDENCE_Z =
      Option.number(
          GROUP,
          "confidence.z",
          3.5,
          1.0,
          8.0,
          "How sure it must be, in standard deviations of Wilson's lower bound. 3.5 means 2.3 errors in 10,000 panes"
              + " at the budget itself, and far fewer below it or in two panes in a row.");

  public static final Option<Long> MIN_CALLS =
      Option.count(
          GROUP,
          "min.calls",
          30,
          5,
          100_000,
          "Logical calls that a look-back window (10 s, 1, 5 or 15 min) must hold to be judged. Example: an edge"
              + " with 2 calls a second of which 5 % are traced shows 6 a minute, so it is judged over 5 or 15 min.");

  public static final Option<Long> MIN_RETRIED =
      Option.count(
          GROUP,
          "min.retried.calls",
          8,
          2,
          100_000,
          "Calls that must have been retried in a look-back window for it to be judged, so that a handful of retried"
              + " calls is never an anomaly. Example: four calls that are tried nine times each are 32 retries, but only"
              + " four calls.");

  public static final Option<Double> EXTREME_FACTOR =
      Option.number(
          GROUP,
          "extreme.factor",
          5.0,
          1.0,
          100.0,
          "How many times beyond the budget the lower bound must be for one pane to be enough."
              + " Example: with a budget of 0.1, more than 0.5 retries per call.");

  public static final Option<Double> REFUSED_SHARE =
      Option.number(
          GROUP,
          "refused.share",
          0.25,
          0.01,
          1.0,
          "Share of calls that may fail for good although another try could have mended them: throttled, timed out, or"
              + " failed in the callee. Beyond it an edge fires also where nobody retries. Example: of 200 calls in a"
              + " minute 90 are throttled and not tried again. That is 0.45, and the lower bound is 0.33 > 0.25: it fires.");

  public static final Option<Boolean> TRACES_COMPLETE =
      Option.flag(
          GROUP,
          "traces.complete",
          false,
          "Whether no sampler leaves traces out, neither in the services nor in a collector. Set it to true only where"
              + " that is so. Otherwise it is not known from spans whether failures were kept by preference, and a storm"
              + " that was there from the first trace on is at most a warning.");

  public static final Option<Double> CRITICAL_ATTEMPTS =
      Option.number(
          GROUP,
          "critical.attempts.per.call",
          3.0,
          1.1,
          20.0,
          "Attempts per call from which an episode is critical: at 3, the callee bears three times its load.");

  public static final Option<Double> CRITICAL_FAILED =
      Option.number(
          GROUP,
          "critical.failed.share",
          0.05,
          0.0001,
          1.0,
          "Share of calls that fail in spite of all retries from which an episode is critical. Example: 40 of 600"
              + " calls give up = 0.067.");

  public static final Option<Double> WARNING_ATTEMPTS =
      Option.number(
          GROUP,
          "warning.attempts.per.call",
          1.2,
          1.0,
          20.0,
          "Attempts per call from which an episode is a warning; below it, it is for information unless calls fail for good.");

  public static final Option<Duration> METASTABLE_AFTER =
      Option.duration(
          GROUP,
          "metastable.after",
          Duration.ofMinutes(3),
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          "How long a storm must go on at no more than the usual calls before it can be metastable. Example: a surge of"
              + " twice the usual calls began it and is over at 10:05; if still every other call fails at 10:08, the"
              + " retries keep it going.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(
          BUDGET,
          CONFIDENCE_Z,
          MIN_CALLS,
          MIN_RETRIED,
          EXTREME_FACTOR,
          REFUSED_SHARE,
          TRACES_COMPLETE,
          WARNING_ATTEMPTS,
          CRITICAL_ATTEMPTS,
          CRITICAL_FAILED,
          METASTABLE_AFTER);

  private RetryCascadeOptions() {}
}
