package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Service.Form;
import io.flowlens.lab.simulator.world.Service.Telemetry;
import java.util.List;

/** Throttled calls that succeed after retries, which no span shows: only the time they take. */
final class Tails {
  static final String TYPE = "latency-tail";

  /** Spans without an event for each failed attempt, as Java writes them by default. */
  static final Telemetry BLIND = new Telemetry(Form.AWS_SPANS, false, false, false);

  private static final List<RetryPolicy> POLICIES =
      List.of(
          RetryPolicy.JAVA_LEGACY,
          RetryPolicy.JAVA_STANDARD,
          RetryPolicy.STANDARD_2026,
          RetryPolicy.BOTO_LEGACY,
          RetryPolicy.JS_STANDARD);

  private Tails() {}

  /** One for each policy. */
  static List<Story> all() {
    return POLICIES.stream().map(Tails::hidden).toList();
  }

  private static Story hidden(RetryPolicy policy) {
    return (name, when, rate, random) -> {
      ShopSystem system = new ShopSystem(name, when, policy, random);
      system.telling(BLIND);
      system.shoppers(Rate.constant(rate));
      long from = when.at(random.between(0.35, 0.45));
      Interval trouble = new Interval(from, from + Math.round(random.between(780, 960) * 1e6));
      system.fault(
          Fault.onWrites(
              system.orders(), Failure.PROVISIONED_THROUGHPUT, random.between(0.12, 0.3), trouble));
      String label = "hidden retries " + policy.name();
      Episode storm = system.episode(label, trouble, 30_000);
      return system.cell(
          label,
          new Episode(TYPE, label, storm.onset(), storm.end(), storm.path())
              .toldAs("HIDDEN_RETRIES", "HIDDEN_RETRIES_SUSPECTED"));
    };
  }
}
