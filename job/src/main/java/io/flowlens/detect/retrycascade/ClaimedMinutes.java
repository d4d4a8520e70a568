package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Varints;
import io.flowlens.model.Detail;
import io.flowlens.model.FailedRequests;
import io.flowlens.model.Pane;
import java.util.TreeMap;

/** Minutes of a storm as spans tell them: {@link Tally}'s counters, and which calls failed. */
final class ClaimedMinutes {
  static final long MILLIS = 60_000;

  private static final int MOST_REQUESTS = 64;

  /** One minute. */
  static final class Minute {
    final long[] counters = new long[Tally.COUNTERS];
    FailedRequests failed = new FailedRequests(MOST_REQUESTS);
  }

  private final TreeMap<Long, Minute> byStart = new TreeMap<>();

  /** The start of the minute that holds this time. */
  static long startOf(long epochMillis) {
    return Math.floorDiv(epochMillis, MILLIS) * MILLIS;
  }

  static ClaimedMinutes unpack(byte[] packed) {
    ClaimedMinutes minutes = new ClaimedMinutes();
    Varints in = new Varints(packed);
    while (in.hasMore()) {
      Minute minute = new Minute();
      minutes.byStart.put(in.read(), minute);
      long present = in.read();
      for (int i = 0; i < minute.counters.length; i++) {
        minute.counters[i] = (present >>> i & 1) == 0 ? 0 : in.read();
      }
      minute.failed = FailedRequests.unpack(in.readBytes(), MOST_REQUESTS);
    }
    return minutes;
  }

  byte[] packed() {
    Varints out = new Varints();
    byStart.forEach(
        (start, minute) -> {
          out.write(start);
          long present = 0;
          for (int i = 0; i < minute.counters.length; i++) {
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
   * Takes the newest minutes from the rings.
   *
   * @param newest start of the running minute
   * @param count how many, the running one included
   */
  void take(PaneRings rings, long newest, int count) {
    for (int age = 0; age < count; age++) {
      Minute minute = byStart.computeIfAbsent(newest - age * MILLIS, start -> new Minute());
      for (int i = 0; i < minute.counters.length; i++) {
        minute.counters[i] = rings.minute(age, i);
      }
    }
  }

  /** Adds the calls that failed in this pane. */
  void addFailed(Pane pane) {
    Minute minute = byStart.get(startOf(pane.start));
    if (pane.has(Detail.FAILED_REQUESTS) && minute != null) {
      minute.failed.merge(pane.get(Detail.FAILED_REQUESTS));
    }
  }

  /** The minute that begins then, which waits no longer; null when there is none. */
  Minute remove(long start) {
    return byStart.remove(start);
  }

  /** Whether there was a call in any of the minutes. */
  boolean hasCalls() {
    return byStart.values().stream().anyMatch(minute -> Tally.of(minute.counters).calls > 0);
  }

  /** Drops the minutes before this one; returns whether there was a call in any. */
  boolean dropBefore(long start) {
    boolean any = false;
    while (!byStart.isEmpty() && byStart.firstKey() < start) {
      any |= Tally.of(byStart.pollFirstEntry().getValue().counters).calls > 0;
    }
    return any;
  }
}
