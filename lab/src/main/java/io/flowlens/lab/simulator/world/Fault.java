package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.engine.Interval;

/**
 * Attempts on a table that fail with a given probability for a while.
 *
 * @param table the table, by name
 * @param region its region
 * @param writes whether writes are struck
 * @param reads whether reads are struck
 */
public record Fault(
    String table,
    String region,
    boolean writes,
    boolean reads,
    Failure failure,
    double probability,
    Interval when) {

  /** A fault of all accesses to a table. */
  public static Fault on(Table table, Failure failure, double probability, Interval when) {
    return new Fault(table.name(), table.region(), true, true, failure, probability, when);
  }

  /** A fault of writes alone. */
  public static Fault onWrites(Table table, Failure failure, double probability, Interval when) {
    return new Fault(table.name(), table.region(), true, false, failure, probability, when);
  }

  /** Whether it can strike this operation on this table now. */
  public boolean concerns(Table other, Operation operation, long micros) {
    return table.equals(other.name())
        && region.equals(other.region())
        && (operation.writes() ? writes : reads)
        && when.holds(micros);
  }
}
