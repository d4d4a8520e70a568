package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Bursts;
import io.flowlens.lab.simulator.engine.Dice;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.world.Cache;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Hosting;
import io.flowlens.lab.simulator.world.Pool;
import io.flowlens.lab.simulator.world.Slowdown;
import io.flowlens.lab.simulator.world.Step;
import java.util.List;

/** Slow calls with another cause, and first uses that are as they should be. */
final class NoColdSpikes {
  private static final double HANDSHAKE_MILLIS = 90;
  private static final int MANY_ITEMS = 3_000;
  private static final long MINUTE = 60_000_000;

  /** Of those read least, one in five reads comes after five minutes without. */
  private static final double ITEMS_PER_READ_A_SECOND = 90;

  /** Ten milliseconds. */
  private static final long BURST = 10_000;

  private NoColdSpikes() {}

  /** All of them. */
  static List<Story> all() {
    return List.of(
        NoColdSpikes::throttled,
        NoColdSpikes::deploy,
        NoColdSpikes::sizes,
        NoColdSpikes::night,
        NoColdSpikes::slowServer,
        NoColdSpikes::scans,
        NoColdSpikes::quiet,
        NoColdSpikes::saturated,
        NoColdSpikes::coldKeys);
  }

  private static CachePlant plant(String name, Interval when, Hosting hosting) {
    return new CachePlant(name, when, HANDSHAKE_MILLIS, hosting);
  }

  /** Four calls in a hundred wait half a second for a hot key range: contention. */
  private static Cell throttled(String name, Interval when, double rate, Dice dice) {
    CachePlant plant = plant(name, when, Hosting.on(3));
    plant.reads(Rate.constant(rate));
    plant.fault(Fault.on(plant.sessions(), Failure.KEY_RANGE, 0.04, when));
    return plant.cell("spikes from throttling");
  }

  /** Up to a hundred copies are replaced within a minute: a burst of first uses that decays. */
  private static Cell deploy(String name, Interval when, double rate, Dice dice) {
    int copies = (int) Math.min(100, 10 * rate);
    Interval rollout = new Interval(when.at(0.5), when.at(0.5) + MINUTE);
    CachePlant plant = plant(name, when, Hosting.on(copies).replaced(rollout, 60));
    plant.reads(Rate.constant(rate));
    return plant.remarkable("deploy", new Interval(rollout.from(), rollout.to() + 5 * MINUTE));
  }

  /** Four requests in a hundred bring thousands of items. */
  private static Cell sizes(String name, Interval when, double rate, Dice dice) {
    CachePlant plant = plant(name, when, Hosting.on(3));
    plant.reads(Rate.constant(rate), Step.scan(plant.sessions(), MANY_ITEMS).sometimes(0.04));
    return plant.cell("spikes from size");
  }

  /** So little to do that connections idle out: true, but nobody waits. */
  private static Cell night(String name, Interval when, double rate, Dice dice) {
    CachePlant plant = plant(name, when, Hosting.on(4));
    Interval night = new Interval(when.at(0.4), when.at(0.8));
    plant.reads(Rate.constant(rate).times(0.1 / rate, night));
    return plant.remarkable("night", night);
  }

  /** The table answers ten times as slowly, every minute for some seconds. */
  private static Cell slowServer(String name, Interval when, double rate, Dice dice) {
    CachePlant plant = plant(name, when, Hosting.on(3));
    plant.reads(Rate.constant(rate));
    for (long at = when.at(0.3); at < when.at(0.8); at += MINUTE) {
      plant.slowdown(new Slowdown(plant.sessions(), 20, new Interval(at, at + MINUTE / 20)));
    }
    return plant.cell("spikes from a slow server");
  }

  /** A job scans the table for some minutes. */
  private static Cell scans(String name, Interval when, double rate, Dice dice) {
    CachePlant plant = plant(name, when, Hosting.on(3));
    plant.reads(Rate.constant(rate));
    Interval job = new Interval(when.at(0.4), when.at(0.6));
    plant.job(
        Rate.constant(rate / 4)
            .times(0, new Interval(when.from(), job.from()))
            .times(0, new Interval(job.to(), when.to())),
        Step.scan(plant.sessions(), MANY_ITEMS));
    return plant.cell("scans");
  }

  private static Cell quiet(String name, Interval when, double rate, Dice dice) {
    CachePlant plant = plant(name, when, Hosting.on(3));
    plant.reads(Rate.constant(rate));
    return plant.cell("quiet reads");
  }

  /**
   * Once a minute pages ask for eight seconds' worth of reads at once, and each copy has half a
   * connection for each read a second: the last calls wait for several others. Connections are kept
   * from burst to burst.
   */
  private static Cell saturated(String name, Interval when, double rate, Dice dice) {
    CachePlant plant = plant(name, when, Hosting.on(2));
    int connections = (int) Math.max(1, rate / 2);
    plant.pooling(Pool.costing(HANDSHAKE_MILLIS).keptFor(300).atMost(connections));
    plant.reads(Rate.constant(rate));
    plant.reads(new Bursts(8 * rate * 1e6 / BURST, BURST, MINUTE));
    return plant.cell("spikes from a full pool");
  }

  /** A cache fetches what nobody has read for five minutes, about one read in ten: as meant. */
  private static Cell coldKeys(String name, Interval when, double rate, Dice dice) {
    CachePlant plant = plant(name, when, Hosting.on(3));
    int items = (int) Math.ceil(ITEMS_PER_READ_A_SECOND * rate);
    plant.caching(new Cache(300, dice.between(50, 150)), items);
    plant.reads(Rate.constant(rate));
    return plant.remarkable("cold keys", when);
  }
}
