package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Dice;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Step;
import java.util.List;

/** What leaves a region, or seems to, for good reason. */
final class NoMisroutes {
  private static final long MINUTE = 60_000_000;
  private static final long WILD_MICROS = 5_000_000;

  private NoMisroutes() {}

  /** All of them. */
  static List<Story> all() {
    return List.of(
        NoMisroutes::plannedFailover,
        NoMisroutes::outage,
        NoMisroutes::auditJob,
        NoMisroutes::singleRegion,
        NoMisroutes::wildClocks,
        NoMisroutes::pinnedWrites,
        NoMisroutes::noise);
  }

  /** Everybody goes elsewhere for ten minutes, as planned, and comes back. */
  private static Cell plannedFailover(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.everywhere(rate, 0);
    leave(plant, new Interval(when.at(0.3), when.at(0.3) + 10 * MINUTE));
    return plant.cell("planned failover");
  }

  /** The replica fails, half a minute later everybody leaves it, and comes back when it is well. */
  private static Cell outage(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.everywhere(rate, 0);
    Interval ill = new Interval(when.at(0.3), when.at(0.3) + 10 * MINUTE);
    plant.fault(Fault.on(plant.table(), Failure.INTERNAL, 0.98, ill));
    leave(plant, new Interval(ill.from() + MINUTE / 2, ill.to() + MINUTE));
    String label = "failover from an outage";
    return plant.cell(
        label,
        plant.storm(label, plant.reader(plant.home()), Operation.GET_ITEM, ill),
        plant.storm(label, plant.writer(plant.home()), Operation.PUT_ITEM, ill));
  }

  private static void leave(RegionPlant plant, Interval away) {
    plant.astray(plant.reader(plant.home()), plant.farthest(), 1, away);
    plant.astray(plant.writer(plant.home()), plant.farthest(), 1, away);
  }

  /** A job compares two replicas for three minutes. */
  private static Cell auditJob(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.everywhere(rate, 0);
    Interval audit = new Interval(when.at(0.5), when.at(0.5) + 3 * MINUTE);
    plant.job(
        Service.of("audit-" + name, plant.home()),
        Rate.constant(2 * rate)
            .times(0, new Interval(when.from(), audit.from()))
            .times(0, new Interval(audit.to(), when.to())),
        Step.on(plant.table(), Operation.QUERY),
        Step.on(plant.table().in(plant.farthest()), Operation.QUERY));
    return plant.cell("audit of replicas");
  }

  /** One region has it, and only that region wants it. */
  private static Cell singleRegion(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.read(plant.reader(plant.home()), plant.home(), rate);
    plant.write(plant.writer(plant.home()), plant.home(), rate / 5);
    return plant.cell("one region");
  }

  private static Cell wildClocks(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.everywhere(rate, dice.chance(0.5) ? WILD_MICROS : -WILD_MICROS);
    return plant.cell("wild clocks");
  }

  /** All writes go to one region, and strong reads follow them. */
  private static Cell pinnedWrites(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.read(plant.reader(plant.home()), plant.home(), rate);
    plant.read(plant.reader(plant.farthest()), plant.farthest(), rate);
    plant.write(plant.writer(plant.home()), plant.farthest(), rate / 5);
    plant.write(plant.writer(plant.farthest()), plant.farthest(), rate / 5);
    Service ledger = Service.of("ledger-" + name, plant.home());
    plant.job(
        ledger,
        Rate.constant(rate / 5),
        Step.strongly(plant.table().in(plant.farthest()), Operation.GET_ITEM));
    return plant.cell("writes to one region");
  }

  /** Probes and tests of another replica that have always been there: one call in two hundred. */
  private static Cell noise(String name, Interval when, double rate, Dice dice) {
    RegionPlant plant = new RegionPlant(name, when, dice);
    plant.everywhere(rate, 0);
    plant.astray(plant.reader(plant.home()), plant.farthest(), 0.005, when);
    return plant.cell("noise of 0.5 %");
  }
}
