package io.flowlens.detect.misledscaling;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** Where the misled-scaling detector draws its lines. */
public final class MisledScalingOptions {
  private static final String GROUP = "Detector.misled-scaling";

  public static final Option<Double> TARGET =
      Option.number(
          GROUP,
          "target.share",
          0.7,
          0.2,
          0.9,
          "Share of the capacity from which on auto scaling adds more, where no alarm of it has shown that. Example: with"
              + " 100 write units and 0.7, two minutes of 4,300 consumed units add capacity.");

  public static final Option<Double> CONFIDENCE_Z =
      Option.number(
          GROUP,
          "confidence.z",
          3.5,
          1.0,
          8.0,
          "How sure it must be that useful writes alone stay below the target, in standard deviations of Wilson's bound."
              + " Example: of 900 attempts at 80 % use, 300 wasted ones leave at most 58 % useful: below 70 %.");

  public static final Option<Long> MIN_ATTEMPTS =
      Option.count(
          GROUP,
          "min.attempts",
          300,
          20,
          1_000_000_000,
          "Attempts to write that spans or flow events must show in the minutes before a change. With fewer it is not"
              + " judged whether it was misled.");

  public static final Option<Long> MIN_THROTTLES =
      Option.count(
          GROUP,
          "min.throttles",
          100,
          1,
          1_000_000_000,
          "Throttled calls within ten minutes that are worth a word. Example: 12 throttled writes a minute are reported"
              + " after nine minutes.");

  public static final Option<Double> MIN_THROTTLED_SHARE =
      Option.number(
          GROUP,
          "min.throttled.share",
          0.01,
          0.0,
          1.0,
          "Throttled calls as a share of these and the units consumed, from which on their cause is reported. Example: 200"
              + " throttled writes beside 60,000 consumed units are 0.3 % and not reported.");

  public static final Option<Duration> SHOWN_FOR =
      Option.duration(
          GROUP,
          "shown.for",
          Duration.ofMinutes(30),
          Duration.ofMinutes(1),
          Duration.ofHours(12),
          "How long a change that was wrong stays open as an anomaly. The next one of the same day opens it again.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(TARGET, CONFIDENCE_Z, MIN_ATTEMPTS, MIN_THROTTLES, MIN_THROTTLED_SHARE, SHOWN_FOR);

  private MisledScalingOptions() {}
}
