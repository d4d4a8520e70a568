package io.flowlens.config;

import java.time.Duration;

/**
 * How long slow evidence is waited for before what it says of a minute is heard: the one time that
 * both the stage that gathers evidence and the stage that judges it go by.
 */
public final class SlowWait {
  /** In event time, after the minute's end. */
  public static final Option<Duration> OPTION =
      Option.duration(
          "Flow",
          "slow.wait",
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(60),
          "How long after its end (in event time) slow evidence of a minute is waited for before it confirms or"
              + " retracts an anomaly. CloudTrail comes after five to fifteen minutes; what comes later still counts"
              + " in the minute's row. Example: a false alarm that began at 10:00:20 is retracted at 10:16:00 at the"
              + " earliest.");

  private SlowWait() {}
}
