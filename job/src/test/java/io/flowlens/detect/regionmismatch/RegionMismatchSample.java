package io.flowlens.detect.regionmismatch;

import io.flowlens.model.Edge;

/** One value of the detector's state with something in every field. */
public final class RegionMismatchSample {
  private RegionMismatchSample() {}

  public static TableRegions state(Edge edge, long at) {
    Route route = new Route();
    route.edge = edge;
    route.hour = new byte[] {1, 2, 3};
    route.sixHours = new byte[] {4, 5};
    route.lastCall = at;
    route.elsewhereSince = 12;
    route.mismatchSince = at - 600_000;
    route.failover = true;
    route.active = true;
    Replica replica = new Replica();
    replica.region = "eu-west-1";
    replica.lastOk = at;
    replica.lastWrite = at - 10_000;
    replica.lastDistress = at - 20_000;
    TableRegions state = new TableRegions();
    state.routes = new Route[] {route};
    state.replicas = new Replica[] {replica};
    return state;
  }
}
