package io.flowlens.detect.replayloop;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** Where the replay-loop detector draws its lines. */
public final class ReplayLoopOptions {
  private static final String GROUP = "Detector.replay-loop";

  public static final Option<Long> MIN_DELIVERIES =
      Option.count(
          GROUP,
          "min.deliveries",
          4,
          2,
          10_000,
          "Deliveries of the same records from which they are a replay; 4 is the third time again. Example: a batch"
              + " that fails, is tried again after 1 and 2 s, and then succeeds was delivered 3 times: no replay.");

  public static final Option<Long> MIN_REDELIVERED =
      Option.count(
          GROUP,
          "min.redelivered.records",
          300,
          1,
          10_000_000,
          "Records delivered again from which it is a replay already at the third delivery, and from which one pane is"
              + " enough. Example: a batch of 100 that is delivered the fourth time = 300.");

  public static final Option<Duration> SILENCE =
      Option.duration(
          GROUP,
          "silence",
          Duration.ofMinutes(3),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          "How long no delivery of the records may fail before the replay counts as over. Lambda waits up to a minute"
              + " or so between its tries.");

  public static final Option<Long> MIN_RECORDS =
      Option.count(
          GROUP,
          "min.records",
          50,
          20,
          1_000_000,
          "Records that must be delivered to a function in 1, 5 or 15 minutes before its own writes to the table are"
              + " judged.");

  public static final Option<Long> MIN_TRACES =
      Option.count(
          GROUP,
          "min.traced.invocations",
          5,
          2,
          10_000,
          "Where only a share of all traces is kept: invocations of the function that wrote to the table and were"
              + " traced, from which its writes are judged. Example: with 5 % of traces and 100 invocations a minute"
              + " that is after a minute.");

  public static final Option<Double> COSTLY =
      Option.number(
          GROUP,
          "costly.reproduction",
          0.2,
          0.05,
          0.9,
          "Writes per delivered record (R) from which a function that feeds itself is reported: each change is worked"
              + " on 1/(1-R) times, at 0.2 that is 1.25 times. The Wilson lower bound must exceed it. Where its writes"
              + " are sampled, the estimate over 15 minutes must, and the lower bound a third of it.");

  public static final Option<Double> RUNAWAY =
      Option.number(
          GROUP,
          "runaway.reproduction",
          0.95,
          0.5,
          1.0,
          "Lower bound of R from which the loop counts as running away. Example: 300 writes for 300 records are 1, and"
              + " at least 0.96; 270 for 300 are 0.9, at least 0.82: costly, but it dies out.");

  public static final Option<Double> CONFIDENCE_Z =
      Option.number(
          GROUP,
          "confidence.z",
          3.5,
          1.0,
          8.0,
          "How sure R must be, in standard deviations of Wilson's lower bound.");

  public static final Option<Long> MIN_REPEATED =
      Option.count(
          GROUP,
          "min.repeated.additions",
          20,
          5,
          1_000_000,
          "Additions in the sample that did to an item what was done to it before, from which a replay counts as"
              + " corrupting what it writes. Example: 100 orders counted three times are 200.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(
          MIN_DELIVERIES,
          MIN_REDELIVERED,
          SILENCE,
          MIN_RECORDS,
          MIN_TRACES,
          COSTLY,
          RUNAWAY,
          CONFIDENCE_Z,
          MIN_REPEATED);

  private ReplayLoopOptions() {}
}
