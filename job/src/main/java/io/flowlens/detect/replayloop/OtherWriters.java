package io.flowlens.detect.replayloop;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;

/**
 * How many changes a table had while no function wrote to it, for each traced write: more than one
 * where some writers are not traced. It shows how many changes others make once a function writes
 * too, for as long as nothing else is likely to have begun.
 *
 * <p>Of sampled traces a function's first writes go unseen, so the newest minutes do not count.
 */
final class OtherWriters {
  private static final PackedForm FORM = new PackedForm("replay-loop other writers", 2);
  private static final long SLOT_MILLIS = 60_000;
  private static final int UNSURE_MINUTES = 2;
  private static final int SLOTS = 15 + UNSURE_MINUTES;

  /** From so many traced writes on, before and now, the others' share is known. */
  private static final long MIN_BEFORE = 100;

  private static final long MIN_NOW = 30;

  /** For so long they are assumed to go on as they did. */
  private static final long VALID_MILLIS = 30 * 60_000L;

  private static final int CHANGES = 0;
  private static final int TRACED = 1;
  private static final int WRITES = 2;
  private static final int COUNTERS = 3;

  private final SlotRing ring;

  private OtherWriters(SlotRing ring) {
    this.ring = ring;
  }

  /** What is known of them and still holds. */
  static OtherWriters of(TableReplays table, long now) {
    boolean holds = now - table.othersSeen <= VALID_MILLIS;
    return unpack(holds ? table.others : new byte[0]);
  }

  /** Learns from a pane in which no function is known to have written, nor lately. */
  static void learn(TableReplays table, TablePane pane) {
    long traced = pane.writesOk();
    if (traced > 0 && pane.changes() > 0) {
      OtherWriters others = unpack(table.others);
      others.ring.advance(pane.start);
      others.ring.add(CHANGES, pane.changes());
      others.ring.add(TRACED, traced);
      others.ring.add(WRITES, traced + pane.writesLeftOut());
      table.others = others.ring.packed(FORM);
      table.othersSeen = pane.start;
    }
  }

  private static OtherWriters unpack(byte[] packed) {
    return new OtherWriters(SlotRing.unpack(FORM, packed, SLOT_MILLIS, SLOTS, COUNTERS));
  }

  /** Whether so many traced writes of others suffice to know how many changes they make. */
  boolean suffice(long traced) {
    return traced >= MIN_NOW && before(TRACED) >= MIN_BEFORE;
  }

  /** Changes for each write in traces, with those that sampling left out. */
  double changesPerWrite() {
    return (double) before(CHANGES) / before(WRITES);
  }

  /**
   * How far the changes that so many traced writes stand for may be beyond the estimate, at most:
   * both numbers of traced writes are draws (Poisson), whose squared relative errors add up.
   */
  double errorAtMost(long traced, double z) {
    return z * Math.sqrt(1.0 / traced + 1.0 / before(TRACED));
  }

  private long before(int counter) {
    return ring.sum(SLOTS, counter) - ring.sum(UNSURE_MINUTES, counter);
  }
}
