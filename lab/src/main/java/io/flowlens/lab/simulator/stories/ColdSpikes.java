package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Hosting;
import java.util.List;

/** Calls that are slow because something is used for the first time. */
final class ColdSpikes {
  private static final double SEED_CASE_MILLIS = 110;

  /** Mean seconds between the calls of a straggler: two thirds of its connections idle out. */
  private static final double STRAGGLERS_GAP_SECONDS = 150;

  private ColdSpikes() {}

  /** All of them. */
  static List<Story> all() {
    return List.of(
        ColdSpikes::seedCase,
        ColdSpikes::sparseFleet,
        ColdSpikes::restartLoop,
        ColdSpikes::crashingFunction);
  }

  /** Mean 8 ms, one call in thirty up to 120 ms and more: the average hides it. */
  private static Cell seedCase(String name, Interval when, double rate, SeededRandom random) {
    return sparse("mean 8 ms, spikes to 120", SEED_CASE_MILLIS, 0.05, name, when, rate);
  }

  /** A fleet so large that many of its copies hardly work. */
  private static Cell sparseFleet(String name, Interval when, double rate, SeededRandom random) {
    return sparse(
        "idle connections", random.between(50, 150), random.between(0.05, 0.15), name, when, rate);
  }

  private static Cell sparse(
      String label, double handshake, double share, String name, Interval when, double rate) {
    int stragglers = (int) Math.ceil(share * rate * STRAGGLERS_GAP_SECONDS);
    CacheSystem system =
        new CacheSystem(name, when, handshake, Hosting.on(3).withStragglers(stragglers, share));
    system.reads(Rate.constant(rate));
    return system.cell(label, system.episode(label, when).toldAs("COLD_CONNECTION"));
  }

  /** Instances that are replaced after half a minute. */
  private static Cell restartLoop(String name, Interval when, double rate, SeededRandom random) {
    Interval trouble =
        new Interval(when.at(random.between(0.2, 0.3)), when.at(random.between(0.85, 0.95)));
    int copies = (int) Math.max(4, rate / 2);
    CacheSystem system =
        new CacheSystem(
            name,
            when,
            random.between(50, 150),
            Hosting.on(copies).replaced(trouble, random.between(20, 30)));
    system.reads(Rate.constant(rate));
    return system.cell(
        "restart loop", system.episode("restart loop", trouble).toldAs("COLD_INSTANCE"));
  }

  /** Environments that crash after some fifty invocations. */
  private static Cell crashingFunction(
      String name, Interval when, double rate, SeededRandom random) {
    Interval trouble =
        new Interval(when.at(random.between(0.2, 0.3)), when.at(random.between(0.85, 0.95)));
    CacheSystem system =
        new CacheSystem(
            name,
            when,
            random.between(50, 150),
            Hosting.on(1).replaced(trouble, random.between(30, 60) / rate));
    system.onLambda();
    system.readsBehindGateway(Rate.constant(rate));
    return system.cell(
        "crashing function",
        system.episode("crashing function", trouble).toldAs("COLD_INSTANCE", "COLD_CALLEE"));
  }
}
