package io.flowlens.detect.replayloop;

import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Span;
import io.flowlens.detect.stats.Wilson;

/**
 * What a function takes from the table's stream and what it writes into the same table, over one
 * span.
 *
 * <p>The loop's reproduction number R is the function's writes to the table per record delivered to
 * it: each record begets R more. It is a loop only if what the function writes comes back to it:
 * when deliveries are more than the changes that others made.
 */
final class LoopTraffic {
  /** How many counters a slot of the rings has. */
  static final int COUNTERS = 5;

  /** At least this share of the function's writes must come back for it to be a loop. */
  private static final double COMES_BACK = 0.5;

  private static final int DELIVERED = 0;
  private static final int OWN = 1;
  private static final int CHANGES = 2;
  private static final int ALL_WRITES = 3;
  private static final int SAMPLED = 4;

  final Span span;

  /** Records delivered to the function. */
  final long delivered;

  /** The function's writes to the table; where calls are sampled, its share of all changes. */
  final long own;

  /** Changes of the table, by whoever made them. */
  final long changes;

  final boolean sampled;

  private LoopTraffic(PaneRings rings, Span span) {
    this.span = span;
    delivered = rings.sum(span, DELIVERED);
    long seen = rings.sum(span, OWN);
    long allWrites = rings.sum(span, ALL_WRITES);
    sampled = rings.sum(span, SAMPLED) > 0;
    changes = Math.max(rings.sum(span, CHANGES), allWrites);
    own = sampled && allWrites > 0 ? Math.round((double) seen * changes / allWrites) : seen;
  }

  static LoopTraffic of(PaneRings rings, Span span) {
    return new LoopTraffic(rings, span);
  }

  /** Counts one pane into the rings' newest slot. */
  static void count(
      PaneRings rings, long delivered, long own, long changes, long allWrites, long sampled) {
    rings.add(DELIVERED, delivered);
    rings.add(OWN, own);
    rings.add(CHANGES, changes);
    rings.add(ALL_WRITES, allWrites);
    rings.add(SAMPLED, sampled);
  }

  /** Changes that others made. */
  long organic() {
    return Math.max(0, changes - own);
  }

  /** Writes of the function per record delivered to it. */
  double reproduction() {
    return delivered == 0 ? 0 : (double) own / delivered;
  }

  /** The lower bound of the reproduction number, at most 1. */
  double atLeast(double z) {
    return Wilson.lower(Math.min(own, delivered), delivered, z);
  }

  /**
   * Whether what the function writes is delivered to it again: of what it writes beyond that it
   * cannot be given more than it takes, when several writes come of each record.
   */
  boolean comesBack() {
    return own > 0 && delivered - organic() >= COMES_BACK * Math.min(own, delivered);
  }

  /** How many times each change is worked on in the end, 1/(1-R): at least. */
  double workPerChange(double z) {
    return 1 / (1 - atLeast(z));
  }
}
