package io.flowlens.detect.contractbreach;

import io.flowlens.detect.stats.Wilson;
import java.util.EnumMap;
import java.util.Map;

/**
 * How one promise's budget of bad calls is spent, by one edge or by several together.
 *
 * <p>Where an edge is known for a shorter time than a span, the rest of the span is taken to have
 * had as many calls as the known part, and none of them bad: a few bad seconds after the first call
 * are not a bad hour.
 */
final class Spending {
  private final double allowed;
  private final long windowMillis;
  private final Map<Span, double[]> counts = new EnumMap<>(Span.class);

  /** Of nothing so far. */
  Spending(double allowed, long windowMillis) {
    this.allowed = allowed;
    this.windowMillis = windowMillis;
    for (Span span : Span.values()) {
      counts.put(span, new double[2]);
    }
  }

  /**
   * Adds the calls of an edge.
   *
   * @param knownMillis how long the edge has been known, more than 0
   */
  Spending add(CallRings rings, Promise promise, long knownMillis) {
    counts.forEach(
        (span, sums) -> {
          double parts = Math.max(1, (double) span.millis(windowMillis) / knownMillis);
          sums[0] += parts * rings.counted(span, promise);
          sums[1] += rings.bad(span, promise);
        });
    return this;
  }

  /** Calls that count, those of the unknown part of the span included. */
  double calls(Span span) {
    return counts.get(span)[0];
  }

  /** Of these, those that were not as promised. */
  long bad(Span span) {
    return (long) counts.get(span)[1];
  }

  /** How many times faster than allowed the budget is spent; 0 without calls. */
  double burn(Span span) {
    return calls(span) == 0 ? 0 : bad(span) / calls(span) / allowed;
  }

  /** The same, as low as chance allows. */
  double surely(Span span, double z) {
    return Wilson.lower(bad(span), Math.round(calls(span)), z) / allowed;
  }

  /** Which share of the budget is left; negative when more than all of it is spent. */
  double budgetLeft() {
    return 1 - burn(Span.BUDGET);
  }

  /**
   * In how many milliseconds the budget is spent if it goes on as within this span; 0 when it is
   * spent, infinite when nothing spends it.
   */
  double millisLeft(Span span) {
    return Math.max(0, budgetLeft()) * windowMillis / burn(span);
  }
}
