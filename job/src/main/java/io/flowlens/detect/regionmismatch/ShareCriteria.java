package io.flowlens.detect.regionmismatch;

import io.flowlens.config.Settings;
import io.flowlens.detect.stats.Wilson;
import java.io.Serializable;

/** Whether enough of a caller's calls go elsewhere, and over which time that shows. */
final class ShareCriteria implements Serializable {
  /** What goes on is at least this much of the share that must be reached. */
  private static final double GOES_ON = 0.5;

  private final double minShare;
  private final double noiseShare;
  private final double z;
  private final long minCalls;

  ShareCriteria(Settings settings) {
    minShare = settings.get(RegionMismatchOptions.MIN_SHARE);
    noiseShare = settings.get(RegionMismatchOptions.NOISE_SHARE);
    z = settings.get(RegionMismatchOptions.CONFIDENCE_Z);
    minCalls = settings.get(RegionMismatchOptions.MIN_CALLS);
  }

  /**
   * The shortest time, an hour at least, over which it shows; null when over none. More than an
   * hour is asked only while the last one goes on with it, and a reported route stays reported as
   * long.
   */
  RouteWindow shownBy(Route route, TableTraffic traffic) {
    for (RouteWindow window : RouteWindow.values()) {
      if (isSure(route, traffic, window) && (!window.isLong || goesOn(route, traffic))) {
        return window.isLong ? window : RouteWindow.HOUR;
      }
    }
    return route.active && goesOn(route, traffic) ? RouteWindow.HOUR : null;
  }

  private boolean isSure(Route route, TableTraffic traffic, RouteWindow window) {
    long calls = traffic.of(route).calls(window);
    if (calls < minCalls) {
      return false;
    }
    long all = traffic.callsToAll(route, window);
    return calls >= minShare * all && Wilson.lower(calls, all, z) > noiseShare;
  }

  private boolean goesOn(Route route, TableTraffic traffic) {
    long calls = traffic.of(route).calls(RouteWindow.HOUR);
    return calls > 0 && calls >= GOES_ON * minShare * traffic.callsToAll(route, RouteWindow.HOUR);
  }
}
