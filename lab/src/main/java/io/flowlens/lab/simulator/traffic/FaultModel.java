package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Cache;
import io.flowlens.lab.simulator.world.Detour;
import io.flowlens.lab.simulator.world.Distances;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Slowdown;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import io.flowlens.lab.simulator.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What attempts on tables meet: distance, service time, capacity, and the world's faults. */
final class FaultModel {
  private static final double WRITE_MILLIS = 5.5;
  private static final double READ_MILLIS = 3.5;
  private static final double REFUSAL_MILLIS = 1.2;
  private static final double ITEM_MILLIS = 0.04;

  private final long start;
  private final SeededRandom random;
  private final Map<String, List<Fault>> faults = new HashMap<>();
  private final Map<String, List<Slowdown>> slowdowns = new HashMap<>();
  private final Map<String, List<Detour>> detours = new HashMap<>();
  private final Map<Table, TableState> tables = new HashMap<>();

  FaultModel(World world, SeededRandom random) {
    this.start = world.when().from();
    this.random = random;
    for (Fault fault : world.faults()) {
      faults.merge(fault.table(), List.of(fault), FaultModel::join);
    }
    for (Slowdown slowdown : world.slowdowns()) {
      slowdowns.merge(slowdown.table().name(), List.of(slowdown), FaultModel::join);
    }
    for (Detour detour : world.detours()) {
      detours.merge(detour.service(), List.of(detour), FaultModel::join);
    }
  }

  /** The call as it really goes: to these tables, or to their replicas elsewhere. */
  Step.Access route(Service caller, Step.Access step, long now) {
    Table table = step.tables().get(0);
    for (Detour detour : detours.getOrDefault(caller.name(), List.of())) {
      if (detour.concerns(caller, table, now) && random.chance(detour.share())) {
        return step.in(detour.to());
      }
    }
    return step;
  }

  private static <T> List<T> join(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Why this attempt fails; null when it does not. */
  Failure strike(Table table, Operation operation, String key, double units, long now) {
    for (Fault fault : faults.getOrDefault(table.name(), List.of())) {
      if (fault.concerns(table, operation, now) && random.chance(fault.probability())) {
        return fault.failure();
      }
    }
    return state(table).take(operation, key, units, now);
  }

  /**
   * How long an attempt takes from the caller's region until its answer, in microseconds.
   *
   * @param key of the item in the step's first table
   */
  long latencyMicros(String from, Step.Access step, String key, Failure failure, long now) {
    Table table = step.tables().get(0);
    Operation operation = step.operation();
    double travel = Distances.roundTripMillis(from, table.region());
    double median =
        failure != null ? REFUSAL_MILLIS : operation.writes() ? WRITE_MILLIS : READ_MILLIS;
    double work =
        (random.logNormal(median, 0.4) + step.items() * ITEM_MILLIS) * slowness(table, now);
    double fetch = failure != null || operation.writes() ? 0 : fetchMillis(table, key, now);
    return Math.round((travel + work + fetch) * 1000);
  }

  private double fetchMillis(Table table, String key, long now) {
    Cache cache = table.cache();
    return !cache.isThere() || state(table).cached(key, now)
        ? 0
        : random.logNormal(cache.fetchMillis(), 0.3);
  }

  private double slowness(Table table, long now) {
    double factor = state(table).crowding();
    for (Slowdown slowdown : slowdowns.getOrDefault(table.name(), List.of())) {
      if (slowdown.concerns(table, now)) {
        factor *= slowdown.factor();
      }
    }
    return factor;
  }

  /** The table as it stands. */
  TableState state(Table table) {
    return tables.computeIfAbsent(table, t -> new TableState(t, start));
  }
}
