package io.flowlens.detect.regionmismatch;

import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Pane;

/** The traffic of one route over its last hour, in slots of five minutes. */
final class RouteTraffic {
  /** Slots of the whole hour. */
  static final int HOUR = 12;

  /** The running slot and the one before it: five to ten minutes. */
  static final int RECENT = 2;

  private static final long SLOT_MILLIS = 300_000;
  private static final int CALLS = 0;
  private static final int STRONG = 1;
  private static final int TIMED = 2;
  private static final int MEDIAN_MICROS = 3;
  private static final int LOW_MICROS = 4;
  private static final int BYTES = 5;
  private static final int READ_MILLI_UNITS = 6;
  private static final int COUNTERS = 7;

  private final SlotRing ring;

  private RouteTraffic(SlotRing ring) {
    this.ring = ring;
  }

  /** The route's traffic as of this pane. */
  static RouteTraffic of(Route route, long paneStart) {
    SlotRing ring = SlotRing.unpack(route.hour, SLOT_MILLIS, HOUR, COUNTERS);
    ring.advance(paneStart);
    return new RouteTraffic(ring);
  }

  void count(Pane pane) {
    long timed = pane.latency.count();
    ring.add(CALLS, pane.calls);
    ring.add(STRONG, pane.strongReads);
    ring.add(BYTES, pane.bytes);
    ring.add(READ_MILLI_UNITS, pane.readMilliUnits);
    if (timed > 0) {
      ring.add(TIMED, timed);
      ring.add(MEDIAN_MICROS, timed * Math.round(1_000 * pane.latency.quantileMillis(0.5)));
      ring.add(LOW_MICROS, timed * Math.round(1_000 * pane.latency.quantileMillis(0.05)));
    }
  }

  byte[] packed() {
    return ring.packed();
  }

  long calls(int slots) {
    return ring.sum(slots, CALLS);
  }

  long strongReads() {
    return ring.sum(HOUR, STRONG);
  }

  long bytes() {
    return ring.sum(HOUR, BYTES);
  }

  /** Read capacity units consumed, where calls tell them. */
  double readUnits() {
    return ring.sum(HOUR, READ_MILLI_UNITS) / 1_000.0;
  }

  /** Calls whose duration is known. */
  long timed() {
    return ring.sum(HOUR, TIMED);
  }

  /** The mean of the panes' medians, weighted by calls; NaN when unknown. */
  double medianMillis() {
    return timed() == 0 ? Double.NaN : ring.sum(HOUR, MEDIAN_MICROS) / 1_000.0 / timed();
  }

  /** The mean of the panes' 5 % quantiles, weighted by calls; NaN when unknown. */
  double lowMillis() {
    return timed() == 0 ? Double.NaN : ring.sum(HOUR, LOW_MICROS) / 1_000.0 / timed();
  }
}
