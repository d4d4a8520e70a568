package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Subscription;
import io.flowlens.lab.simulator.world.Subscription.Mapping;
import io.flowlens.lab.simulator.world.Subscription.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Data that is worked on again and again: batches that fail, and functions that feed themselves.
 */
final class Replays {
  private static final double[] REPRODUCTIONS = {0.3, 0.9, 1.1, 2};

  /** Calls a second from which on a loop is stopped sooner, for it makes much more. */
  private static final double BUSY = 100;

  private Replays() {}

  /** All of them. */
  static List<Story> all() {
    return List.of(
        poison("poison, retried without end", m -> m),
        loop(REPRODUCTIONS[0]),
        poison("poison, halved", Mapping::bisecting),
        loop(REPRODUCTIONS[1]),
        poison("poison, given up after 8 retries", m -> m.retrying(8)),
        loop(REPRODUCTIONS[2]),
        poison("poison, expired after 3 minutes", m -> m.expiring(180)),
        loop(REPRODUCTIONS[3]));
  }

  /** One record that cannot be handled, for four to eight minutes unless it is given up. */
  private static Story poison(String label, UnaryOperator<Mapping> mapping) {
    return (name, when, rate, random) -> {
      StreamSystem system = new StreamSystem(name, when);
      system.intake(Rate.constant(rate));
      Interval trouble = trouble(when, random, random.between(240, 480));
      Subscription figures = system.addingUp();
      system.subscribe(figures.by(mapping.apply(figures.mapping())).with(Trouble.poison(trouble)));
      return system.cell(
          label, system.replay(label, trouble).toldAs("POISON_BATCH", "BATCHES_REPLAYED"));
    };
  }

  /** A function that is triggered by its own writes, switched on for some minutes. */
  private static Story loop(double reproduction) {
    return (name, when, rate, random) -> {
      StreamSystem system = new StreamSystem(name, when);
      system.intake(Rate.constant(rate));
      double seconds = random.between(240, 360) * (rate > BUSY ? 0.5 : 1);
      Interval trouble = trouble(when, random, seconds);
      Subscription marks = system.markingBack(reproduction);
      system.subscribe(
          marks.by(Mapping.usual(trouble).on(StreamSystem.shards(rate, reproduction))));
      String label = String.format(Locale.ROOT, "loop, R = %.1f", reproduction);
      String code = reproduction < 1 ? "LOOP_COSTLY" : "LOOP_RUNAWAY";
      return system.cell(label, system.loop(label, trouble).toldAs(code));
    };
  }

  private static Interval trouble(Interval when, SeededRandom random, double seconds) {
    long from = when.at(random.between(0.25, 0.45));
    return new Interval(from, from + Math.round(seconds * 1e6));
  }
}
