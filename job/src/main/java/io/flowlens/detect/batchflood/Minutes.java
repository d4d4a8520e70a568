package io.flowlens.detect.batchflood;

import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Pane;

/** Rates over the running minute and those before it. */
final class Minutes {
  static final long MILLIS = 60_000;

  private Minutes() {}

  /**
   * How many a second.
   *
   * @param minutes the running one and those before it
   * @param now start of the newest pane that was counted
   */
  static double perSecond(SlotRing ring, int counter, int minutes, long now) {
    double seconds = (minutes - 1) * 60 + (Math.floorMod(now, MILLIS) + Pane.MILLIS) / 1_000.0;
    return ring.sum(minutes, counter) / seconds;
  }

  /** One counter in one minute: 0 is the running one. */
  static long minute(SlotRing ring, int age, int counter) {
    return ring.sum(age + 1, counter) - ring.sum(age, counter);
  }

  /** When the minute of this age began. */
  static long start(int age, long now) {
    return (Math.floorDiv(now, MILLIS) - age) * MILLIS;
  }
}
