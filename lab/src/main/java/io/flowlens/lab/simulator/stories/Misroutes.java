package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Dice;
import io.flowlens.lab.simulator.engine.Interval;
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
        (name, when, rate, dice) -> reads(SHARES[0], name, when, rate, dice),
        (name, when, rate, dice) -> reads(SHARES[1], name, when, rate, dice),
        (name, when, rate, dice) -> reads(SHARES[2], name, when, rate, dice),
        Misroutes::writes);
  }

  /** Those that only a day shows. */
  static List<Story> slow() {
    return List.of(Misroutes::missingReplica, Misroutes::forgottenFailBack);
  }

  private static Cell reads(double share, String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.everywhere(rate, 0);
    Interval trouble = trouble(when, dice);
    plant.astray(plant.reader(plant.home()), plant.farthest(), share, trouble);
    String label = String.format(Locale.ROOT, "misrouted reads %.0f %%", 100 * share);
    return plant.cell(
        label,
        plant
            .episode(
                label, plant.reader(plant.home()), Operation.GET_ITEM, plant.farthest(), trouble)
            .toldAs("MISROUTED"));
  }

  private static Cell writes(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.everywhere(rate, 0);
    // Another service shows that the replica at home takes writes.
    plant.write(plant.reader(plant.home()).clockAhead(0), plant.home(), rate / 5);
    Interval trouble = trouble(when, dice);
    plant.astray(plant.writer(plant.home()), plant.farthest(), 0.3, trouble);
    String label = "misrouted writes 30 %";
    return plant.cell(
        label,
        plant
            .episode(
                label, plant.writer(plant.home()), Operation.PUT_ITEM, plant.farthest(), trouble)
            .toldAs("MISROUTED"));
  }

  /** A service in a region that the table has no replica in; worth a word after six hours. */
  private static Cell missingReplica(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.read(plant.reader(plant.home()), plant.farthest(), rate);
    plant.read(plant.reader(plant.farthest()), plant.farthest(), rate);
    plant.write(plant.writer(plant.farthest()), plant.farthest(), rate / 5);
    Interval due = new Interval(when.from() + 6 * 3_600_000_000L, when.to());
    String label = "replica missing";
    Episode episode =
        plant
            .episode(label, plant.reader(plant.home()), Operation.GET_ITEM, plant.farthest(), due)
            .toldAs("REPLICA_MISSING");
    return plant.cell(label, episode);
  }

  /** All go elsewhere at once and do not come back; a fault after a day. */
  private static Cell forgottenFailBack(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.everywhere(rate, 0);
    Interval away = new Interval(when.from() + 1_800_000_000L, when.to());
    plant.astray(plant.reader(plant.home()), plant.farthest(), 1, away);
    plant.astray(plant.writer(plant.home()), plant.farthest(), 1, away);
    Interval due = new Interval(away.from() + 24 * 3_600_000_000L, when.to());
    String label = "fail-back forgotten";
    return plant.cell(
        label,
        plant
            .episode(label, plant.reader(plant.home()), Operation.GET_ITEM, plant.farthest(), due)
            .toldAs("FAILBACK_FORGOTTEN"),
        plant
            .episode(label, plant.writer(plant.home()), Operation.PUT_ITEM, plant.farthest(), due)
            .toldAs("FAILBACK_FORGOTTEN"));
  }

  /** From some time in the first third to the end. */
  private static Interval trouble(Interval when, Dice dice) {
    return new Interval(when.at(dice.between(0.1, 0.3)), when.to());
  }
}
