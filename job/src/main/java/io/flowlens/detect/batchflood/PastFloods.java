package io.flowlens.detect.batchflood;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Varints;

/**
 * At which hours a consumer was behind in the last eight days, and how long records waited then, so
 * that a batch of each night or week is known from the second time on.
 */
final class PastFloods {
  private static final PackedForm FORM = new PackedForm("batch-flood past", 1);

  private static final int MOST = 24;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_HOURS = 24;
  private static final long ANOTHER_DAY = 12;
  private static final long MEMORY_HOURS = 8 * DAY_HOURS;

  /** A wait that is so many times as long, and a minute longer, is not what was known. */
  private static final double AS_BEFORE = 1.5;

  private static final double GRACE_SECONDS = 60;

  private PastFloods() {}

  /** With one that began then; the oldest are forgotten. */
  static byte[] with(byte[] packed, long since, double seconds) {
    Varints out = FORM.writer();
    long hour = since / HOUR_MILLIS;
    out.write(hour);
    out.write(Math.round(seconds));
    if (packed.length > 0) {
      Varints in = FORM.reader(packed);
      for (int i = 1; i < MOST && in.hasMore(); i++) {
        long known = in.read();
        long wait = in.read();
        if (known >= hour - MEMORY_HOURS) {
          out.write(known);
          out.write(wait);
        }
      }
    }
    return out.toByteArray();
  }

  /** Whether one like it was there on another day, within an hour of this time of day. */
  static boolean knows(byte[] packed, long since, double seconds) {
    if (packed.length == 0) {
      return false;
    }
    Varints in = FORM.reader(packed);
    long hour = since / HOUR_MILLIS;
    while (in.hasMore()) {
      long ago = hour - in.read();
      double wait = (double) in.read();
      long apart = Math.floorMod(ago, DAY_HOURS);
      boolean sameHour = apart <= 1 || apart == DAY_HOURS - 1;
      boolean another = ago >= ANOTHER_DAY && ago <= MEMORY_HOURS;
      if (sameHour && another && seconds <= AS_BEFORE * wait + GRACE_SECONDS) {
        return true;
      }
    }
    return false;
  }
}
