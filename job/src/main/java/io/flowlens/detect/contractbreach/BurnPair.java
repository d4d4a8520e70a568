package io.flowlens.detect.contractbreach;

/**
 * How fast a budget may be spent over a long time and, so that it is still going on, over a twelfth
 * of it: the pairs of the SRE workbook ("Alerting on SLOs", multiwindow, multi-burn-rate).
 */
enum BurnPair {
  /** 2 % of a budget of 30 days within an hour. */
  FAST(14.4, Span.HOUR, Span.FIVE_MINUTES, Span.FIVE_MINUTES),
  /** 5 % within six hours. */
  SLOW(6, Span.SIX_HOURS, Span.HALF_HOUR, Span.HALF_HOUR),
  /** 10 % within three days; not when it has been over for half an hour. */
  STEADY(1, Span.THREE_DAYS, Span.SIX_HOURS, Span.HALF_HOUR);

  /** An open breach goes on down to this part of the limit. */
  private static final double STILL = 0.8;

  final double limit;
  final Span within;
  private final Span shorter;
  private final Span newest;

  BurnPair(double limit, Span within, Span shorter, Span newest) {
    this.limit = limit;
    this.within = within;
    this.shorter = shorter;
    this.newest = newest;
  }

  /** Whether it is met for sure. */
  boolean isMet(Spending spending, long minBad, double z) {
    return spending.bad(within) >= minBad
        && spending.surely(within, z) >= limit
        && goesOn(spending, limit);
  }

  /** Whether an open breach goes on. */
  boolean isStillMet(Spending spending) {
    return spending.burn(within) >= STILL * limit && goesOn(spending, STILL * limit);
  }

  private boolean goesOn(Spending spending, double least) {
    return spending.burn(shorter) >= least && spending.burn(newest) >= least;
  }

  /** The first pair that is met; null when none is. */
  static BurnPair met(Spending spending, long minBad, double z) {
    for (BurnPair pair : values()) {
      if (pair.isMet(spending, minBad, z)) {
        return pair;
      }
    }
    return null;
  }

  /** The first pair by which an open breach goes on; null when none does. */
  static BurnPair stillMet(Spending spending) {
    for (BurnPair pair : values()) {
      if (pair.isStillMet(spending)) {
        return pair;
      }
    }
    return null;
  }
}
