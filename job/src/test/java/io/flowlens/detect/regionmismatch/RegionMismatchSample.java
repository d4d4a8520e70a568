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
    route.firstCall = at - 9_000_000;
    route.lastOk = at - 10_000;
    route.usualMicros = 4_000;
    route.strays = strays(at);
    Replica replica = new Replica();
    replica.region = "eu-west-1";
    replica.lastOk = at;
    replica.lastDistress = at - 20_000;
    replica.lastAnswer = at - 10_000;
    replica.distressSince = at - 60_000;
    replica.distress = "12 of 12 attempts failed or were throttled";
    replica.health = new byte[] {6, 7};
    replica.writes = new byte[] {8, 9};
    replica.proof = "the same keys change in both regions";
    replica.changedKeys = new long[] {11, 12};
    TableRegions state = new TableRegions();
    state.routes = new Route[] {route};
    state.replicas = new Replica[] {replica};
    return state;
  }

  private static Strays strays(long at) {
    Strays strays = new Strays();
    strays.runSince = at - 700_000;
    strays.runCalls = 70;
    strays.runAsked = 140;
    strays.began = at - 650_000;
    strays.strayed = 65;
    strays.asked = 130;
    strays.firstBegan = at - 90_000_000;
    strays.strayedBefore = 20;
    strays.askedBefore = 60;
    strays.endedAt = at - 80_000_000;
    strays.peakShare = 0.5;
    strays.moved = true;
    return strays;
  }
}
