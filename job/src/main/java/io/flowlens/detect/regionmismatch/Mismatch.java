package io.flowlens.detect.regionmismatch;

/** One route that goes past a nearer replica, or far for want of one, with its numbers. */
final class Mismatch {
  final Route route;

  /** The table in the region that would serve it better; null when none is known to. */
  final Replica near;

  /** That region; empty when none is known. */
  final String better;

  final RouteTraffic traffic;

  /** Over which time it shows. */
  final RouteWindow window;

  /** The same caller's calls to all replicas in that time. */
  final long callsToAll;

  /** The same in the last minutes. */
  final long recentToAll;

  /** The median of calls within the better region, in milliseconds; NaN when nobody makes any. */
  final double nearMillis;

  /** How the wait for the same data differs between regions. */
  final Gradient gradient;

  Mismatch(
      Route route,
      Replica near,
      RouteTraffic traffic,
      RouteWindow window,
      long callsToAll,
      long recentToAll,
      double nearMillis,
      Gradient gradient) {
    this.route = route;
    this.near = near;
    this.better = near == null ? "" : near.region;
    this.traffic = traffic;
    this.window = window;
    this.callsToAll = callsToAll;
    this.recentToAll = recentToAll;
    this.nearMillis = nearMillis;
    this.gradient = gradient;
  }

  /** The share of the caller's calls in that time. */
  double share() {
    return callsToAll == 0 ? 0 : (double) traffic.calls(window) / callsToAll;
  }

  /**
   * The share in the last minutes: that of the hour shows little of a caller that has just left.
   */
  double shareLately() {
    return Math.max(share(), (double) traffic.calls(RouteWindow.RECENT) / Math.max(1, recentToAll));
  }

  /** The share in all of the time since it was reported first, up to the newest call. */
  double shareOfAll() {
    return (double) calls() / Math.max(1, asked());
  }

  /** The route's calls in all of that time. */
  long calls() {
    return route.strays.strayedBefore + route.strays.strayed;
  }

  /** The same caller's calls to all replicas in all of that time. */
  long asked() {
    return Math.max(calls(), route.strays.askedBefore + route.strays.asked);
  }

  /** Whether it is shown that the table in the nearer region, and the one called, are replicas. */
  boolean isProven(TableRegions state) {
    return near != null && !near.proof.isEmpty() && isProven(state, route.edge.to.region);
  }

  private static boolean isProven(TableRegions state, String region) {
    for (Replica replica : state.replicas) {
      if (replica.region.equals(region)) {
        return !replica.proof.isEmpty();
      }
    }
    return false;
  }

  boolean missingReplica() {
    return better.isEmpty();
  }

  /**
   * What each call would save, in milliseconds: measured against callers that do it right where
   * there are any, else modelled from the distance; NaN when neither can be said, or nothing is
   * saved.
   */
  double savedMillis() {
    if (!Double.isNaN(nearMillis)) {
      double saved = traffic.medianMillis() - nearMillis;
      return saved > 0 ? saved : Double.NaN;
    }
    String here = route.edge.from.region;
    double far = Regions.typicalMillis(here, route.edge.to.region);
    return missingReplica() || better.equals(here)
        ? far
        : far - Regions.typicalMillis(here, better);
  }
}
