package io.flowlens.detect.regionmismatch;

/** A time up to now over which a route's calls are counted, in whole slots of its rings. */
enum RouteWindow {
  /** The running slot of five minutes and the one before it. */
  RECENT(2, 1, "hour"),

  /** The twelve newest slots of five minutes. */
  HOUR(12, 1, "hour"),

  /** The four newest slots of half an hour. */
  TWO_HOURS(4, 2, "2 hours"),

  /** The twelve newest slots of half an hour. */
  SIX_HOURS(12, 6, "6 hours");

  final int slots;

  /** How long the reported window is: a recent burst is reported as part of its hour. */
  final int hours;

  /** The same in words. */
  final String words;

  RouteWindow(int slots, int hours, String words) {
    this.slots = slots;
    this.hours = hours;
    this.words = words;
  }

  /** Whether it needs the ring of six hours. */
  boolean isLong() {
    return hours > 1;
  }
}
