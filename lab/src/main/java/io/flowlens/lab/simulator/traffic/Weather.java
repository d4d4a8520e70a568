package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.engine.Dice;
import io.flowlens.lab.simulator.world.Distances;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Table;
import io.flowlens.lab.simulator.world.World;
import java.util.HashMap;
import java.util.Map;

/** What attempts on tables meet: distance, service time, capacity, and the world's faults. */
final class Weather {
  private final World world;
  private final Dice dice;
  private final Map<Table, TableState> tables = new HashMap<>();

  Weather(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  /** Why this attempt fails; null when it does not. */
  Failure strike(Table table, Operation operation, String key, double units, long now) {
    for (var fault : world.faults()) {
      if (fault.concerns(table, operation, now) && dice.chance(fault.probability())) {
        return fault.failure();
      }
    }
    return state(table).take(operation, key, units, now);
  }

  /** How long an attempt takes from the caller's region until its answer, in microseconds. */
  long latencyMicros(String from, Table table, Operation operation, Failure failure) {
    double travel = Distances.roundTripMillis(from, table.region());
    double median = failure != null ? 1.2 : operation.writes() ? 5.5 : 3.5;
    return Math.round((travel + dice.logNormal(median, 0.4)) * 1000);
  }

  /** The table as it stands. */
  TableState state(Table table) {
    return tables.computeIfAbsent(table, t -> new TableState(t, world.when().from()));
  }
}
