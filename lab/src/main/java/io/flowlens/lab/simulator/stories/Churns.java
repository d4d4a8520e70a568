package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import java.util.List;

/** The wasted writes to be found. */
final class Churns {
  private static final double[] STRENGTHS = {0.25, 0.4, 0.7};
  private static final long MINUTE = 60_000_000;

  /** Share of optimistic locks that are lost at the usual rate. */
  private static final double LOST = 0.04;

  private Churns() {}

  static List<Story> all() {
    return List.of(Churns::failedConditions, Churns::defect, Churns::contention, Churns::conflicts);
  }

  /** From some minute on conditions fail that held before. */
  private static Cell failedConditions(
      String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    Interval trouble = trouble(when, random);
    double strength = STRENGTHS[random.below(STRENGTHS.length)];
    system.fault(Fault.onWrites(system.orders(), Failure.CONDITION, strength, trouble));
    String label = "failed conditions";
    return system.cell(label, system.waste(label, trouble).toldAs("WASTE_FAILED_CONDITION"));
  }

  /** A defect wastes the same share at any rate: it doubles every other minute. */
  private static Cell defect(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    Interval trouble = trouble(when, random);
    Rate shoppers = Rate.constant(rate);
    for (long from = trouble.from(); from < trouble.to(); from += 2 * MINUTE) {
      shoppers = shoppers.times(2, new Interval(from, from + MINUTE));
    }
    system.shoppers(shoppers);
    system.fault(Fault.onWrites(system.orders(), Failure.CONDITION, 0.5, trouble));
    String label = "failed conditions at any rate";
    return system.cell(label, system.waste(label, trouble).toldAs("CHANGE"));
  }

  /** Optimistic locks on few items, of which more are lost the more often they are tried. */
  private static Cell contention(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    Interval trouble = trouble(when, random);
    Interval before = new Interval(when.from(), trouble.from());
    Interval after = new Interval(trouble.to(), when.to());
    Rate shoppers = Rate.constant(rate);
    system.fault(Fault.onWrites(system.orders(), Failure.CONDITION, LOST, before));
    system.fault(Fault.onWrites(system.orders(), Failure.CONDITION, LOST, after));
    boolean high = false;
    for (long from = trouble.from(); from < trouble.to(); from += MINUTE) {
      Interval minute = new Interval(from, Math.min(trouble.to(), from + MINUTE));
      double factor = high ? 16 : 8;
      shoppers = shoppers.times(factor, minute);
      system.fault(Fault.onWrites(system.orders(), Failure.CONDITION, LOST * factor, minute));
      high = !high;
    }
    system.shoppers(shoppers);
    String label = "contention";
    return system.cell(label, system.waste(label, trouble).toldAs("CONTENTION"));
  }

  /** Transactions of somebody else hold the items; clients try again, which is a cascade too. */
  private static Cell conflicts(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    Interval trouble = trouble(when, random);
    system.fault(Fault.onWrites(system.orders(), Failure.TRANSACTION_CONFLICT, 0.5, trouble));
    String label = "conflicts with transactions";
    return system.cell(
        label,
        system.waste(label, trouble).toldAs("WASTE_CONFLICT"),
        system.episode(label, trouble, 30_000));
  }

  private static ShopSystem system(String name, Interval when, SeededRandom random) {
    return new ShopSystem(name, when, RetryPolicy.STANDARD_2026, random);
  }

  /** After a good half hour, for half an hour. */
  private static Interval trouble(Interval when, SeededRandom random) {
    long from = when.at(random.between(0.4, 0.45)) / MINUTE * MINUTE;
    return new Interval(from, when.at(0.85) / MINUTE * MINUTE);
  }
}
