package io.flowlens.detect.regionmismatch;

/** A time up to now over which a route's calls are counted, in whole slots of its rings. */
enum RouteWindow {
  /** The running slot of five minutes and the one before it. */
  RECENT(2, false),

  /** The twelve newest slots of five minutes. */
  HOUR(12, false),

  /** The four newest slots of half an hour. */
  TWO_HOURS(4, true),

  /** The twelve newest slots of half an hour. */
  SIX_HOURS(12, true);

  final int slots;

  /** Whether it needs the ring of six hours. */
  final boolean isLong;

  RouteWindow(int slots, boolean isLong) {
    this.slots = slots;
    this.isLong = isLong;
  }
}
