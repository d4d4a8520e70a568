package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.client.RetryPolicy;
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

/** Slow calls that are no hidden retries, and what spans of little detail usually show. */
final class NoTails {
  private static final double HANDSHAKE_MILLIS = 90;
  private static final int MANY_ITEMS = 3_000;
  private static final long MINUTE = 60_000_000;
  private static final double ITEMS_PER_READ_A_SECOND = 90;

  /** Ten milliseconds. */
  private static final long BURST = 10_000;

  private NoTails() {}

  /** All of them. */
  static List<Story> all() {
    return List.of(
        NoTails::quiet,
        NoTails::surge,
        NoTails::blips,
        NoTails::slow,
        NoTails::sizes,
        NoTails::deploy,
        NoTails::misses,
        NoTails::saturated);
  }

  private static ShopSystem shop(String name, Interval when, SeededRandom random) {
    ShopSystem system = new ShopSystem(name, when, RetryPolicy.JAVA_LEGACY, random);
    system.telling(Tails.BLIND);
    return system;
  }

  private static CacheSystem reads(String name, Interval when, Hosting hosting) {
    CacheSystem system = new CacheSystem(name, when, HANDSHAKE_MILLIS, hosting);
    system.telling(Tails.BLIND);
    return system;
  }

  private static Cell quiet(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = shop(name, when, random);
    system.shoppers(Rate.constant(rate));
    return system.cell("quiet, blind");
  }

  private static Cell surge(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = shop(name, when, random);
    system.shoppers(
        Rate.constant(rate).times(random.between(5, 10), new Interval(when.at(0.4), when.at(0.6))));
    return system.cell("surge, blind");
  }

  /** Half a minute of throttling now and then: too little to tell of. */
  private static Cell blips(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = shop(name, when, random);
    system.shoppers(Rate.constant(rate));
    for (double share = 0.2; share < 0.9; share += 0.2) {
      Interval blip = new Interval(when.at(share), when.at(share) + MINUTE / 2);
      system.fault(Fault.onWrites(system.orders(), Failure.KEY_RANGE, 0.05, blip));
    }
    return system.cell("blips, blind");
  }

  /** The table takes ten times as long for every call. */
  private static Cell slow(String name, Interval when, double rate, SeededRandom random) {
    ShopSystem system = shop(name, when, random);
    system.shoppers(Rate.constant(rate));
    Cell cell = system.cell("slow table, blind");
    Slowdown slowdown = new Slowdown(system.orders(), 10, new Interval(when.at(0.4), when.at(0.8)));
    return new Cell(name, cell.story(), cell.world().slowed(List.of(slowdown)), List.of());
  }

  /** Four requests in a hundred bring thousands of items. */
  private static Cell sizes(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = reads(name, when, Hosting.on(3));
    system.reads(Rate.constant(rate), Step.scan(system.sessions(), MANY_ITEMS).sometimes(0.04));
    return system.cell("sizes, blind");
  }

  private static Cell deploy(String name, Interval when, double rate, SeededRandom random) {
    int copies = (int) Math.min(100, 10 * rate);
    Interval rollout = new Interval(when.at(0.5), when.at(0.5) + MINUTE);
    CacheSystem system = reads(name, when, Hosting.on(copies).replaced(rollout, 60));
    system.reads(Rate.constant(rate));
    return system.remarkable(
        "deploy, blind", new Interval(rollout.from(), rollout.to() + 5 * MINUTE));
  }

  /** A cache whose misses take twenty times as long, from the first minute on. */
  private static Cell misses(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = reads(name, when, Hosting.on(3));
    int items = (int) Math.ceil(ITEMS_PER_READ_A_SECOND * rate);
    system.caching(new Cache(300, random.between(50, 150)), items);
    system.reads(Rate.constant(rate));
    return system.remarkable("cache misses", when);
  }

  /** Once a minute pages request eight seconds' worth of reads, and calls wait for connections. */
  private static Cell saturated(String name, Interval when, double rate, SeededRandom random) {
    CacheSystem system = reads(name, when, Hosting.on(2));
    int connections = (int) Math.max(1, rate / 2);
    system.pooling(Pool.costing(HANDSHAKE_MILLIS).keptFor(300).atMost(connections));
    system.reads(Rate.constant(rate));
    system.reads(new Bursts(8 * rate * 1e6 / BURST, BURST, MINUTE));
    return system.remarkable("full pool, blind", when);
  }
}
