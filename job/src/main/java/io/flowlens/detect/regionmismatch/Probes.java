package io.flowlens.detect.regionmismatch;

/**
 * Whether a caller only probes: it has asked each region in which the table is known, from the
 * start, seldom and equally often.
 */
final class Probes {
  /** Calls in an hour to one region: one in five seconds. */
  private static final long MOST_CALLS = 720;

  private static final double EQUAL = 1.25;

  /**
   * Probes of different regions may begin so many milliseconds apart, and differ by so many calls.
   */
  private static final long APART_MILLIS = 600_000;

  private static final long APART_CALLS = 2;

  private Probes() {}

  static boolean areProbes(Mismatch mismatch, TableTraffic traffic) {
    int regions = 0;
    long least = Long.MAX_VALUE;
    long most = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Route route : traffic.state.routes) {
      if (TableMemory.isSameQuestion(route.edge, mismatch.route.edge)) {
        long calls = traffic.of(route).calls(RouteWindow.HOUR);
        regions++;
        least = Math.min(least, calls);
        most = Math.max(most, calls);
        first = Math.min(first, route.firstCall);
        last = Math.max(last, route.firstCall);
      }
    }
    return regions > 1
        && regions >= regionsKnown(traffic)
        && most <= MOST_CALLS
        && most <= EQUAL * least + APART_CALLS
        && last - first <= APART_MILLIS;
  }

  private static int regionsKnown(TableTraffic traffic) {
    int known = 0;
    for (Replica replica : traffic.state.replicas) {
      known += replica.lastAnswer >= traffic.now - APART_MILLIS ? 1 : 0;
    }
    return known;
  }
}
