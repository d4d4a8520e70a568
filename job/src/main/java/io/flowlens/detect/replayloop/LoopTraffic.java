package io.flowlens.detect.replayloop;

import io.flowlens.detect.stats.LookbackWindow;
import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.Pane;

/**
 * What a function takes from the table's stream and what it writes into the same table, over one
 * window.
 *
 * <p>The loop's reproduction number R is the function's writes to the table per record delivered to
 * it: each record causes R more. It is a loop only if what the function writes comes back to it:
 * when deliveries are more than the changes that others made.
 *
 * <p>Changes and deliveries come from sources that are not sampled; writes may be.
 */
final class LoopTraffic {
  /** How many counters a slot of the rings has. */
  private static final int COUNTERS = 8;

  private static final PackedForm FORM = new PackedForm("replay-loop traffic", 2);

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

  final LookbackWindow window;

  /** Records delivered to the function that it did not fail at. */
  final long delivered;

  /** What the function wrote to the table. */
  final FunctionWrites own;

  /** Whether its writes are a sample. */
  final boolean sampled;

  private LoopTraffic(PaneRings rings, LookbackWindow window, OtherWriters otherWriters) {
    this.window = window;
    delivered = rings.sum(window, DELIVERED);
    sampled = rings.sum(window, OWN_SAMPLED) > 0;
    own =
        new FunctionWrites(
            rings.sum(window, OWN),
            rings.sum(window, OWN_LEFT_OUT),
            rings.sum(window, TRACED),
            rings.sum(window, ALL_WRITES),
            rings.sum(window, ALL_LEFT_OUT),
            rings.sum(window, CHANGES),
            otherWriters);
  }

  /** A delivery's rings as they were packed; empty ones when that is empty. */
  static PaneRings rings(byte[] packed) {
    return PaneRings.unpack(FORM, packed, COUNTERS);
  }

  static LoopTraffic of(PaneRings rings, LookbackWindow window, OtherWriters otherWriters) {
    return new LoopTraffic(rings, window, otherWriters);
  }

  /** When the function first wrote to the table in this window, to the minute. */
  static long firstWrite(PaneRings rings, LookbackWindow window, long paneStart) {
    int age = window.calendarMinutes(paneStart) - 1;
    while (age > 0 && rings.minute(age, OWN) == 0) {
      age--;
    }
    return PaneRings.startOfMinutes(age + 1, paneStart);
  }

  /** Counts one pane of the table into the rings' newest slot. */
  static void count(PaneRings rings, TablePane table, Edge delivery) {
    Pane delivered = table.of(delivery);
    Node function = delivery.to;
    if (delivered != null) {
      rings.add(DELIVERED, Math.max(0, delivered.get(Counter.RECORDS) - failed(delivered)));
      rings.add(TRACED, delivered.get(Counter.SAMPLED));
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
    return delivered.get(Detail.BATCHES).all().stream()
        .mapToLong(batch -> batch.deliveries * batch.records)
        .sum();
  }

  /** Changes that others made. */
  long organic() {
    return Math.max(0, own.changes - own.made);
  }

  /** Writes of the function per record delivered to it. */
  double reproduction() {
    return delivered == 0 ? 0 : (double) own.made / delivered;
  }

  /** The lower bound of the reproduction number, below 1. */
  double atLeast(double z) {
    double bound = Wilson.lower(Math.min(own.made, delivered), delivered, z);
    return own.isEstimate()
        ? Math.min(bound, (double) own.atLeast(z) / Math.max(1, delivered))
        : bound;
  }

  /** Whether what the function writes is surely delivered to it again. */
  boolean comesBack(double z) {
    long surely = own.atLeast(z);
    double enough = surely > delivered ? COMES_BACK_OF_DELIVERED * delivered : COMES_BACK * surely;
    return surely > 0 && delivered - (own.changes - surely) >= enough;
  }

  /** How many times each change is worked on in the end, 1/(1-R): at least. */
  double workPerChange(double z) {
    return 1 / (1 - atLeast(z));
  }
}
