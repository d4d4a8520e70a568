package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Step;
import java.util.List;

/** What looks like wasted writes and is none, or is meant. */
final class NoChurns {
  private static final long MINUTE = 60_000_000;

  private NoChurns() {}

  static List<Story> all() {
    return List.of(
        (name, when, rate, random) -> designed("locks at 50 %", 0.5, name, when, rate, random),
        (name, when, rate, random) ->
            designed("90 % duplicates by design", 0.9, name, when, rate, random),
        (name, when, rate, random) ->
            designed("conditional creates", 0.1, name, when, rate, random),
        NoChurns::surge,
        NoChurns::deletions,
        NoChurns::deploy,
        NoChurns::quiet);
  }

  /** A habit of conditional writes that fail as often as ever. */
  private static Cell designed(
      String story, double share, String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    system.habit(
        Rate.constant(rate * 3), Step.guarded(system.orders(), Operation.UPDATE_ITEM, share));
    return system.cell(story);
  }

  /** Eight times the load on optimistic locks, of which then 16 % are lost instead of 2 %. */
  private static Cell surge(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    Interval surge = new Interval(when.at(0.5) / MINUTE * MINUTE, when.at(0.8) / MINUTE * MINUTE);
    system.shoppers(Rate.constant(rate).times(8, surge));
    system.fault(
        Fault.onWrites(
            system.orders(), Failure.CONDITION, 0.02, new Interval(when.from(), surge.from())));
    system.fault(Fault.onWrites(system.orders(), Failure.CONDITION, 0.16, surge));
    system.fault(
        Fault.onWrites(
            system.orders(), Failure.CONDITION, 0.02, new Interval(surge.to(), when.to())));
    return system.cell("surge on optimistic locks");
  }

  /** Many items deleted within minutes, each of them once. */
  private static Cell deletions(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    system.habit(
        Rate.constant(rate * 6).times(0, new Interval(when.from(), when.at(0.5))),
        Step.on(system.orders(), Operation.DELETE_ITEM));
    return system.cell("wave of deletions");
  }

  /** During a deployment two versions disagree for three minutes. */
  private static Cell deploy(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    Interval deploy = new Interval(when.at(0.6), when.at(0.6) + 3 * MINUTE);
    system.fault(Fault.onWrites(system.orders(), Failure.CONDITION, 0.5, deploy));
    return system.cell("deployment");
  }

  private static Cell quiet(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    return system.cell("quiet");
  }

  private static ShopSystem system(String name, Interval when, SeededRandom random) {
    return new ShopSystem(name, when, RetryPolicy.STANDARD_2026, random);
  }
}
