package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
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

  /** All callers use another region for ten minutes, as planned, and come back. */
  private static Cell plannedFailover(
      String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.everywhere(rate, 0);
    leave(system, new Interval(when.at(0.3), when.at(0.3) + 10 * MINUTE));
    return system.cell("planned failover");
  }

  /** The replica fails; half a minute later all callers leave it, and return when it works. */
  private static Cell outage(String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.everywhere(rate, 0);
    Interval ill = new Interval(when.at(0.3), when.at(0.3) + 10 * MINUTE);
    system.fault(Fault.on(system.table(), Failure.INTERNAL, 0.98, ill));
    leave(system, new Interval(ill.from() + MINUTE / 2, ill.to() + MINUTE));
    String label = "failover from an outage";
    return system.cell(
        label,
        system.storm(label, system.reader(system.home()), Operation.GET_ITEM, ill),
        system.storm(label, system.writer(system.home()), Operation.PUT_ITEM, ill));
  }

  private static void leave(RegionSystem system, Interval away) {
    system.astray(system.reader(system.home()), system.farthest(), 1, away);
    system.astray(system.writer(system.home()), system.farthest(), 1, away);
  }

  /** A job compares two replicas for three minutes. */
  private static Cell auditJob(String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.everywhere(rate, 0);
    Interval audit = new Interval(when.at(0.5), when.at(0.5) + 3 * MINUTE);
    system.job(
        Service.of("audit-" + name, system.home()),
        Rate.constant(2 * rate)
            .times(0, new Interval(when.from(), audit.from()))
            .times(0, new Interval(audit.to(), when.to())),
        Step.on(system.table(), Operation.QUERY),
        Step.on(system.table().in(system.farthest()), Operation.QUERY));
    return system.cell("audit of replicas");
  }

  /** One region has it, and only that region wants it. */
  private static Cell singleRegion(String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.read(system.reader(system.home()), system.home(), rate);
    system.write(system.writer(system.home()), system.home(), rate / 5);
    return system.cell("one region");
  }

  private static Cell wildClocks(String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.everywhere(rate, random.chance(0.5) ? WILD_MICROS : -WILD_MICROS);
    return system.cell("wild clocks");
  }

  /** All writes go to one region, and strong reads follow them. */
  private static Cell pinnedWrites(String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.read(system.reader(system.home()), system.home(), rate);
    system.read(system.reader(system.farthest()), system.farthest(), rate);
    system.write(system.writer(system.home()), system.farthest(), rate / 5);
    system.write(system.writer(system.farthest()), system.farthest(), rate / 5);
    Service ledger = Service.of("ledger-" + name, system.home());
    system.job(
        ledger,
        Rate.constant(rate / 5),
        Step.strongly(system.table().in(system.farthest()), Operation.GET_ITEM));
    return system.cell("writes to one region");
  }

  /** Probes and tests of another replica that have always been there: one call in two hundred. */
  private static Cell noise(String name, Interval when, double rate, SeededRandom random) {
    RegionSystem system = new RegionSystem(name, when, random);
    system.everywhere(rate, 0);
    system.astray(system.reader(system.home()), system.farthest(), 0.005, when);
    return system.cell("noise of 0.5 %");
  }
}
