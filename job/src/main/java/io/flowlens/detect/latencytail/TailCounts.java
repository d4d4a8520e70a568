package io.flowlens.detect.latencytail;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import java.util.stream.IntStream;

/** One edge's {@link Tail} in each of the last minutes. */
final class TailCounts {
  /** Minutes that are remembered. */
  static final int MINUTES = 15;

  private static final PackedForm FORM = new PackedForm("latency-tail counts", 2);
  private static final long MINUTE_MILLIS = 60_000;

  private final SlotRing ring;

  private TailCounts(SlotRing ring) {
    this.ring = ring;
  }

  /** The counts as of this pane. */
  static TailCounts unpack(byte[] packed, long paneStart) {
    SlotRing ring = SlotRing.unpack(FORM, packed, MINUTE_MILLIS, MINUTES, Tail.COUNTERS);
    ring.advance(paneStart);
    return new TailCounts(ring);
  }

  byte[] packed() {
    return ring.packed(FORM);
  }

  void add(Tail pane) {
    long[] n = pane.counters();
    for (int i = 0; i < n.length; i++) {
      ring.add(i, n[i]);
    }
  }

  /** The running minute and those before it, so many together. */
  Tail last(int minutes) {
    long[] n = new long[Tail.COUNTERS];
    for (int i = 0; i < n.length; i++) {
      n[i] = ring.sum(minutes, i);
    }
    return new Tail(n);
  }

  /** One minute: 0 is the running one. */
  Tail minute(int age) {
    long[] n = last(age + 1).counters();
    long[] newer = last(age).counters();
    for (int i = 0; i < n.length; i++) {
      n[i] -= newer[i];
    }
    return new Tail(n);
  }

  /** In how many of the remembered minutes slow calls took this share of all time. */
  int minutesWith(double timeShare) {
    return (int) IntStream.range(0, MINUTES).filter(age -> isBad(age, timeShare)).count();
  }

  /** In how many of those the median stood. */
  int minutesOfTail(double timeShare) {
    return (int)
        IntStream.range(0, MINUTES)
            .filter(age -> isBad(age, timeShare) && minute(age).medianStands())
            .count();
  }

  /** For how many minutes up to now it has been so, single better ones between them among them. */
  int minutesSince(double timeShare) {
    int since = 1;
    for (int age = 1; age < MINUTES; age++) {
      if (isBad(age, timeShare)) {
        since = age + 1;
      } else if (age - since >= 1) {
        break;
      }
    }
    return since;
  }

  private boolean isBad(int age, double timeShare) {
    Tail minute = minute(age);
    return minute.slow() > 0 && minute.slowTimeShare() >= timeShare;
  }

  /** When the first of so many minutes up to that of this time began. */
  static long startOf(int minutes, long time) {
    return Math.floorDiv(time, MINUTE_MILLIS) * MINUTE_MILLIS - (minutes - 1) * MINUTE_MILLIS;
  }
}
