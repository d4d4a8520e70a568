package io.flowlens.detect.verify;

import io.flowlens.detect.api.Observation;
import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Varints;
import io.flowlens.model.Detail;
import io.flowlens.model.FailedRequests;
import io.flowlens.model.Pane;
import java.util.TreeMap;

/** Minutes as fast evidence shows them: a detector's counters, and which requests failed. */
final class UnverifiedMinutes {
  static final long MILLIS = 60_000;

  private static final PackedForm FORM = new PackedForm("unverified minutes", 1);

  private static final int MOST_REQUESTS = 64;

  /** One minute. */
  static final class Minute {
    final long[] counters;
    FailedRequests failed = new FailedRequests(MOST_REQUESTS);

    Minute(int counters) {
      this.counters = new long[counters];
    }

    boolean hasCalls() {
      return counters[0] > 0;
    }
  }

  private final TreeMap<Long, Minute> byStart = new TreeMap<>();
  private final int counters;

  private UnverifiedMinutes(int counters) {
    this.counters = counters;
  }

  /** The start of the minute that holds this time. */
  static long startOf(long epochMillis) {
    return Math.floorDiv(epochMillis, MILLIS) * MILLIS;
  }

  /** As they were packed, with so many counters. */
  static UnverifiedMinutes unpack(byte[] packed, int counters) {
    UnverifiedMinutes minutes = new UnverifiedMinutes(counters);
    Varints in = FORM.reader(packed);
    while (in.hasMore()) {
      Minute minute = new Minute(counters);
      minutes.byStart.put(in.read(), minute);
      long present = in.read();
      for (int i = 0; i < counters; i++) {
        minute.counters[i] = (present >>> i & 1) == 0 ? 0 : in.read();
      }
      minute.failed = FailedRequests.unpack(in.readBytes(), MOST_REQUESTS);
    }
    return minutes;
  }

  byte[] packed() {
    Varints out = FORM.writer();
    byStart.forEach(
        (start, minute) -> {
          out.write(start);
          long present = 0;
          for (int i = 0; i < counters; i++) {
            present |= minute.counters[i] == 0 ? 0 : 1L << i;
          }
          out.write(present);
          for (long count : minute.counters) {
            if (count != 0) {
              out.write(count);
            }
          }
          out.write(minute.failed.packed());
        });
    return out.toByteArray();
  }

  boolean holds(long start) {
    return byStart.containsKey(start);
  }

  /**
   * Takes the newest minutes.
   *
   * @param newest start of the running minute
   * @param count how many, the running one included
   */
  void take(Observation.Minutes observed, long newest, int count) {
    for (int age = 0; age < count; age++) {
      Minute minute = byStart.computeIfAbsent(newest - age * MILLIS, at -> new Minute(counters));
      for (int i = 0; i < counters; i++) {
        minute.counters[i] = observed.counter(age, i);
      }
    }
  }

  /** Adds the requests that failed in this pane. */
  void addFailed(Pane pane) {
    Minute minute = byStart.get(startOf(pane.start));
    if (pane.has(Detail.FAILED_REQUESTS) && minute != null) {
      minute.failed.merge(pane.get(Detail.FAILED_REQUESTS));
    }
  }

  /** Takes out the minute that begins then; null when there is none. */
  Minute remove(long start) {
    return byStart.remove(start);
  }

  /** Whether there was a call in any of the minutes. */
  boolean hasCalls() {
    return byStart.values().stream().anyMatch(Minute::hasCalls);
  }

  /** Drops the minutes before this one; returns whether there was a call in any. */
  boolean dropBefore(long start) {
    boolean any = false;
    while (!byStart.isEmpty() && byStart.firstKey() < start) {
      any |= byStart.pollFirstEntry().getValue().hasCalls();
    }
    return any;
  }
}
