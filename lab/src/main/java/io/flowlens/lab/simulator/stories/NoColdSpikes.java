package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Bursts;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
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

  private static CacheSystem system(String name, Interval when, Hosting hosting) {
    return new CacheSystem(name, when, HANDSHAKE_MILLIS, hosting);
  }

  /** Four calls in a hundred wait half a second for a hot key range: contention. */
  private static Cell throttled(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = system(name, when, Hosting.on(3));
    system.reads(Rate.constant(rate));
    system.fault(Fault.on(system.sessions(), Failure.KEY_RANGE, 0.04, when));
    return system.cell("spikes from throttling");
  }

  /** Up to a hundred copies are replaced within a minute: a burst of first uses that decays. */
  private static Cell deploy(String name, Interval when, double rate, SeededRandom random) {
    int copies = (int) Math.min(100, 10 * rate);
    Interval rollout = new Interval(when.at(0.5), when.at(0.5) + MINUTE);
    CacheSystem system = system(name, when, Hosting.on(copies).replaced(rollout, 60));
    system.reads(Rate.constant(rate));
    return system.remarkable("deploy", new Interval(rollout.from(), rollout.to() + 5 * MINUTE));
  }

  /** Four requests in a hundred bring thousands of items. */
  private static Cell sizes(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = system(name, when, Hosting.on(3));
    system.reads(Rate.constant(rate), Step.scan(system.sessions(), MANY_ITEMS).sometimes(0.04));
    return system.cell("spikes from size");
  }

  /** So little traffic that connections idle out: they are cold, but no call is delayed. */
  private static Cell night(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = system(name, when, Hosting.on(4));
    Interval night = new Interval(when.at(0.4), when.at(0.8));
    system.reads(Rate.constant(rate).times(0.1 / rate, night));
    return system.remarkable("night", night);
  }

  /** The table answers ten times as slowly, every minute for some seconds. */
  private static Cell slowServer(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = system(name, when, Hosting.on(3));
    system.reads(Rate.constant(rate));
    for (long at = when.at(0.3); at < when.at(0.8); at += MINUTE) {
      system.slowdown(new Slowdown(system.sessions(), 20, new Interval(at, at + MINUTE / 20)));
    }
    return system.cell("spikes from a slow server");
  }

  /** A job scans the table for some minutes. */
  private static Cell scans(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = system(name, when, Hosting.on(3));
    system.reads(Rate.constant(rate));
    Interval job = new Interval(when.at(0.4), when.at(0.6));
    system.job(
        Rate.constant(rate / 4)
            .times(0, new Interval(when.from(), job.from()))
            .times(0, new Interval(job.to(), when.to())),
        Step.scan(system.sessions(), MANY_ITEMS));
    return system.cell("scans");
  }

  private static Cell quiet(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = system(name, when, Hosting.on(3));
    system.reads(Rate.constant(rate));
    return system.cell("quiet reads");
  }

  /**
   * Once a minute pages request eight seconds' worth of reads at once, and each instance has half a
   * connection for each read a second: the last calls wait for several others. Connections are kept
   * from burst to burst.
   */
  private static Cell saturated(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = system(name, when, Hosting.on(2));
    int connections = (int) Math.max(1, rate / 2);
    system.pooling(Pool.costing(HANDSHAKE_MILLIS).keptFor(300).atMost(connections));
    system.reads(Rate.constant(rate));
    system.reads(new Bursts(8 * rate * 1e6 / BURST, BURST, MINUTE));
    return system.cell("spikes from a full pool");
  }

  /** A cache fetches items not read for five minutes, about one read in ten: as designed. */
  private static Cell coldKeys(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = system(name, when, Hosting.on(3));
    int items = (int) Math.ceil(ITEMS_PER_READ_A_SECOND * rate);
    system.caching(new Cache(300, random.between(50, 150)), items);
    system.reads(Rate.constant(rate));
    return system.remarkable("cold keys", when);
  }
}
