package io.flowlens.detect.batchflood;

import io.flowlens.detect.stats.HourOfWeek;

/** What is usual at this hour of the week, of a rate or an age that may be 0. */
final class Usual {
  /** Rates are learned in thousandths a second, ages in thousandths of a second. */
  private static final double SCALE = 1_000;

  private Usual() {}

  /** What is usual; NaN while it is being learned. */
  static double at(byte[] learned, long time) {
    double expected = HourOfWeek.unpack(learned).expected(time);
    return Double.isNaN(expected) ? Double.NaN : Math.max(0, (expected - 1) / SCALE);
  }

  /** What was learned, with one pane more. */
  static byte[] with(byte[] learned, long time, double seen) {
    HourOfWeek usual = HourOfWeek.unpack(learned);
    usual.learn(time, 1 + SCALE * seen, 1);
    return usual.packed();
  }
}
