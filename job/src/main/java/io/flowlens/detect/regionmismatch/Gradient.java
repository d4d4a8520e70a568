package io.flowlens.detect.regionmismatch;

import io.flowlens.model.Edge;
import io.flowlens.model.Measure;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the wait for the same data differs between the regions of those who call it: the medians of
 * the last hour, of regions with at least {@value #MIN_CALLS} calls of known duration.
 */
final class Gradient {
  static final long MIN_CALLS = 200;

  /** Regions closer together than this say nothing of where the data should be. */
  static final double MIN_MILLIS = 20;

  /** The region that waits longest; empty where none has calls enough. */
  final String slowRegion;

  /** The one that waits least; the same where there is only one. */
  final String fastRegion;

  final double slowMillis;
  final double fastMillis;

  /** Calls of both. */
  final long calls;

  private Gradient(String slow, Sum slowSum, String fast, Sum fastSum) {
    slowRegion = slow;
    fastRegion = fast;
    slowMillis = slowSum.median();
    fastMillis = fastSum.median();
    calls = slowSum.timed + fastSum.timed;
  }

  /**
   * Over everyone who asks for the same data in the same way as this edge, wherever it is answered.
   */
  static Gradient of(Edge edge, TableTraffic table) {
    Map<String, Sum> regions = new TreeMap<>();
    for (Route other : table.state.routes) {
      if (other.edge.access == edge.access
          && other.edge.to.kind == edge.to.kind
          && other.edge.to.name.equals(edge.to.name)) {
        regions.computeIfAbsent(other.edge.from.region, any -> new Sum()).add(table.of(other));
      }
    }
    regions.values().removeIf(sum -> sum.timed < MIN_CALLS);
    String slow = "";
    String fast = "";
    for (String region : regions.keySet()) {
      double median = regions.get(region).median();
      slow = slow.isEmpty() || median > regions.get(slow).median() ? region : slow;
      fast = fast.isEmpty() || median < regions.get(fast).median() ? region : fast;
    }
    return new Gradient(
        slow, regions.getOrDefault(slow, new Sum()), fast, regions.getOrDefault(fast, new Sum()));
  }

  /** Whether one region waits so much longer than another that it is worth a word. */
  boolean isSteep() {
    return slowMillis - fastMillis >= MIN_MILLIS;
  }

  /** The longest median, against the shortest. */
  Measure measure() {
    return Measure.of(
        "median-latency-from-" + slowRegion + "-against-" + fastRegion,
        "ms",
        slowMillis,
        fastMillis,
        fastMillis + MIN_MILLIS,
        calls);
  }

  /** The durations of one region's callers. */
  private static final class Sum {
    private double weighted;
    private long timed;

    void add(RouteTraffic traffic) {
      if (traffic.timed() > 0) {
        weighted += traffic.timed() * traffic.medianMillis();
        timed += traffic.timed();
      }
    }

    double median() {
      return timed == 0 ? Double.NaN : weighted / timed;
    }
  }
}
