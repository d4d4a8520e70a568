package io.flowlens.detect.contractbreach;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** Where the contract-breach detector draws its lines. Contracts have groups of their own. */
public final class ContractBreachOptions {
  private static final String GROUP = "Detector.contract-breach";

  public static final Option<Long> MIN_BAD =
      Option.count(
          GROUP,
          "min.bad",
          10,
          2,
          100_000,
          "So many calls must have failed, or been slow, within the longer time. An edge with fewer is judged together with"
              + " the other edges of its caller under the same contract. Example: 1 failure among 20 calls is 50 times what"
              + " 99.9 % allows, and is not reported.");

  public static final Option<Double> CONFIDENCE_Z =
      Option.number(
          GROUP,
          "confidence.z",
          2.0,
          0.0,
          8.0,
          "How sure the burn over the longer time must be, in standard deviations of Wilson's lower bound.");

  public static final Option<Long> MISSED_CALLS =
      Option.count(
          GROUP,
          "missed.calls",
          30,
          10,
          100_000,
          "A flow has stopped when at least so many calls that are usual at this hour of the week are missing, while its"
              + " caller goes on with others. If calls come at random, 30 are missing by chance once in 10 million million"
              + " times. Example: 240 calls an hour stop at 10:00; that is reported at about 10:10.");

  public static final Option<Duration> STANDING =
      Option.duration(
          GROUP,
          "stopped.for.good.after",
          Duration.ofHours(24),
          Duration.ofHours(1),
          Duration.ofDays(30),
          "After this time a flow that has stopped is taken to have ended: its anomaly resolves, and what was usual is"
              + " forgotten.");

  public static final Option<Boolean> LEARN =
      Option.flag(
          GROUP,
          "learn",
          false,
          "Whether edges without a contract learn one of availability from their own past: the highest of 99, 99.5, 99.9,"
              + " 99.95 and 99.99 % that they kept. What breaks it is at most a warning. It costs up to 400 bytes for each"
              + " edge.");

  public static final Option<Duration> LEARN_AFTER =
      Option.duration(
          GROUP,
          "learn.after",
          Duration.ofDays(14),
          Duration.ofDays(1),
          Duration.ofDays(28),
          "How long an edge must be known, with 10,000 calls and more, before it learns its contract.");

  /** All of them, the definition first. */
  public static final List<Option<?>> ALL =
      List.of(MIN_BAD, CONFIDENCE_Z, MISSED_CALLS, STANDING, LEARN, LEARN_AFTER);

  private ContractBreachOptions() {}
}
