package io.flowlens.detect.batchflood;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** Where the batch-flood detector draws its lines. */
public final class BatchFloodOptions {
  private static final String GROUP = "Detector.batch-flood";

  public static final Option<Duration> MIN_WAIT =
      Option.duration(
          GROUP,
          "min.wait",
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofHours(24),
          "How long records must wait for their consumer. Example: records that are 50 s old when a function is given"
              + " them are no backlog.");

  public static final Option<Double> TIMES_USUAL_WAIT =
      Option.number(
          GROUP,
          "times.usual.wait",
          4.0,
          1.0,
          100.0,
          "How many times the usual wait it must be as well. Example: a function with a batching window of 5 min is"
              + " behind when its records wait 20 min.");

  public static final Option<Double> MIN_SLOPE =
      Option.number(
          GROUP,
          "min.slope",
          0.2,
          0.01,
          1.0,
          "By how many seconds a second the wait must grow. Example: a consumer that takes 80 of 100 records that arrive"
              + " falls behind by 0.2.");

  public static final Option<Double> TIMES_USUAL_ARRIVALS =
      Option.number(
          GROUP,
          "times.usual.arrivals",
          1.5,
          1.1,
          100.0,
          "How many times as much as usual must arrive for a flood. With less, the consumer is looked at.");

  public static final Option<Duration> SLOW_WAIT =
      Option.duration(
          GROUP,
          "slow.wait",
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofHours(24),
          "How long records must wait for a consumer that has become slow while no more arrives than usual. A batching"
              + " window alone makes up to 5 min.");

  public static final Option<Duration> WARN_AFTER =
      Option.duration(
          GROUP,
          "warn.after",
          Duration.ofMinutes(10),
          Duration.ZERO,
          Duration.ofHours(24),
          "A backlog that has grown for so long is a warning; before, it is information.");

  public static final Option<Duration> CRITICAL_WITHIN =
      Option.duration(
          GROUP,
          "critical.within",
          Duration.ofHours(4),
          Duration.ofMinutes(5),
          Duration.ofDays(1),
          "It is critical when the first records expire unread within this time.");

  public static final Option<Duration> STREAM_RETENTION =
      Option.duration(
          GROUP,
          "stream.retention",
          Duration.ofHours(24),
          Duration.ofHours(24),
          Duration.ofDays(365),
          "For how long Kinesis streams keep records. A table's change stream keeps them for 24 hours.");

  public static final Option<Duration> QUEUE_RETENTION =
      Option.duration(
          GROUP,
          "queue.retention",
          Duration.ofDays(4),
          Duration.ofMinutes(1),
          Duration.ofDays(14),
          "For how long queues keep messages.");

  public static final Option<Long> MIN_UNPROCESSED =
      Option.count(
          GROUP,
          "min.unprocessed",
          25,
          1,
          1_000_000_000,
          "Items in a quarter of an hour that a caller's batch writes returned as unprocessed and that it did not send"
              + " again. 25 is one whole batch.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(
          MIN_WAIT,
          TIMES_USUAL_WAIT,
          MIN_SLOPE,
          TIMES_USUAL_ARRIVALS,
          SLOW_WAIT,
          WARN_AFTER,
          CRITICAL_WITHIN,
          STREAM_RETENTION,
          QUEUE_RETENTION,
          MIN_UNPROCESSED);

  private BatchFloodOptions() {}
}
