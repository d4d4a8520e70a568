package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.world.Operation;
import java.util.List;
import java.util.Locale;

/** Calls that go to a region although the data is nearer. */
final class Misroutes {
  private static final double[] SHARES = {0.01, 0.05, 0.3};

  private Misroutes() {}

  /** Those that show within an hour. */
  static List<Story> quick() {
    return List.of(
        (name, when, rate, random) -> reads(SHARES[0], name, when, rate, random),
        (name, when, rate, random) -> reads(SHARES[1], name, when, rate, random),
        (name, when, rate, random) -> reads(SHARES[2], name, when, rate, random),
        Misroutes::writes);
  }

  /** Those that only a day shows. */
  static List<Story> slow() {
    return List.of(Misroutes::missingReplica, Misroutes::forgottenFailBack);
  }

  private static Cell reads(
      double share, String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.everywhere(rate, 0);
    Interval trouble = trouble(when, random);
    system.astray(system.reader(system.home()), system.farthest(), share, trouble);
    String label = String.format(Locale.ROOT, "misrouted reads %.0f %%", 100 * share);
    return system.cell(
        label,
        system
            .episode(
                label, system.reader(system.home()), Operation.GET_ITEM, system.farthest(), trouble)
            .toldAs("MISROUTED"));
  }

  private static Cell writes(String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.everywhere(rate, 0);
    // Another service shows that the replica at home takes writes.
    system.write(system.reader(system.home()).clockAhead(0), system.home(), rate / 5);
    Interval trouble = trouble(when, random);
    system.astray(system.writer(system.home()), system.farthest(), 0.3, trouble);
    String label = "misrouted writes 30 %";
    return system.cell(
        label,
        system
            .episode(
                label, system.writer(system.home()), Operation.PUT_ITEM, system.farthest(), trouble)
            .toldAs("MISROUTED"));
  }

  /** A service in a region that the table has no replica in; worth a word after six hours. */
  private static Cell missingReplica(String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.read(system.reader(system.home()), system.farthest(), rate);
    system.read(system.reader(system.farthest()), system.farthest(), rate);
    system.write(system.writer(system.farthest()), system.farthest(), rate / 5);
    Interval due = new Interval(when.from() + 6 * 3_600_000_000L, when.to());
    String label = "replica missing";
    Episode episode =
        system
            .episode(
                label, system.reader(system.home()), Operation.GET_ITEM, system.farthest(), due)
            .toldAs("REPLICA_MISSING");
    return system.cell(label, episode);
  }

  /** All go elsewhere at once and do not come back; a fault after a day. */
  private static Cell forgottenFailBack(
      String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.everywhere(rate, 0);
    Interval away = new Interval(when.from() + 1_800_000_000L, when.to());
    system.astray(system.reader(system.home()), system.farthest(), 1, away);
    system.astray(system.writer(system.home()), system.farthest(), 1, away);
    Interval due = new Interval(away.from() + 24 * 3_600_000_000L, when.to());
    String label = "fail-back forgotten";
    return system.cell(
        label,
        system
            .episode(
                label, system.reader(system.home()), Operation.GET_ITEM, system.farthest(), due)
            .toldAs("FAILBACK_FORGOTTEN"),
        system
            .episode(
                label, system.writer(system.home()), Operation.PUT_ITEM, system.farthest(), due)
            .toldAs("FAILBACK_FORGOTTEN"));
  }

  /** From some time in the first third to the end. */
  private static Interval trouble(Interval when, SeededRandom random) {
    return new Interval(when.at(random.between(0.1, 0.3)), when.to());
  }
}
