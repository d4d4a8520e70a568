package io.flowlens.detect.misledscaling;

import io.flowlens.detect.stats.Wilson;

/** How much of a table's capacity to write useful writes used before a change. */
final class UsefulUse {
  private static final long MINUTE = CapacityMinutes.MILLIS;

  /** An alarm needs two minutes, and acts some minutes later. */
  static final long LOAD_MINUTES = 8;

  private static final long BEFORE_MINUTES = 20;

  /** Attempts must have grown by this part at least of what the consumption has. */
  private static final double LEAST_GROWTH = 0.7;

  /** Attempts that consume, or may have. */
  final long attempts;

  /** The share of these that changed nothing. */
  final double wasted;

  /** The least that this share may really be. */
  final double leastWasted;

  /** The share in the minutes before these. */
  final double usualWasted;

  private UsefulUse(long attempts, double wasted, double leastWasted, double usualWasted) {
    this.attempts = attempts;
    this.usualWasted = usualWasted;
    this.wasted = wasted;
    this.leastWasted = leastWasted;
  }

  /**
   * In the minutes of the load that led to a change; nothing is wasted where callers report too
   * little.
   */
  static UsefulUse of(
      long from, long time, CapacityMinutes minutes, WriteMinutes writes, double z) {
    long before = from - BEFORE_MINUTES * MINUTE;
    long useful = writes.sum(from, time, WriteMinutes.USEFUL);
    long failed = writes.sum(from, time, WriteMinutes.WASTED);
    long unknown = writes.sum(from, time, WriteMinutes.UNKNOWN);
    long all = useful + failed + unknown;
    double perUseful = perUseful(minutes, writes, before, from);
    double perUsefulNow = perUseful(minutes, writes, from, time);
    double byRise = perUseful > 0 && perUsefulNow > 0 ? 1 - perUseful / perUsefulNow : 0;
    long wasted =
        failed + Math.round(Math.max(0, Math.min((double) unknown, byRise * all - failed)));
    if (all == 0 || isByOthers(minutes, writes, before, from, time)) {
      return new UsefulUse(all, 0, 0, 0);
    }
    long usual = writes.sum(before, from, WriteMinutes.WASTED);
    double usualWasted = usual == 0 ? 0 : (double) usual / attempts(writes, before, from);
    return new UsefulUse(all, (double) wasted / all, Wilson.lower(wasted, all, z), usualWasted);
  }

  private static double perUseful(
      CapacityMinutes minutes, WriteMinutes writes, long from, long to) {
    long useful = writes.sum(from, to, WriteMinutes.USEFUL);
    return useful == 0 ? 0 : (double) minutes.sum(from, to, CapacityMinutes.CONSUMED) / useful;
  }

  /** Whether the consumption has grown without the attempts of those who report them. */
  private static boolean isByOthers(
      CapacityMinutes minutes, WriteMinutes writes, long before, long from, long to) {
    double growth =
        growth(
            minutes.sum(before, from, CapacityMinutes.CONSUMED),
            minutes.sum(from, to, CapacityMinutes.CONSUMED),
            (to - from) / MINUTE);
    double attempts =
        growth(attempts(writes, before, from), attempts(writes, from, to), (to - from) / MINUTE);
    return growth > 0 && attempts > 0 && attempts < LEAST_GROWTH * growth;
  }

  private static double growth(long before, long now, long minutes) {
    return before == 0 ? 0 : now * (double) BEFORE_MINUTES / minutes / before;
  }

  private static long attempts(WriteMinutes writes, long from, long to) {
    return writes.sum(from, to, WriteMinutes.USEFUL)
        + writes.sum(from, to, WriteMinutes.WASTED)
        + writes.sum(from, to, WriteMinutes.UNKNOWN);
  }
}
