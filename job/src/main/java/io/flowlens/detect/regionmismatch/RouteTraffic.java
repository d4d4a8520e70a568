package io.flowlens.detect.regionmismatch;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.Pane;

/**
 * The traffic of one route over its last hour, in slots of five minutes, and how many calls it made
 * over six hours, in slots of half an hour.
 */
final class RouteTraffic {
  /** Of the hour. */
  static final int SLOTS = 12;

  static final long SLOT_MILLIS = 300_000;
  private static final long LONG_SLOT_MILLIS = 1_800_000;
  private static final int CALLS = 0;
  private static final int STRONG = 1;
  private static final int TIMED = 2;
  private static final int MEDIAN_MICROS = 3;
  private static final int LOW_MICROS = 4;
  private static final int BYTES = 5;
  private static final int READ_MILLI_UNITS = 6;
  private static final int COUNTERS = 7;

  private static final PackedForm FORM = new PackedForm("region-mismatch traffic", 2);

  private final SlotRing hour;

  /** Counts calls only. */
  private final SlotRing sixHours;

  private RouteTraffic(SlotRing hour, SlotRing sixHours) {
    this.hour = hour;
    this.sixHours = sixHours;
  }

  /** The route's traffic as of this pane. */
  static RouteTraffic of(Route route, long paneStart) {
    SlotRing hour = SlotRing.unpack(FORM, route.hour, SLOT_MILLIS, SLOTS, COUNTERS);
    SlotRing sixHours = SlotRing.unpack(FORM, route.sixHours, LONG_SLOT_MILLIS, SLOTS, 1);
    hour.advance(paneStart);
    sixHours.advance(paneStart);
    return new RouteTraffic(hour, sixHours);
  }

  /** What the route did is over and says nothing of what it does next. */
  static void forget(Route route) {
    route.hour = new byte[0];
    route.sixHours = new byte[0];
    route.strays.forgetRun();
  }

  void count(Pane pane) {
    long timed = pane.get(Detail.LATENCY).count();
    sixHours.add(CALLS, pane.get(Counter.CALLS));
    hour.add(CALLS, pane.get(Counter.CALLS));
    hour.add(STRONG, pane.get(Counter.STRONG_READS));
    hour.add(BYTES, pane.get(Counter.BYTES));
    hour.add(READ_MILLI_UNITS, pane.get(Counter.READ_MILLI_UNITS));
    if (timed > 0) {
      hour.add(TIMED, timed);
      hour.add(
          MEDIAN_MICROS, timed * Math.round(1_000 * pane.get(Detail.LATENCY).quantileMillis(0.5)));
      hour.add(
          LOW_MICROS, timed * Math.round(1_000 * pane.get(Detail.LATENCY).quantileMillis(0.05)));
    }
  }

  /** Writes it back into the route. */
  void keep(Route route) {
    route.hour = hour.packed(FORM);
    route.sixHours = sixHours.packed(FORM);
  }

  long calls(RouteWindow window) {
    return (window.isLong ? sixHours : hour).sum(window.slots, CALLS);
  }

  /** The calls of one of the twelve newest slots of five minutes; 0 is the running one. */
  long callsOfSlot(int age) {
    return hour.sum(age + 1, CALLS) - hour.sum(age, CALLS);
  }

  /** When that slot began, epoch milliseconds. */
  static long startOfSlot(int age, long now) {
    return (Math.floorDiv(now, SLOT_MILLIS) - age) * SLOT_MILLIS;
  }

  long strongReads() {
    return hour.sum(SLOTS, STRONG);
  }

  long bytes() {
    return hour.sum(SLOTS, BYTES);
  }

  /** Read capacity units consumed, where known. */
  double readUnits() {
    return hour.sum(SLOTS, READ_MILLI_UNITS) / 1_000.0;
  }

  /** Calls whose duration is known. */
  long timed() {
    return hour.sum(SLOTS, TIMED);
  }

  /** The mean of the panes' medians, weighted by calls; NaN when unknown. */
  double medianMillis() {
    return timed() == 0 ? Double.NaN : hour.sum(SLOTS, MEDIAN_MICROS) / 1_000.0 / timed();
  }

  /** The mean of the panes' 5 % quantiles, weighted by calls; NaN when unknown. */
  double lowMillis() {
    return timed() == 0 ? Double.NaN : hour.sum(SLOTS, LOW_MICROS) / 1_000.0 / timed();
  }
}
