package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service.Form;
import io.flowlens.lab.simulator.world.Service.Telemetry;
import io.flowlens.lab.simulator.world.Slowdown;
import io.flowlens.lab.simulator.world.Step;
import java.util.List;

/** What looks like a retry cascade and is none. */
final class NoStorms {
  /** Requests a second that leave enough to see of one trace in a hundred. */
  private static final double TAIL_SAMPLED_RATE = 15;

  private NoStorms() {}

  /** All of them. */
  static List<Story> all() {
    return List.of(
        NoStorms::quiet,
        NoStorms::surge,
        NoStorms::ramp,
        NoStorms::nightlyBatch,
        NoStorms::blips,
        NoStorms::polling,
        NoStorms::hedging,
        NoStorms::locks,
        NoStorms::changeWave,
        NoStorms::slow,
        NoStorms::tailSampled);
  }

  private static ShopSystem system(String name, Interval when, SeededRandom random) {
    return new ShopSystem(name, when, RetryPolicy.JAVA_LEGACY, random);
  }

  private static Cell quiet(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    return system.cell("quiet");
  }

  /** Five to ten times the load for some minutes, and everything holds. */
  private static Cell surge(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(
        Rate.constant(rate).times(random.between(5, 10), new Interval(when.at(0.4), when.at(0.6))));
    return system.cell("surge");
  }

  private static Cell ramp(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate).ramp(5, new Interval(when.at(0.3), when.at(0.9))));
    return system.cell("ramp");
  }

  /** A job that writes in batches for some minutes, a few of them throttled. */
  private static Cell nightlyBatch(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    Interval night = new Interval(when.at(0.3), when.at(0.6));
    system.habit(
        Rate.constant(rate * 4)
            .times(0, new Interval(when.from(), night.from()))
            .times(0, new Interval(night.to(), when.to())),
        Step.across(Operation.BATCH_WRITE, system.orders(), system.catalogue()));
    system.fault(Fault.onWrites(system.orders(), Failure.PROVISIONED_THROUGHPUT, 0.02, night));
    return system.cell("nightly batch");
  }

  /** Short times in which three to six attempts in a hundred fail: within every retry budget. */
  private static Cell blips(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    for (double share = 0.2; share < 0.9; share += 0.2) {
      Interval blip = new Interval(when.at(share), when.at(share) + 90_000_000);
      double strength = random.between(0.03, 0.06);
      Failure failure = random.chance(0.5) ? Failure.KEY_RANGE : Failure.INTERNAL;
      system.fault(Fault.onWrites(system.orders(), failure, strength, blip));
    }
    return system.cell("blips");
  }

  /** The same item read again and again until it changes. */
  private static Cell polling(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    system.habit(
        Rate.constant(rate * 5), Step.strongly(system.orders().holding(1), Operation.GET_ITEM));
    return system.cell("polling");
  }

  /** Every read sent twice, whatever comes of the first. */
  private static Cell hedging(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    Step read = Step.on(system.catalogue(), Operation.GET_ITEM);
    system.habit(Rate.constant(rate * 2), read, read);
    return system.cell("hedging");
  }

  /** A lock by conditional write: nineteen in twenty do not get it. */
  private static Cell locks(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    system.habit(
        Rate.constant(rate * 3), Step.guarded(system.orders(), Operation.UPDATE_ITEM, 0.95));
    return system.cell("locks");
  }

  /** Many items deleted within minutes. */
  private static Cell changeWave(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    system.habit(
        Rate.constant(rate * 6).times(0, new Interval(when.from(), when.at(0.5))),
        Step.on(system.orders(), Operation.DELETE_ITEM));
    return system.cell("change wave");
  }

  /** Everything takes ten times as long, and nothing fails. */
  private static Cell slow(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = system(name, when, random);
    system.shoppers(Rate.constant(rate));
    Cell cell = system.cell("slow");
    Slowdown slowdown = new Slowdown(system.orders(), 10, new Interval(when.at(0.4), when.at(0.6)));
    return new Cell(name, "slow", cell.world().slowed(List.of(slowdown)), List.of());
  }

  /**
   * A hot key throttles a few calls twice a minute until they are given up: a thirtieth of the
   * retry budget. But the sampler keeps all traces with an error and one in a hundred without, so
   * spans show more retries than calls. CloudTrail shows all.
   */
  private static Cell tailSampled(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = new ShopSystem(name, when, RetryPolicy.HANDMADE, random);
    system.telling(new Telemetry(Form.AWS_SPANS, false, true, true, 0.01));
    system.shoppers(Rate.constant(TAIL_SAMPLED_RATE));
    for (long from = when.at(0.2); from < when.at(0.8); from += 30_000_000) {
      Interval burst = new Interval(from, from + 200_000);
      system.fault(Fault.onWrites(system.orders(), Failure.KEY_RANGE, 1, burst));
    }
    return system.cell("tail sampling");
  }
}
