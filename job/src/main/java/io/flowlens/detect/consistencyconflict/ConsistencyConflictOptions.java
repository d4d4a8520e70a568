package io.flowlens.detect.consistencyconflict;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** Where the consistency-conflict detector draws its lines. */
public final class ConsistencyConflictOptions {
  private static final String GROUP = "Detector.consistency-conflict";

  public static final Option<Long> MIN_LOST =
      Option.count(
          GROUP,
          "min.lost",
          5,
          1,
          10_000,
          "Lost updates of a table within a day that open an anomaly. Example: with 1, the first update that a write in"
              + " another region replaces unread is reported.");

  public static final Option<Duration> OVER_AFTER =
      Option.duration(
          GROUP,
          "over.after",
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofHours(24),
          "How long no update may be lost until the anomaly is over. Example: lost updates at 10:00 and 10:50 belong to one"
              + " anomaly.");

  public static final Option<Duration> WINDOW =
      Option.duration(
          GROUP,
          "window",
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofMinutes(60),
          "How long the changes of items are remembered. It must be longer than replication takes."
              + " Example: with 2 min, a replica that is 5 min behind shows no lost updates.");

  public static final Option<Duration> MARGIN =
      Option.duration(
          GROUP,
          "order.margin",
          Duration.ofMillis(100),
          Duration.ZERO,
          Duration.ofSeconds(60),
          "How much earlier one region must have recorded a version than another, by DynamoDB's own times, to count as its"
              + " origin. Example: with 100 ms, a write that is replicated in 60 ms is not decided by times.");

  public static final Option<Duration> MODE_LEARNING =
      Option.duration(
          GROUP,
          "mode.learning",
          Duration.ofHours(24),
          Duration.ofMinutes(10),
          Duration.ofDays(7),
          "How long a caller must be known before a change of its mode counts. Example: with 24 h, a nightly job that reads"
              + " strongly is part of what is usual.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(MIN_LOST, OVER_AFTER, WINDOW, MARGIN, MODE_LEARNING);

  private ConsistencyConflictOptions() {}
}
