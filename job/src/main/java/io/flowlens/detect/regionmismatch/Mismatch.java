package io.flowlens.detect.regionmismatch;

/** One route that goes past a nearer replica, or far for want of one, with its numbers. */
final class Mismatch {
  final Route route;

  /** The region that would serve it better; empty when no replica is known to. */
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
      String better,
      RouteTraffic traffic,
      RouteWindow window,
      long callsToAll,
      long recentToAll,
      double nearMillis,
      Gradient gradient) {
    this.route = route;
    this.better = better;
    this.traffic = traffic;
    this.window = window;
    this.callsToAll = callsToAll;
    this.recentToAll = recentToAll;
    this.nearMillis = nearMillis;
    this.gradient = gradient;
  }

  /** The route's calls in that time. */
  long calls() {
    return traffic.calls(window);
  }

  double share() {
    return callsToAll == 0 ? 0 : (double) calls() / callsToAll;
  }

  /**
   * The share in the last minutes: that of the hour shows little of a caller that has just left.
   */
  double shareLately() {
    return Math.max(share(), (double) traffic.calls(RouteWindow.RECENT) / Math.max(1, recentToAll));
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
