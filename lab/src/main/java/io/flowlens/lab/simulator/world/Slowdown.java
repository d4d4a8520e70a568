package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.engine.Interval;

/**
 * A table that answers slower for a while.
 *
 * @param factor how many times slower
 */
public record Slowdown(Table table, double factor, Interval when) {
  /** Whether it concerns this table now. */
  public boolean concerns(Table other, long micros) {
    return table.name().equals(other.name())
        && table.region().equals(other.region())
        && when.holds(micros);
  }
}
