package io.flowlens.detect.regionmismatch;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** Where the region-mismatch detector draws its lines. */
public final class RegionMismatchOptions {
  private static final String GROUP = "Detector.region-mismatch";

  public static final Option<Double> MIN_SHARE =
      Option.number(
          GROUP,
          "min.share",
          0.0075,
          0.0001,
          1.0,
          "Share of a caller's calls to a table that must be seen to go to the farther region. Below 0.01, so that chance"
              + " does not hide a true 0.01: of 7,200 calls 72 are meant, and 58 to 86 usual. Example: 72 of 7,200 calls"
              + " in the last hour are 0.01 and count; 45 are 0.0063 and do not. Once reported, it stays while half of it"
              + " is seen.");

  public static final Option<Double> NOISE_SHARE =
      Option.number(
          GROUP,
          "noise.share",
          0.005,
          0.0,
          1.0,
          "Share of calls that strays without being a mismatch (probes, tests); the Wilson lower bound of the share"
              + " must exceed it. Example: 72 of 7,200 calls are 0.01, but may really be 0.0066: that is above 0.005. 30 of"
              + " 3,600 are 0.0083, but may really be 0.0045.");

  public static final Option<Double> CONFIDENCE_Z =
      Option.number(
          GROUP,
          "confidence.z",
          3.5,
          1.0,
          8.0,
          "How sure it must be, in standard deviations of Wilson's lower bound.");

  public static final Option<Long> MIN_CALLS =
      Option.count(
          GROUP,
          "min.calls",
          20,
          10,
          1_000_000,
          "Calls to the farther region that must be seen in 5 to 10 minutes, an hour, two or six. Example: with 5 % of"
              + " traces recorded, a caller that strays 10 times a minute is seen to do so 20 times in 40 minutes."
              + " A caller that was not seen to stray for an hour starts from 0.");

  public static final Option<Duration> AFTER =
      Option.duration(
          GROUP,
          "after",
          Duration.ofMinutes(5),
          Duration.ZERO,
          Duration.ofHours(24),
          "How long a caller must have gone past a nearer replica before it is reported. Example: a wrong endpoint"
              + " deployed at 10:00 is reported at about 10:05. With 0 it is reported at once where nobody else called"
              + " the nearer replica, else when another caller has still called it a minute later: only then is it"
              + " known to be no failover.");

  public static final Option<Duration> MISSING_AFTER =
      Option.duration(
          GROUP,
          "missing.replica.after",
          Duration.ofHours(6),
          Duration.ofMinutes(5),
          Duration.ofDays(7),
          "How long a caller must have gone to another region, for want of a replica in its own, before that is"
              + " mentioned. It is a matter of design, not of urgency.");

  public static final Option<Double> NEARER_BY =
      Option.number(
          GROUP,
          "nearer.by.ms",
          20.0,
          1.0,
          1_000.0,
          "How much shorter the typical round trip to another known replica must be for it to be the better one, in"
              + " milliseconds. Example: from eu-central-1, eu-west-1 is 15 ms away and us-east-1 93 ms.");

  public static final Option<Duration> FAILOVER =
      Option.duration(
          GROUP,
          "failover.grace",
          Duration.ofHours(24),
          Duration.ZERO,
          Duration.ofDays(30),
          "How long callers that left a failing replica, or left it all at once, may stay away. After that it is"
              + " reported as a forgotten fail-back.");

  public static final Option<Duration> MOVED =
      Option.duration(
          GROUP,
          "moved.grace",
          Duration.ofHours(6),
          Duration.ZERO,
          Duration.ofDays(30),
          "How long a caller alone that moved all its calls at once is information only, since that may be a failover"
              + " of which nothing else is seen.");

  public static final Option<String> REPLICATED =
      Option.pattern(
          GROUP,
          "replicated.tables",
          "",
          "[A-Za-z0-9_.*-]+( *, *[A-Za-z0-9_.*-]+)*",
          "Orders,Users-*",
          "Names of tables, with commas between and `*` for any characters, that are replicas of one global table where"
              + " they exist in several regions. Without it, flowlens must see that in CloudTrail (`replicas` in the answer of"
              + " `UpdateTable`) or in the same keys that change in both regions; until then a table of the same name may be"
              + " another one, and an anomaly about it is information only.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(
          MIN_SHARE,
          NOISE_SHARE,
          CONFIDENCE_Z,
          MIN_CALLS,
          AFTER,
          MISSING_AFTER,
          NEARER_BY,
          FAILOVER,
          MOVED,
          REPLICATED);

  private RegionMismatchOptions() {}
}
