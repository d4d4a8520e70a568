package io.flowlens.detect.transactionalchurn;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** Where the transactional-churn detector draws its lines. */
public final class TransactionalChurnOptions {
  private static final String GROUP = "Detector.transactional-churn";

  public static final Option<Double> MIN_SHARE =
      Option.number(
          GROUP,
          "min.share",
          0.1,
          0.001,
          0.99,
          "Share of a caller's attempts to write to a table that may be wasted: failed conditions, conflicts, cancelled"
              + " transactions, duplicates. Its Wilson lower bound over five minutes must exceed it. Example: 90 of 600"
              + " attempts are 0.15, but may really be 0.106: that is above 0.1.");

  public static final Option<Double> TIMES_USUAL =
      Option.number(
          GROUP,
          "times.usual",
          2.0,
          1.1,
          100.0,
          "How many times the usual share it must be as well. Example: a lock that usually fails for 20 % of attempts is"
              + " reported above 40 %; one that usually fails for 50 % never.");

  public static final Option<Double> MOST_BY_RATE =
      Option.number(
          GROUP,
          "most.by.rate",
          0.25,
          0.0,
          1.0,
          "Up to this share, waste is excused that grows no faster than the rate of attempts does. Example: usually 2 % at"
              + " 100 attempts a second; at 800 a second, 20 % are excused. With 0, nothing is.");

  public static final Option<Double> CONFIDENCE_Z =
      Option.number(
          GROUP,
          "confidence.z",
          3.5,
          1.0,
          8.0,
          "How sure it must be, in standard deviations of Wilson's lower bound.");

  public static final Option<Duration> AFTER =
      Option.duration(
          GROUP,
          "after",
          Duration.ofMinutes(10),
          Duration.ZERO,
          Duration.ofHours(24),
          "How long it must go on before it is reported. Example: a deployment at 10:00 whose writes fail their conditions"
              + " is reported at about 10:12.");

  public static final Option<Long> MIN_WASTED =
      Option.count(
          GROUP,
          "min.wasted",
          200,
          1,
          1_000_000_000,
          "Wasted attempts since it began; a sampled one counts as many as its trace state says. Example: a caller that"
              + " wastes 12 attempts a minute is reported after 17 minutes.");

  public static final Option<Duration> STANDING =
      Option.duration(
          GROUP,
          "standing.after",
          Duration.ofHours(24),
          Duration.ofMinutes(30),
          Duration.ofDays(30),
          "After this time waste that goes on unchanged is taken for usual: its anomaly resolves and no new one is made."
              + " It stays in the ledger.");

  public static final Option<Double> PRICE =
      Option.number(
          GROUP,
          "usd.per.million.units",
          0.625,
          0.0,
          1_000.0,
          "Price of a million write units in US dollars, for what waste costs. The default is the list price of"
              + " on-demand writes in us-east-1.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(
          MIN_SHARE, TIMES_USUAL, MOST_BY_RATE, CONFIDENCE_Z, AFTER, MIN_WASTED, STANDING, PRICE);

  private TransactionalChurnOptions() {}
}
