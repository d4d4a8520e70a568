package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Service.Form;
import io.flowlens.lab.simulator.world.Service.Telemetry;
import io.flowlens.lab.simulator.world.Slowdown;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The retry cascades to be found. */
final class Storms {
  private static final List<RetryPolicy> POLICIES =
      List.of(
          RetryPolicy.JAVA_LEGACY,
          RetryPolicy.JAVA_STANDARD,
          RetryPolicy.STANDARD_2026,
          RetryPolicy.BOTO_LEGACY,
          RetryPolicy.JS_STANDARD,
          RetryPolicy.HANDMADE);

  private static final Map<String, String> CODES =
      Map.of("throttle-storm", "CAUSE_THROTTLED", "5xx-storm", "CAUSE_SERVER");

  private static final Map<String, Failure> KINDS =
      Map.of(
          "throttle-storm", Failure.PROVISIONED_THROUGHPUT,
          "5xx-storm", Failure.INTERNAL);

  /** How likely an attempt fails: retries from 18 % of calls to nearly all attempts lost. */
  private static final double[] STRENGTHS = {0.18, 0.3, 0.6, 0.9};

  /** Requests a second below which a collapse is a matter of luck. */
  private static final double LEAST_TO_COLLAPSE = 10;

  /** One trace in five without an error, all with one, and CloudTrail. */
  private static final Telemetry TRAILED = new Telemetry(Form.AWS_SPANS, false, true, true, 0.2);

  private Storms() {}

  /** Every kind with every policy, and the storms that feed themselves. */
  static List<Story> all() {
    List<Story> all = new ArrayList<>();
    for (String kind : KINDS.keySet().stream().sorted().toList()) {
      for (RetryPolicy policy : POLICIES) {
        all.add((name, when, rate, random) -> storm(kind, policy, name, when, rate, random));
      }
    }
    all.add(
        (name, when, rate, random) -> timeouts(RetryPolicy.BOTO_LEGACY, name, when, rate, random));
    all.add(
        (name, when, rate, random) ->
            timeouts(RetryPolicy.STANDARD_2026, name, when, rate, random));
    all.add(Storms::metastable);
    all.add(Storms::trailed);
    all.add(Storms::trailedInVain);
    return all;
  }

  private static Cell storm(
      String kind,
      RetryPolicy policy,
      String name,
      Interval when,
      double rate,
      SeededRandom random) {
    ShopSystem system = new ShopSystem(name, when, policy, random);
    system.shoppers(Rate.constant(rate));
    Interval trouble = trouble(when, random);
    double strength = STRENGTHS[random.below(STRENGTHS.length)];
    system.fault(Fault.onWrites(system.orders(), KINDS.get(kind), strength, trouble));
    String label = kind + ' ' + policy.name();
    return system.cell(
        label, system.episode(label, trouble, afterglowMillis(policy)).toldAs(CODES.get(kind)));
  }

  /** No answers: what shows is only the calls that fail in the end. */
  private static Cell timeouts(
      RetryPolicy policy, String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = new ShopSystem(name, when, policy.withTimeoutMillis(500), random);
    system.shoppers(Rate.constant(rate));
    Interval trouble = trouble(when, random);
    system.fault(Fault.onWrites(system.orders(), Failure.TIMEOUT, 0.97, trouble));
    String label = "timeout-storm " + policy.name();
    return system.cell(
        label, system.episode(label, trouble, afterglowMillis(policy)).toldAs("CAUSE_TIMEOUT"));
  }

  /**
   * A table that collapses under its own retries: half a minute of slowness starts it, and it goes
   * on until load is taken away.
   */
  private static Cell metastable(String name, Interval when, double usual, SeededRandom random) {
    double rate = Math.max(LEAST_TO_COLLAPSE, usual);
    ShopSystem system = new ShopSystem(name, when, RetryPolicy.HANDMADE, random);
    system.fragile(rate * RetryPolicy.HANDMADE.maxAttempts() * 0.0055 / 2);
    Interval trouble = trouble(when, random);
    Interval trigger = new Interval(trouble.from(), trouble.from() + 30_000_000);
    Interval relief = new Interval(trouble.to(), trouble.to() + 60_000_000);
    system.shoppers(Rate.constant(rate).times(0.05, relief));
    Episode episode = system.episode("metastable", trouble, 30_000).toldAs("METASTABLE");
    World world =
        system
            .cell("", episode)
            .world()
            .slowed(List.of(new Slowdown(system.orders(), 500, trigger)));
    return new Cell(name, "metastable", world, List.of(episode));
  }

  /** A storm through the eyes of a sampler that prefers errors, and CloudTrail bears it out. */
  private static Cell trailed(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = new ShopSystem(name, when, RetryPolicy.STANDARD_2026, random);
    system.telling(TRAILED);
    system.shoppers(Rate.constant(rate));
    Interval trouble = trouble(when, random);
    system.fault(Fault.onWrites(system.orders(), Failure.PROVISIONED_THROUGHPUT, 0.6, trouble));
    String label = "throttle-storm with CloudTrail";
    Episode storm = system.episode(label, trouble, afterglowMillis(RetryPolicy.STANDARD_2026));
    return system.cell(label, storm.toldAs("CONFIRMED_BY_CLOUDTRAIL"));
  }

  /** The same of timeouts, which CloudTrail cannot see: it must not talk anybody out of it. */
  private static Cell trailedInVain(String name, Interval when, double rate, SeededRandom random) {
    RetryPolicy policy = RetryPolicy.BOTO_LEGACY;
    ShopSystem system = new ShopSystem(name, when, policy.withTimeoutMillis(500), random);
    system.telling(TRAILED);
    system.shoppers(Rate.constant(rate));
    Interval trouble = trouble(when, random);
    system.fault(Fault.onWrites(system.orders(), Failure.TIMEOUT, 0.97, trouble));
    String label = "timeout-storm with CloudTrail";
    Episode storm = system.episode(label, trouble, afterglowMillis(policy));
    return system.cell(label, storm.toldAs("CAUSE_TIMEOUT"));
  }

  /** Four to eight minutes, somewhere after a quiet quarter, with time to recover. */
  private static Interval trouble(Interval when, SeededRandom random) {
    long from = when.at(random.between(0.25, 0.45));
    return new Interval(from, from + Math.round(random.between(240, 480) * 1e6));
  }

  /** How long calls that started during the fault may go on after it. */
  private static long afterglowMillis(RetryPolicy policy) {
    return policy.equals(RetryPolicy.JAVA_LEGACY) || policy.equals(RetryPolicy.JAVA_STANDARD)
        ? 75_000
        : 30_000;
  }
}
