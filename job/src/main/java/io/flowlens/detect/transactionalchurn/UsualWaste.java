package io.flowlens.detect.transactionalchurn;

import io.flowlens.detect.stats.HourOfWeek;
import io.flowlens.model.Pane;

/** What a caller usually wastes at this hour of the week, and how often it usually writes. */
final class UsualWaste {
  /** A caller that has not been known for so long has no usual share. */
  private static final long LEARNING_MILLIS = 900_000;

  /** Shares are learned as 1 for none to 1,001 for all. */
  private static final double SCALE = 1_000;

  private static final double PANES_PER_MINUTE = 60_000.0 / Pane.MILLIS;

  private final Writer writer;
  private final HourOfWeek share;
  private final HourOfWeek rate;
  private final KnownHours hours;

  private UsualWaste(Writer writer) {
    this.writer = writer;
    share = HourOfWeek.unpack(writer.usualShare);
    rate = HourOfWeek.unpack(writer.usualRate);
    hours = KnownHours.unpack(writer.knownHours);
  }

  static UsualWaste of(Writer writer) {
    return new UsualWaste(writer);
  }

  /** The usual share; NaN while it is being learned. */
  double share(long time) {
    if (time - writer.knownSince < LEARNING_MILLIS) {
      return Double.NaN;
    }
    double learned = share.expected(time);
    return Double.isNaN(learned) ? Double.NaN : Math.max(0, Math.min(1, (learned - 1) / SCALE));
  }

  /** The highest share in this hour of another day. */
  double onAnotherDay(long time) {
    return hours.onAnotherDay(time);
  }

  /** The usual attempts per minute; 0 while they are being learned. */
  double perMinute(long time) {
    double learned = rate.expected(time);
    return Double.isNaN(learned) ? 0 : learned / SCALE * PANES_PER_MINUTE;
  }

  /**
   * Learns from a pane in which the caller wrote, or in an hour in which it does.
   *
   * @param quarter its last quarter of an hour
   * @param isUsual whether it is not wasting more than usual
   */
  void learn(long time, Waste quarter, boolean isUsual) {
    hours.learn(time, quarter.share());
    writer.knownHours = hours.packed();
    if (isUsual) {
      share.learn(time, 1 + SCALE * quarter.share(), 1);
      double panes = WriterTraffic.MINUTES * PANES_PER_MINUTE;
      double seen = 1.0 + Math.floorDiv(time - writer.knownSince, Pane.MILLIS);
      double known = Math.max(1, Math.min(panes, seen));
      rate.learn(time, SCALE * quarter.attempts() / known, 1);
      writer.usualShare = share.packed();
      writer.usualRate = rate.packed();
    }
  }

  /** What is seen from now on is usual. */
  static void startAfresh(Writer writer, long time) {
    writer.usualShare = new byte[0];
    writer.usualRate = new byte[0];
    writer.knownSince = time;
  }
}
