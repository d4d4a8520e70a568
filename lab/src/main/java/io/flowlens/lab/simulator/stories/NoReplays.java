package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Subscription;
import io.flowlens.lab.simulator.world.Subscription.Trouble;
import java.util.List;

/** Streams whose functions have much to do, or fail now and then, but do nothing twice. */
final class NoReplays {
  private static final double NOW_AND_THEN = 0.03;

  private static final double BUSY = 100;

  private NoReplays() {}

  /** All of them. */
  static List<Story> all() {
    return List.of(
        NoReplays::writesBackFiltered,
        NoReplays::transientFailures,
        NoReplays::backfill,
        NoReplays::growing,
        NoReplays::counters,
        NoReplays::quiet);
  }

  /** The function marks each event in its own table, and its mapping filters the marks out. */
  private static Cell writesBackFiltered(
      String name, Interval when, double rate, SeededRandom random) {
    StreamSystem system = new StreamSystem(name, when);
    system.intake(Rate.constant(rate));
    Subscription marks = system.markingBack(1);
    system.subscribe(marks.by(marks.mapping().filtered()));
    return system.cell("writes back, filtered");
  }

  /** Three invocations in a hundred fail, and succeed the next time. */
  private static Cell transientFailures(
      String name, Interval when, double rate, SeededRandom random) {
    StreamSystem system = new StreamSystem(name, when);
    system.intake(Rate.constant(rate));
    system.subscribe(system.addingUp().with(Trouble.failing(NOW_AND_THEN, when)));
    return system.cell("failures now and then");
  }

  /** Ten times as many changes for some minutes, or as many as can be simulated in time. */
  private static Cell backfill(String name, Interval when, double rate, SeededRandom random) {
    StreamSystem system = new StreamSystem(name, when);
    system.intake(
        Rate.constant(rate)
            .times(rate > BUSY ? 2.5 : 10, new Interval(when.at(0.4), when.at(0.4) + 300_000_000)));
    system.subscribe(system.addingUp());
    return system.cell("backfill");
  }

  private static Cell growing(String name, Interval when, double rate, SeededRandom random) {
    StreamSystem system = new StreamSystem(name, when);
    system.intake(Rate.constant(rate / 2).ramp(4, new Interval(when.at(0.2), when.at(0.9))));
    system.subscribe(system.addingUp());
    return system.cell("growing stream");
  }

  /** The same few items go up by one, again and again, because that happens. */
  private static Cell counters(String name, Interval when, double rate, SeededRandom random) {
    StreamSystem system = new StreamSystem(name, when);
    system.counters(Rate.constant(rate));
    system.subscribe(system.addingUp());
    return system.cell("counters");
  }

  private static Cell quiet(String name, Interval when, double rate, SeededRandom random) {
    StreamSystem system = new StreamSystem(name, when);
    system.intake(Rate.constant(rate));
    system.subscribe(system.addingUp());
    return system.cell("quiet stream");
  }
}
