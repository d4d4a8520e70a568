package io.flowlens.detect.regionmismatch;

import java.util.IdentityHashMap;

/** The routes of one table with their traffic as of one pane: each is unpacked once. */
final class TableTraffic {
  final TableRegions state;
  final long now;
  private final IdentityHashMap<Route, RouteTraffic> unpacked = new IdentityHashMap<>();

  TableTraffic(TableRegions state, long now) {
    this.state = state;
    this.now = now;
  }

  RouteTraffic of(Route route) {
    return unpacked.computeIfAbsent(route, any -> RouteTraffic.of(any, now));
  }

  /** Calls that the route's caller made to all replicas in one of {@link RouteTraffic}'s slots. */
  long callsToAllOfSlot(Route route, int age) {
    long sum = 0;
    for (Route other : state.routes) {
      if (TableMemory.isSameQuestion(route.edge, other.edge)) {
        sum += of(other).callsOfSlot(age);
      }
    }
    return sum;
  }

  /** Calls that the route's caller makes to all replicas in the same way, over this time. */
  long callsToAll(Route route, RouteWindow window) {
    long sum = 0;
    for (Route other : state.routes) {
      if (TableMemory.isSameQuestion(route.edge, other.edge)) {
        sum += of(other).calls(window);
      }
    }
    return sum;
  }
}
