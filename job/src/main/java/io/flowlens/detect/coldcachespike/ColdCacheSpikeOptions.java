package io.flowlens.detect.coldcachespike;

import io.flowlens.config.Option;
import java.util.List;

/** Where the cold-cache-spike detector draws its lines. */
public final class ColdCacheSpikeOptions {
  private static final String GROUP = "Detector.cold-cache-spike";

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
              + " ms, four times that is 8 ms, but a call is slow from 22 ms on.");

  public static final Option<Double> MIN_SHARE =
      Option.number(
          GROUP,
          "min.share",
          0.01,
          0.0001,
          1.0,
          "Share of all calls that must be slow because of first use. Example: of 9,000 calls in 15 minutes 150 are"
              + " slow, 125 of them because their instance had paused: 0.014.");

  public static final Option<Double> MIN_TIME_SHARE =
      Option.number(
          GROUP,
          "min.time.share",
          0.25,
          0.01,
          1.0,
          "Or the share of the time of all calls that those take. Example: 4 in 1,000 calls take 800 ms, the others 6"
              + " ms: that is a third of all time, though it is less than 1 % of calls.");

  public static final Option<Long> MIN_SLOW =
      Option.count(
          GROUP,
          "min.slow.calls",
          20,
          5,
          100_000,
          "Slow calls because of first use that the last 2, 5 or 15 minutes must show. A call of sampled traces counts"
              + " for those that their trace state says were left out, and eight must be seen. Example: of one trace in"
              + " twenty, 12 stand for 240.");

  public static final Option<Double> CONFIDENCE_Z =
      Option.number(
          GROUP,
          "confidence.z",
          4.0,
          1.0,
          8.0,
          "How sure it must be that first calls are slow more often than others, in standard errors of the log odds."
              + " Example: 30 of 100 first calls are slow, and 30 of 900 others: z = 8.1. With 4 of 100 it is 0.1.");

  public static final Option<Double> MIN_FRACTION =
      Option.number(
          GROUP,
          "min.fraction",
          0.5,
          0.1,
          1.0,
          "Of the slow calls that neither retries nor size explain, the share that would not be slow without first"
              + " use. Example: of 150 slow calls 50 were retried and 70 first calls: 0.7.");

  public static final Option<Long> PAUSE_MINUTES =
      Option.count(
          GROUP,
          "pause.minutes",
          4,
          1,
          15,
          "In how many of the last 15 minutes slow first calls of instances that had paused must show. One burst is"
              + " the end of a silence; what goes on shows in the fourth minute.");

  public static final Option<Long> START_MINUTES =
      Option.count(
          GROUP,
          "start.minutes",
          12,
          1,
          15,
          "The same where instances, callees or keys are new. A deploy starts many within ten minutes and is not"
              + " reported. Of sampled traces one or two minutes without any, between two with, count too. Example: slow"
              + " ones in the minutes 1, 3, 6 and 12 of sampled traffic are 7, as the silence of five is an end.");

  public static final Option<Long> LOW_TRAFFIC =
      Option.count(
          GROUP,
          "low.traffic.calls",
          300,
          0,
          1_000_000,
          "With fewer calls in 5 minutes (300 are one a second) it is for information only, and with less than a tenth"
              + " of that it is not reported: connections cannot stay warm at night. Calls that the traces say were"
              + " left out count too; where they do not say how many, it does not apply.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(
          SLOW_FACTOR,
          SLOW_EXCESS,
          MIN_SHARE,
          MIN_TIME_SHARE,
          MIN_SLOW,
          CONFIDENCE_Z,
          MIN_FRACTION,
          PAUSE_MINUTES,
          START_MINUTES,
          LOW_TRAFFIC);

  private ColdCacheSpikeOptions() {}
}
