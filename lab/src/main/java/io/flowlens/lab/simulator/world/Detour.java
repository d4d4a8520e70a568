package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.engine.Interval;

/**
 * Calls of a service that go to a table's replica in another region for a while: a wrong endpoint,
 * or a failover.
 *
 * @param service the caller, by name
 * @param table the table, by name; its replicas have the same name
 * @param from the region that the calls would go to
 * @param to the region that they go to instead
 * @param share how many of them, 0 to 1
 */
public record Detour(
    String service, String table, String from, String to, double share, Interval when) {
  /** Whether it can concern this service's calls of this table now. */
  public boolean concerns(Service caller, Table called, long micros) {
    return service.equals(caller.name())
        && table.equals(called.name())
        && from.equals(called.region())
        && when.holds(micros);
  }
}
