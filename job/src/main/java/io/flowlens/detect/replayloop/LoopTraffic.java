package io.flowlens.detect.replayloop;

import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Span;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.Pane;

/**
 * What a function takes from the table's stream and what it writes into the same table, over one
 * span.
 *
 * <p>The loop's reproduction number R is the function's writes to the table per record delivered to
 * it: each record begets R more. It is a loop only if what the function writes comes back to it:
 * when deliveries are more than the changes that others made.
 *
 * <p>Changes and deliveries are told by sources that are not sampled. Writes may be told by traces
 * of which only a share is kept; each then stands for those left out, and what the function wrote
 * is known within bounds only: by how many of its invocations were traced, or as what others did
 * not make, where it is known from before how many changes their traced writes stand for.
 */
final class LoopTraffic {
  /** How many counters a slot of the rings has. */
  static final int COUNTERS = 8;

  /** At least this share of the function's writes must come back for it to be a loop. */
  private static final double COMES_BACK = 0.5;

  /** Where it writes more than it is given, they and the changes of others wait for it. */
  private static final double COMES_BACK_OF_DELIVERED = 0.25;

  private static final int DELIVERED = 0;
  private static final int OWN = 1;
  private static final int OWN_SAMPLED = 2;
  private static final int OWN_LEFT_OUT = 3;
  private static final int CHANGES = 4;
  private static final int ALL_WRITES = 5;
  private static final int ALL_LEFT_OUT = 6;
  private static final int TRACED = 7;

  final Span span;

  /** Records delivered to the function that it did not fail at. */
  final long delivered;

  /** The function's writes to the table; estimated where they are sampled. */
  final long own;

  /** Changes of the table, by whoever made them. */
  final long changes;

  /** Whether the function's writes are a sample. */
  final boolean sampled;

  /** The function's writes that were seen. */
  final long seen;

  /** Invocations that those writes were seen in: a trace is kept or dropped whole. */
  final long traces;

  /** Writes of others that were seen. */
  final long others;

  private final OtherWriters otherWriters;

  /** What the function's and the others' writes stand for, with those left out. */
  private final double ownTold;

  private final double othersTold;

  private LoopTraffic(PaneRings rings, Span span, OtherWriters otherWriters) {
    this.span = span;
    this.otherWriters = otherWriters;
    delivered = rings.sum(span, DELIVERED);
    seen = rings.sum(span, OWN);
    sampled = rings.sum(span, OWN_SAMPLED) > 0;
    others = rings.sum(span, ALL_WRITES) - seen;
    long ownLeftOut = rings.sum(span, OWN_LEFT_OUT);
    ownTold = seen + ownLeftOut;
    othersTold = others + rings.sum(span, ALL_LEFT_OUT) - ownLeftOut;
    long recorded = rings.sum(span, CHANGES);
    changes = recorded == 0 ? Math.round(told()) : Math.max(recorded, seen + others);
    long traced = rings.sum(span, TRACED);
    traces = traced == 0 ? seen : Math.min(traced, seen);
    own = Math.max(seen, Math.round(isKnownByOthers() ? changes - byOthers() : byTraces()));
  }

  static LoopTraffic of(PaneRings rings, Span span, OtherWriters otherWriters) {
    return new LoopTraffic(rings, span, otherWriters);
  }

  /** Counts one pane of the table into the rings' newest slot. */
  static void count(PaneRings rings, TablePane table, Edge delivery) {
    Pane delivered = table.of(delivery);
    Node function = delivery.to;
    if (delivered != null) {
      rings.add(DELIVERED, Math.max(0, delivered.records - failed(delivered)));
      rings.add(TRACED, delivered.sampled);
    }
    rings.add(OWN, table.writesOk(function));
    rings.add(OWN_SAMPLED, table.sampledWrites(function));
    rings.add(OWN_LEFT_OUT, table.writesLeftOut(function));
    rings.add(CHANGES, table.changes());
    rings.add(ALL_WRITES, table.writesOk());
    rings.add(ALL_LEFT_OUT, table.writesLeftOut());
  }

  /** Records that will be delivered again: what comes again because it failed is no loop. */
  private static long failed(Pane delivered) {
    return delivered.batches.all().stream()
        .mapToLong(batch -> batch.deliveries * batch.records)
        .sum();
  }

  private double told() {
    return ownTold + othersTold;
  }

  private double byTraces() {
    return ownTold / Math.max(1, told()) * toldAtMost();
  }

  /**
   * Whether it is known what others make: their traced writes are enough, now and before, and those
   * of the function may well be all the rest.
   */
  boolean isKnownByOthers() {
    return isEstimate() && otherWriters.tell(others) && toldAtMost() >= changes;
  }

  /** Changes that others made, by their traced writes and what those stood for before. */
  double byOthers() {
    return othersTold * otherWriters.changesPerTold();
  }

  /** Changes that others made. */
  long organic() {
    return Math.max(0, changes - own);
  }

  /** Writes of the function per record delivered to it. */
  double reproduction() {
    return delivered == 0 ? 0 : (double) own / delivered;
  }

  /** The lower bound of the reproduction number, below 1. */
  double atLeast(double z) {
    double bound = Wilson.lower(Math.min(own, delivered), delivered, z);
    return isEstimate() ? Math.min(bound, (double) ownAtLeast(z) / Math.max(1, delivered)) : bound;
  }

  /** Whether the function's writes stand for others that were left out. */
  boolean isEstimate() {
    return ownTold > seen;
  }

  /** The function's writes, at least. */
  long ownAtLeast(double z) {
    if (!isEstimate()) {
      return own;
    }
    if (isKnownByOthers()) {
      double byOthersAtMost = byOthers() * (1 + otherWriters.errorAtMost(others, z));
      return Math.max(ownTracedAtLeast(z), (long) (changes - byOthersAtMost));
    }
    return ownTracedAtLeast(z);
  }

  /**
   * What is drawn are its invocations and the writes of others: the bound is that of the share of
   * its invocations among these, in terms of what each stands for. Where others are not seen at all
   * they may not be traced, and the bound is that of the number of its invocations (Poisson, by the
   * same score test).
   */
  private long ownTracedAtLeast(double z) {
    if (others == 0) {
      double n = traces;
      double drawn = n + z * z / 2 - z * Math.sqrt(n + z * z / 4);
      return Math.max(seen, (long) (drawn / n * toldAtMost()));
    }
    double drawn = Wilson.lower(traces, traces + others, z);
    double mine = drawn * ownTold / traces;
    double theirs = (1 - drawn) * othersTold / others;
    return Math.max(seen, (long) (mine / (mine + theirs) * toldAtMost()));
  }

  /**
   * Changes that the writers who are traced made. They made all, unless the traces tell of fewer by
   * more than two standard errors: then the rest is taken for that of writers who are not traced.
   */
  private double toldAtMost() {
    double margin = isEstimate() && others > 0 ? 2 / Math.sqrt((double) traces) : 0;
    return Math.min((double) changes, told() * (1 + margin));
  }

  /** Whether what the function writes is surely delivered to it again. */
  boolean comesBack(double z) {
    long surely = ownAtLeast(z);
    double enough = surely > delivered ? COMES_BACK_OF_DELIVERED * delivered : COMES_BACK * surely;
    return surely > 0 && delivered - (changes - surely) >= enough;
  }

  /** How many times each change is worked on in the end, 1/(1-R): at least. */
  double workPerChange(double z) {
    return 1 / (1 - atLeast(z));
  }
}
