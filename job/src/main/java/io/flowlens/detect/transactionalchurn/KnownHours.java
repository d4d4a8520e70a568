package io.flowlens.detect.transactionalchurn;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Varints;

/**
 * In which hours of the day a caller has wasted much, and how much at most: on the newest day of
 * each hour and on the one before that. A job that wastes by design each night is known by it from
 * the second night on.
 */
final class KnownHours {
  /** How long an hour is remembered: a job that runs once a week is recognised. */
  static final long MEMORY_HOURS = 8 * 24L;

  /** Less is not worth remembering. */
  private static final double LEAST = 0.05;

  private static final PackedForm FORM = new PackedForm("transactional-churn hours", 1);
  private static final int HOURS = 24;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long ANOTHER_DAY = 12;
  private static final double STEPS = 250;

  /** The newest hour since the epoch of each hour of the day, and the one before; 0 for none. */
  private final long[] newest = new long[HOURS];

  private final long[] before = new long[HOURS];
  private final long[] newestShare = new long[HOURS];
  private final long[] beforeShare = new long[HOURS];

  private KnownHours() {}

  static KnownHours unpack(byte[] packed) {
    KnownHours hours = new KnownHours();
    if (packed.length > 0) {
      Varints in = FORM.reader(packed);
      while (in.hasMore()) {
        long hour = in.read();
        int i = (int) (hour % HOURS);
        hours.newest[i] = hour;
        hours.newestShare[i] = in.read();
        long days = in.read();
        hours.before[i] = days == 0 ? 0 : hour - days * HOURS;
        hours.beforeShare[i] = days == 0 ? 0 : in.read();
      }
    }
    return hours;
  }

  /** As bytes: none where nothing is remembered. */
  byte[] packed() {
    Varints out = FORM.writer();
    boolean any = false;
    for (int i = 0; i < HOURS; i++) {
      if (newest[i] > 0) {
        any = true;
        out.write(newest[i]);
        out.write(newestShare[i]);
        out.write(before[i] == 0 ? 0 : (newest[i] - before[i]) / HOURS);
        if (before[i] != 0) {
          out.write(beforeShare[i]);
        }
      }
    }
    return any ? out.toByteArray() : new byte[0];
  }

  /** Remembers this share of this time. */
  void learn(long time, double share) {
    long hour = time / HOUR_MILLIS;
    int i = (int) (hour % HOURS);
    long steps = Math.round(share * STEPS);
    if (share < LEAST) {
      return;
    }
    if (newest[i] != hour) {
      before[i] = newest[i];
      beforeShare[i] = newestShare[i];
      newest[i] = hour;
      newestShare[i] = 0;
    }
    newestShare[i] = Math.max(newestShare[i], steps);
  }

  /** The highest share on another of the last days, in this hour of the day or one next to it. */
  double onAnotherDay(long time) {
    long hour = time / HOUR_MILLIS;
    long highest = 0;
    for (long near = hour - 1; near <= hour + 1; near++) {
      int i = (int) Math.floorMod(near, (long) HOURS);
      highest = Math.max(highest, valid(hour, newest[i]) ? newestShare[i] : 0);
      highest = Math.max(highest, valid(hour, before[i]) ? beforeShare[i] : 0);
    }
    return highest / STEPS;
  }

  private static boolean valid(long hour, long seen) {
    return seen > 0 && seen <= hour - ANOTHER_DAY && seen >= hour - MEMORY_HOURS;
  }
}
