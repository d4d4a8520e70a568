package io.flowlens.detect.coldcachespike;

import io.flowlens.detect.stats.FirstUse;
import io.flowlens.detect.stats.KeyWatch;
import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.ExposedLatency;
import io.flowlens.model.Exposure;
import io.flowlens.model.FirstCalls;
import io.flowlens.model.LatencySketch;
import io.flowlens.model.Pane;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One edge's calls, its slow calls and what they were exposed to, by minute. */
final class ExposureCounts {
  private static final PackedForm FORM = new PackedForm("cold-cache-spike counts", 2);

  /** Minutes that are remembered. */
  static final int MINUTES = 15;

  static final int CALLS = 0;
  static final int MILLIS = 1;
  static final int UP = 2;
  static final int SAMPLED = 3;
  static final int SLOW = 4;
  static final int SLOW_MILLIS = 5;
  static final int LEFT_OUT = 6;
  private static final int UNFOLLOWED_MILLI = 7;
  private static final int CAUSES = 8;

  /** Its place in what is stored: causes that are added later come behind it. */
  static final int UNFOLLOWED_KEYS_MILLI = 36;

  private static final int CAUSES_BEFORE_IT = (UNFOLLOWED_KEYS_MILLI - CAUSES) / 2;
  private static final int COUNTERS = CAUSES + 2 * CallExposure.values().length + 1;

  /** A smaller share of the keys shows nothing. */
  private static final double LEAST_COVERAGE = 1e-4;

  /** First uses of instances and callees. */
  private static final Set<CallExposure> FIRST_USES = firstUses();

  private final SlotRing ring;

  /** What one pane added. */
  private final long[] counted = new long[COUNTERS];

  private static Set<CallExposure> firstUses() {
    EnumSet<CallExposure> uses =
        EnumSet.range(CallExposure.PAUSED_300_SECONDS, CallExposure.UNSEEN_60_SECONDS);
    uses.add(CallExposure.STARTED);
    return uses;
  }

  private ExposureCounts(SlotRing ring) {
    this.ring = ring;
  }

  /** The counts as of this pane. */
  static ExposureCounts unpack(byte[] packed, long paneStart) {
    SlotRing ring = SlotRing.unpack(FORM, packed, 60_000, MINUTES, COUNTERS);
    ring.advance(paneStart);
    return new ExposureCounts(ring);
  }

  byte[] packed() {
    return ring.packed(FORM);
  }

  /** Counts the pane's calls against what is usual, without bulk calls that are left out. */
  void count(
      Pane pane, SlowThreshold slow, List<FirstUse> firstUses, double coverage, BulkCalls bulk) {
    LatencySketch latency = pane.get(Detail.LATENCY);
    LatencySketch leftOut = bulk.leftOut();
    double kept = leftOut == null ? 1 : 1 - (double) leftOut.count() / latency.count();
    add(CALLS, latency.count() - (leftOut == null ? 0 : leftOut.count()));
    add(MILLIS, millis((double) latency.sumMicros() - (leftOut == null ? 0 : leftOut.sumMicros())));
    add(UP, above(latency, leftOut, slow.upMillis()));
    add(SAMPLED, Math.round(kept * pane.get(Counter.SAMPLED)));
    add(LEFT_OUT, Math.round(kept * pane.get(Counter.LEFT_OUT_MILLI) / 1000.0));
    add(UNFOLLOWED_MILLI, Math.round(1000 * (1 - coverage) * kept * latency.count()));
    add(SLOW, above(latency, leftOut, slow.millis()));
    add(
        SLOW_MILLIS,
        millis(
            (double) latency.microsAbove(slow.millis())
                - (leftOut == null ? 0 : leftOut.microsAbove(slow.millis()))));
    ExposedLatency exposed = pane.get(Detail.EXPOSED_LATENCY);
    exposed(CallExposure.STARTED, exposed.of(Exposure.COLD_START), slow);
    exposed(CallExposure.RETRIED, exposed.of(Exposure.RETRIED), slow);
    if (leftOut == null) {
      exposed(CallExposure.MANY_ITEMS, exposed.of(Exposure.MANY_ITEMS), slow);
    }
    exposed(
        leftOut == null ? CallExposure.BULK : CallExposure.BULK_LEFT_OUT,
        exposed.of(Exposure.BULK),
        slow);
    add(exposed(CallExposure.ITEM), pane.get(Counter.RECORDS));
    countAlive(pane.get(Detail.INSTANCES));
    bulk.without(firstUses).forEach(use -> count(causeOf(use), use, slow));
  }

  private static long millis(double micros) {
    return Math.round(micros / 1000.0);
  }

  private static long above(LatencySketch all, LatencySketch leftOut, double millis) {
    return all.countAbove(millis) - (leftOut == null ? 0 : leftOut.countAbove(millis));
  }

  private void countAlive(FirstCalls instances) {
    long[] alive = {0};
    instances.forEach((hash, use) -> alive[0]++);
    add(exposed(CallExposure.ALIVE), alive[0]);
    add(slow(CallExposure.ALIVE), instances.isSample() ? 1 : 0);
  }

  /** Counts the first calls of the pane's keys. */
  void countKeys(Pane pane, SlowThreshold slow, List<FirstUse> firstUses, double coverage) {
    add(
        UNFOLLOWED_KEYS_MILLI,
        Math.round(1000 * (1 - coverage) * pane.get(Detail.LATENCY).count()));
    for (FirstUse use : firstUses) {
      count(KeyWatch.isCold(use) ? CallExposure.COLD_KEY : CallExposure.WARM_KEY, use, slow);
    }
  }

  private void count(CallExposure cause, FirstUse use, SlowThreshold slow) {
    add(exposed(cause), 1);
    add(slow(cause), use.latencyMicros() > 1000 * slow.millis() ? 1 : 0);
  }

  private static CallExposure causeOf(FirstUse use) {
    if (use.isUnseen()) {
      return CallExposure.UNSEEN_60_SECONDS;
    }
    if (use.isWarm()) {
      return CallExposure.WARM;
    }
    return use.isNew() ? CallExposure.NEW_INSTANCE : CallExposure.ofPause(use.pauseMillis());
  }

  private void exposed(CallExposure cause, LatencySketch calls, SlowThreshold slow) {
    if (calls != null) {
      add(exposed(cause), calls.count());
      add(slow(cause), calls.countAbove(slow.millis()));
    }
  }

  private void add(int counter, long n) {
    ring.add(counter, n);
    counted[counter] += n;
  }

  /** What the pane that was counted added. */
  long counted(int counter) {
    return counted[counter];
  }

  /** The share of the calls of the last quarter of an hour that were slow from first use. */
  double slowFirstShare() {
    long calls = sum(MINUTES, CALLS);
    return calls == 0 ? 0 : Math.min(1, (double) slow(MINUTES, FIRST_USES) / calls);
  }

  /**
   * How many of the last minutes it goes back to the first slow call of these, where no more than
   * so many silent minutes are in a row; 0 where there is none.
   */
  int minutesBackTo(Set<CallExposure> causes, int silent) {
    int back = 0;
    for (int age = 0; age < MINUTES && age - back <= silent; age++) {
      back = slow(age + 1, causes) > slow(age, causes) ? age + 1 : back;
    }
    return back;
  }

  long sum(int minutes, int counter) {
    return ring.sum(minutes, counter);
  }

  /** The share of calls whose instances were followed. */
  double coverage(int minutes) {
    return 1 - ring.sum(minutes, UNFOLLOWED_MILLI) / 1000.0 / Math.max(1, sum(minutes, CALLS));
  }

  /** The share of calls whose keys were followed, above 0; those in panes without any count too. */
  double keyCoverage(int minutes) {
    double unfollowed = ring.sum(minutes, UNFOLLOWED_KEYS_MILLI) / 1000.0;
    return Math.max(LEAST_COVERAGE, 1 - unfollowed / Math.max(1, sum(minutes, CALLS)));
  }

  /** Calls exposed to any of these; of first uses those of followed instances alone. */
  long exposed(int minutes, Set<CallExposure> causes) {
    return causes.stream().mapToLong(cause -> ring.sum(minutes, exposed(cause))).sum();
  }

  /** The slow ones among them. */
  long slow(int minutes, Set<CallExposure> causes) {
    return causes.stream().mapToLong(cause -> ring.sum(minutes, slow(cause))).sum();
  }

  /** Those of minutes with so many calls or more, those that sampling left out among them. */
  long slowInBusyMinutes(int minutes, Set<CallExposure> causes, long calls) {
    long sum = 0;
    for (int age = 0; age < minutes; age++) {
      long made = minute(age, CALLS) + minute(age, LEFT_OUT);
      sum += made < calls ? 0 : slow(age + 1, causes) - slow(age, causes);
    }
    return sum;
  }

  /** One counter in one minute: 0 is the running one. */
  long minute(int age, int counter) {
    return ring.sum(age + 1, counter) - ring.sum(age, counter);
  }

  /** In how many of the last minutes there was a slow one among them. */
  int minutesWith(Set<CallExposure> causes) {
    return minutesWithin(causes, 0);
  }

  /** The same, with the minutes between two of them where no more than so many are in a row. */
  int minutesWithin(Set<CallExposure> causes, int silent) {
    return ring.slotsWithin(
        MINUTES, silent, causes.stream().mapToInt(ExposureCounts::slow).toArray());
  }

  private static int exposed(CallExposure cause) {
    return place(cause.ordinal());
  }

  /** Of the first of the two counters of the cause with this ordinal. */
  static int place(int ordinal) {
    return CAUSES + 2 * ordinal + (ordinal < CAUSES_BEFORE_IT ? 0 : 1);
  }

  private static int slow(CallExposure cause) {
    return exposed(cause) + 1;
  }
}
