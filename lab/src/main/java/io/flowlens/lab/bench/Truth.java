package io.flowlens.lab.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The true counts of the generated spans, without any of the contenders' code. */
final class Truth {
  static final long MINUTE = 60_000;

  /** Each sketch promises 1 %; a little more for its rounding to whole microseconds. */
  private static final double TOLERANCE = 0.0101;

  private final Map<EdgeMinute.Key, Counted> minutes = new HashMap<>();
  private final TreeSet<String> edges = new TreeSet<>();

  private static final class Counted {
    private long[] nanos = new long[16];
    private int calls;
    private long failed;

    private void sort() {
      nanos = Arrays.copyOf(nanos, calls);
      Arrays.sort(nanos);
    }
  }

  /** Counts all traffic of this size. */
  static Truth of(long spans) {
    Truth truth = new Truth();
    for (Traffic traffic = new Traffic(spans); traffic.hasNext(); ) {
      truth.count(traffic.next().span());
    }
    truth.minutes.values().forEach(Counted::sort);
    return truth;
  }

  private void count(Span span) {
    String edge = span.edge();
    if (edge == null) {
      return;
    }
    edges.add(edge);
    long minute = span.endMillis() / MINUTE * MINUTE;
    Counted counted =
        minutes.computeIfAbsent(new EdgeMinute.Key(edge, minute), key -> new Counted());
    if (counted.calls == counted.nanos.length) {
      counted.nanos = Arrays.copyOf(counted.nanos, counted.calls * 2);
    }
    counted.nanos[counted.calls++] = span.end() - span.start();
    counted.failed += span.outcome().ok ? 0 : 1;
  }

  /** The number of distinct edges. */
  int edges() {
    return edges.size();
  }

  /**
   * Compares a contender's result with the truth.
   *
   * @throws IllegalStateException naming the first difference
   */
  void check(Map<EdgeMinute.Key, EdgeMinute> found) {
    if (!found.keySet().equals(minutes.keySet())) {
      TreeSet<String> wrong = new TreeSet<>();
      found.keySet().stream().filter(k -> !minutes.containsKey(k)).forEach(k -> wrong.add("+" + k));
      minutes.keySet().stream().filter(k -> !found.containsKey(k)).forEach(k -> wrong.add("-" + k));
      throw new IllegalStateException(
          wrong.size() + " edge-minutes too many (+) or missing (-), such as " + wrong.first());
    }
    found.forEach((key, minute) -> check(key, minute, minutes.get(key)));
  }

  private static void check(EdgeMinute.Key key, EdgeMinute found, Counted truth) {
    if (found.calls() != truth.calls || found.failed() != truth.failed) {
      throw new IllegalStateException(
          key + " is " + found + " but in truth " + truth.calls + " and failed " + truth.failed);
    }
    if (!isQuantile(found.p50(), 0.5, truth.nanos) || !isQuantile(found.p99(), 0.99, truth.nanos)) {
      throw new IllegalStateException(key + " has wrong percentiles: " + found);
    }
  }

  /** Whether the value is within 1 % of a value that any usual definition of the rank picks. */
  private static boolean isQuantile(double millis, double quantile, long[] sorted) {
    int low = (int) Math.floor(quantile * (sorted.length - 1));
    int high = (int) Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length));
    return millis >= sorted[low] / 1e6 * (1 - TOLERANCE) - 0.001
        && millis <= sorted[high] / 1e6 * (1 + TOLERANCE) + 0.001;
  }
}
