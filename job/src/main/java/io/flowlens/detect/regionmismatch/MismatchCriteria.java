package io.flowlens.detect.regionmismatch;

import io.flowlens.config.Settings;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Pane;
import java.io.Serializable;

/** What makes a route a mismatch, and what excuses it. */
final class MismatchCriteria implements Serializable {
  /** Strong reads follow the writes to their region when they are at least this share of reads. */
  private static final double MOSTLY = 0.9;

  /**
   * A label is wrong when a twentieth of the calls is faster than this share of what light needs.
   */
  private static final double LIGHT_WITH_TOLERANCE = 0.9;

  /** Silence is the end when so many calls should have come in it, and not sooner than this. */
  private static final double SILENT_GAPS = 20;

  private static final long SILENT_MILLIS = 1_200_000;

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
    if (window == null || isSilent(route, traffic.now)) {
      return null;
    }
    Replica near = nearer(edge, traffic.state);
    String better = near == null ? "" : near.region;
    Mismatch mismatch =
        new Mismatch(
            route,
            near,
            traffic.of(route),
            window,
            traffic.callsToAll(route, window),
            traffic.callsToAll(route, RouteWindow.RECENT),
            nearMillis(edge, better, traffic),
            Gradient.of(edge, traffic));
    boolean excused =
        followsPinnedWrites(mismatch, traffic)
            || isMislabelled(mismatch)
            || Probes.areProbes(mismatch, traffic);
    return excused ? null : mismatch;
  }

  /** Whether calls would have come by now if they went on as before. */
  private static boolean isSilent(Route route, long now) {
    if (route.strays.runSince == Route.NEVER) {
      return true;
    }
    double gap =
        (double) (route.lastCall + Pane.MILLIS - route.strays.runSince) / route.strays.runCalls;
    double known = Math.max(SILENT_GAPS * gap, SILENT_MILLIS);
    return now - route.lastCall >= Math.min(known, TableMemory.ROUTE_MILLIS);
  }

  /**
   * The caller's own region where the table answers there, else the nearest that is much nearer;
   * null when there is none.
   */
  private Replica nearer(Edge edge, TableRegions state) {
    String here = edge.from.region;
    double far = Regions.typicalMillis(here, edge.to.region);
    Replica best = null;
    double bestMillis = far - nearerBy;
    for (Replica replica : state.replicas) {
      if (replica.lastOk == Route.NEVER || replica.region.equals(edge.to.region)) {
        continue;
      }
      if (replica.region.equals(here)) {
        return replica;
      }
      double millis = Regions.typicalMillis(here, replica.region);
      if (millis < bestMillis) {
        best = replica;
        bestMillis = millis;
      }
    }
    return best;
  }

  /**
   * Writes that hardly anybody sends to the better region, and strong reads that must follow them.
   */
  private static boolean followsPinnedWrites(Mismatch mismatch, TableTraffic traffic) {
    if (mismatch.missingReplica()
        || ReplicaWrites.takesWrites(traffic.state, mismatch.near, traffic.now)) {
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
}
