package io.flowlens.detect.latencytail;

import io.flowlens.config.Option;
import java.util.List;

/** Where the latency-tail detector draws its lines. */
public final class LatencyTailOptions {
  private static final String GROUP = "Detector.latency-tail";

  public static final Option<Double> TIME_SHARE =
      Option.number(
          GROUP,
          "time.share",
          0.5,
          0.05,
          0.99,
          "The budget: the share of the time of all calls that slow calls may take. Example: 3 in 100 calls take 400 ms,"
              + " the others 4 ms: the slow ones take 0.76 of all time.");

  public static final Option<Double> MOVE_FACTOR =
      Option.number(
          GROUP,
          "move.factor",
          2.0,
          1.1,
          100.0,
          "How many times its usual value the ratio of mean to usual median must be. Example: the mean is usually 1.3"
              + " times the median; with 2, it must be 2.6 times.");

  public static final Option<Double> SLOW_FACTOR =
      Option.number(
          GROUP,
          "slow.factor",
          4.0,
          1.5,
          100.0,
          "How many times its edge's usual median a slow call takes. Example: with a median of 10 ms, more than"
              + " 40 ms.");

  public static final Option<Double> SLOW_EXCESS =
      Option.number(
          GROUP,
          "slow.excess.ms",
          20.0,
          0.0,
          60_000.0,
          "How many milliseconds more than the usual median a slow call takes at least. Example: with a median of 2"
              + " ms a call is slow from 22 ms on.");

  public static final Option<Long> MIN_SLOW =
      Option.count(
          GROUP,
          "min.slow.calls",
          20,
          5,
          100_000,
          "Slow calls that the last 5 or 15 minutes must show.");

  public static final Option<Long> MINUTES =
      Option.count(
          GROUP,
          "minutes",
          10,
          1,
          15,
          "In how many of the last 15 minutes slow calls must take half of that share, where nothing shows the cause. A"
              + " job of five minutes is not reported.");

  public static final Option<Long> PROVEN_MINUTES =
      Option.count(
          GROUP,
          "proven.minutes",
          3,
          1,
          15,
          "The same where hidden retries are borne out by backoff, by throttled calls or by CloudTrail.");

  public static final Option<Double> BACKOFF_MARGIN =
      Option.number(
          GROUP,
          "backoff.margin",
          12.0,
          5.0,
          1_000.0,
          "How much better an SDK's backoff must explain the waits than anything else, as the natural logarithm of odds."
              + " Example: 12 are 160,000 to 1.");

  public static final Option<Long> MIN_THROTTLED =
      Option.count(
          GROUP,
          "min.throttled",
          3,
          1,
          100_000,
          "Throttled attempts of calls that failed for good, or throttled requests in CloudTrail, that bear out hidden"
              + " retries.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(
          TIME_SHARE,
          MOVE_FACTOR,
          SLOW_FACTOR,
          SLOW_EXCESS,
          MIN_SLOW,
          MINUTES,
          PROVEN_MINUTES,
          BACKOFF_MARGIN,
          MIN_THROTTLED);

  private LatencyTailOptions() {}
}
