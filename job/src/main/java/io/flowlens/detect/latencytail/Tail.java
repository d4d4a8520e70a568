package io.flowlens.detect.latencytail;

import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.ExposedLatency;
import io.flowlens.model.Exposure;
import io.flowlens.model.FirstCalls;
import io.flowlens.model.LatencySketch;
import io.flowlens.model.Pane;

/** One edge's calls and its slow calls over some time. */
final class Tail {
  /** How many counters it has. */
  static final int COUNTERS = 20;

  private static final int CALLS = 0;
  private static final int MILLIS = 1;
  private static final int UP = 2;
  private static final int SLOW = 3;
  private static final int SLOW_MILLIS = 4;

  /** Each followed by how many of them were slow; in the order of {@link Exposure}. */
  private static final int EXPOSED = 5;

  private static final int FIRST_SEEN = 11;
  private static final int FIRST_SLOW = 12;
  private static final int FIRST = 13;
  private static final int SAMPLED = 14;
  private static final int ALL_CALLS = 15;
  private static final int RETRIES = 16;
  private static final int THROTTLED = 17;
  private static final int LOGGED_THROTTLED = 18;
  private static final int FAILED = 19;

  /** Of fewer slow first calls nothing is said. */
  private static final long MIN_SLOW_FIRST_CALLS = 5;

  /** First calls that are slow so many times as often as others are the cause. */
  private static final double FIRST_FACTOR = 3;

  private final long[] n;

  Tail(long[] counters) {
    n = counters;
  }

  /** What a pane holds. */
  static Tail of(Pane pane, TailThreshold slow) {
    long[] n = new long[COUNTERS];
    LatencySketch latency = pane.get(Detail.LATENCY);
    n[CALLS] = latency.count();
    n[MILLIS] = Math.round(latency.sumMicros() / 1000.0);
    n[UP] = latency.countAbove(slow.upMillis());
    n[SLOW] = latency.countAbove(slow.slowMillis);
    n[SLOW_MILLIS] = Math.round(latency.microsAbove(slow.slowMillis) / 1000.0);
    ExposedLatency exposed = pane.get(Detail.EXPOSED_LATENCY);
    for (Exposure exposure : Exposure.values()) {
      LatencySketch calls = exposed.of(exposure);
      int at = EXPOSED + 2 * exposure.ordinal();
      n[at] = calls == null ? 0 : calls.count();
      n[at + 1] = calls == null ? 0 : calls.countAbove(slow.slowMillis);
    }
    countFirst(pane.get(Detail.INSTANCES), slow, n);
    n[SAMPLED] = pane.get(Counter.SAMPLED);
    n[ALL_CALLS] = pane.get(Counter.CALLS);
    n[RETRIES] = Math.max(0, pane.get(Counter.RETRIES));
    n[THROTTLED] = pane.errors(ErrorClass.THROTTLED);
    n[FAILED] = pane.get(Counter.FAILED);
    return new Tail(n);
  }

  private static void countFirst(FirstCalls instances, TailThreshold slow, long[] n) {
    instances.forEach(
        (hash, use) -> {
          n[FIRST_SEEN]++;
          n[FIRST_SLOW] += use.firstLatencyMicros > 1000 * slow.slowMillis ? 1 : 0;
        });
    double part = instances.isSample() ? (instances.largestHash() / 0x1.0p63 + 1) / 2 : 1;
    n[FIRST] = Math.round(n[FIRST_SEEN] / Math.max(part, 1e-6));
  }

  /** So many throttled requests that CloudTrail shows. */
  static Tail logged(long throttled) {
    long[] n = new long[COUNTERS];
    n[LOGGED_THROTTLED] = throttled;
    return new Tail(n);
  }

  Tail plus(Tail other) {
    long[] sum = n.clone();
    for (int i = 0; i < COUNTERS; i++) {
      sum[i] += other.n[i];
    }
    return new Tail(sum);
  }

  /** All counters, in the order in which the constructor takes them. */
  long[] counters() {
    return n;
  }

  /** Calls of known duration. */
  long calls() {
    return n[CALLS];
  }

  long slow() {
    return n[SLOW];
  }

  /** Calls that sampled traces show. */
  long sampled() {
    return n[SAMPLED];
  }

  double slowShare() {
    return share(n[SLOW], n[CALLS]);
  }

  /** The time that slow calls took, as a share of the time of all calls. */
  double slowTimeShare() {
    return Math.min(1, share(n[SLOW_MILLIS], n[MILLIS]));
  }

  double meanSlowMillis() {
    return share(n[SLOW_MILLIS], n[SLOW]);
  }

  double meanMillis() {
    return share(n[MILLIS], n[CALLS]);
  }

  /** The share of calls that take more than one and a half times the usual median. */
  double upShare() {
    return share(n[UP], n[CALLS]);
  }

  /** Whether most calls are as fast as ever. */
  boolean medianStands() {
    return 2 * n[UP] < n[CALLS];
  }

  /** Calls that failed in the end. */
  long failed() {
    return n[FAILED];
  }

  /** All calls, those of unknown duration among them. */
  long allCalls() {
    return n[ALL_CALLS];
  }

  /** Attempts that failed as throttled, as far as the source shows them. */
  long throttled() {
    return n[THROTTLED];
  }

  /** Requests that CloudTrail shows as throttled. */
  long loggedThrottled() {
    return n[LOGGED_THROTTLED];
  }

  /** Retries that the source shows, for each call. */
  double retriesPerCall() {
    return share(n[RETRIES], n[ALL_CALLS]);
  }

  /** Slow calls that would not be slow without this. */
  double attributable(Exposure exposure) {
    long exposed = n[EXPOSED + 2 * exposure.ordinal()];
    long slowExposed = n[EXPOSED + 2 * exposure.ordinal() + 1];
    double others = share(n[SLOW] - slowExposed, n[CALLS] - exposed);
    return Math.max(0, slowExposed - exposed * others);
  }

  /** Slow calls that were exposed to this. */
  long slow(Exposure exposure) {
    return n[EXPOSED + 2 * exposure.ordinal() + 1];
  }

  /**
   * Whether the spans name instances, and most calls are not the first ones of theirs in a pane.
   */
  boolean showsFirstCalls() {
    return n[FIRST_SEEN] > 0 && 2 * n[FIRST] < n[CALLS];
  }

  /** Whether spans name instances at all. */
  boolean namesInstances() {
    return n[FIRST_SEEN] > 0;
  }

  /** Whether an instance's first calls after a pause, or in its life, are the slow ones. */
  boolean isOfFirstCalls() {
    return n[FIRST_SLOW] >= MIN_SLOW_FIRST_CALLS
        && share(n[FIRST_SLOW], n[FIRST_SEEN]) >= FIRST_FACTOR * slowShare();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
