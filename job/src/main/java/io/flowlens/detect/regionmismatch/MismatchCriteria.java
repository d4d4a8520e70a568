package io.flowlens.detect.regionmismatch;

import io.flowlens.config.Settings;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/** What makes a route a mismatch, and what excuses it. */
final class MismatchCriteria implements Serializable {
  /** Strong reads follow the writes to their region when they are at least this share of reads. */
  private static final double MOSTLY = 0.9;

  /**
   * A label is wrong when a twentieth of the calls is faster than this share of what light needs.
   */
  private static final double LIGHT_WITH_TOLERANCE = 0.9;

  /** How long before callers leave a replica its distress may have been. */
  private static final long DISTRESS_BEFORE_MILLIS = 600_000;

  /** Callers leave at once when the last of them leaves this soon after the first is noticed. */
  private static final long AT_ONCE_MILLIS = 60_000;

  /** Fewer durations than this say nothing of a latency. */
  private static final long MIN_TIMED = 30;

  /** To be faster than light takes no more than this: it is impossible, not unlikely. */
  private static final long MIN_TIMED_FOR_LABEL = 5;

  private final ShareCriteria share;
  private final double nearerBy;

  MismatchCriteria(Settings settings) {
    share = new ShareCriteria(settings);
    nearerBy = settings.get(RegionMismatchOptions.NEARER_BY);
  }

  /** The mismatch that this route is; null when it is none. */
  Mismatch mismatch(Route route, TableTraffic traffic) {
    Edge edge = route.edge;
    RouteWindow window = edge.crossRegion() ? share.shownBy(route, traffic) : null;
    if (window == null) {
      return null;
    }
    String better = better(edge, traffic.state);
    Mismatch mismatch =
        new Mismatch(
            route,
            better,
            traffic.of(route),
            window,
            traffic.callsToAll(route, window),
            traffic.callsToAll(route, RouteWindow.RECENT),
            nearMillis(edge, better, traffic),
            Gradient.of(edge, traffic));
    boolean excused = followsPinnedWrites(mismatch, traffic.state) || isMislabelled(mismatch);
    return excused ? null : mismatch;
  }

  /**
   * The caller's own region where the table answers there, else the nearest that is much nearer.
   */
  private String better(Edge edge, TableRegions state) {
    String here = edge.from.region;
    double far = Regions.typicalMillis(here, edge.to.region);
    String best = "";
    double bestMillis = far - nearerBy;
    for (Replica replica : state.replicas) {
      if (replica.lastOk == Route.NEVER || replica.region.equals(edge.to.region)) {
        continue;
      }
      if (replica.region.equals(here)) {
        return here;
      }
      double millis = Regions.typicalMillis(here, replica.region);
      if (millis < bestMillis) {
        best = replica.region;
        bestMillis = millis;
      }
    }
    return best;
  }

  /** Writes that nobody sends to the better region, and strong reads that must follow them. */
  private static boolean followsPinnedWrites(Mismatch mismatch, TableRegions state) {
    if (mismatch.missingReplica() || replica(state, mismatch.better).lastWrite != Route.NEVER) {
      return false;
    }
    return mismatch.route.edge.access != Access.READ
        || mismatch.traffic.strongReads() >= MOSTLY * mismatch.traffic.calls(RouteWindow.HOUR);
  }

  private static boolean isMislabelled(Mismatch mismatch) {
    Edge edge = mismatch.route.edge;
    double floor = Regions.floorMillis(edge.from.region, edge.to.region);
    return mismatch.traffic.timed() >= MIN_TIMED_FOR_LABEL
        && mismatch.traffic.lowMillis() < LIGHT_WITH_TOLERANCE * floor;
  }

  /** Whether callers left the better replica because it failed, or all of them at once. */
  boolean isFailover(Mismatch mismatch, TableRegions state) {
    if (mismatch.missingReplica()) {
      return false;
    }
    long since = mismatch.route.mismatchSince;
    if (replica(state, mismatch.better).lastDistress >= since - DISTRESS_BEFORE_MILLIS) {
      return true;
    }
    Set<Node> left = new HashSet<>();
    for (Route route : state.routes) {
      if (route.edge.from.region.equals(mismatch.route.edge.from.region)
          && route.edge.to.region.equals(mismatch.better)) {
        if (route.lastCall > since + AT_ONCE_MILLIS) {
          return false;
        }
        left.add(route.edge.from);
      }
    }
    return left.size() > 1;
  }

  /** The median of whoever calls the same data from within the better region; NaN when unknown. */
  private static double nearMillis(Edge edge, String better, TableTraffic table) {
    double weighted = 0;
    long timed = 0;
    for (Route other : table.state.routes) {
      Edge near = other.edge;
      RouteTraffic traffic = table.of(other);
      if (near.access == edge.access
          && near.to.name.equals(edge.to.name)
          && near.to.region.equals(better)
          && near.from.region.equals(edge.from.region)
          && traffic.timed() > 0) {
        weighted += traffic.timed() * traffic.medianMillis();
        timed += traffic.timed();
      }
    }
    return timed < MIN_TIMED ? Double.NaN : weighted / timed;
  }

  private static Replica replica(TableRegions state, String region) {
    for (Replica replica : state.replicas) {
      if (replica.region.equals(region)) {
        return replica;
      }
    }
    throw new IllegalArgumentException("no replica is known in " + region);
  }
}
