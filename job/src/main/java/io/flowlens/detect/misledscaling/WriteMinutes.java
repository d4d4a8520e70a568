package io.flowlens.detect.misledscaling;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Counter;
import io.flowlens.model.Pane;
import io.flowlens.model.WriteLedger;
import io.flowlens.model.WriteLedger.Entry;
import java.util.List;

/** What callers report of their writes to a table, by minute: attempts by what became of them. */
final class WriteMinutes {
  /** They wrote, for the first time. */
  static final int USEFUL = 0;

  /** They consumed and changed nothing. */
  static final int WASTED = 1;

  /** Nobody knows whether they wrote. */
  static final int UNKNOWN = 2;

  /** They consumed nothing. */
  static final int THROTTLED = 3;

  /** Throttled because of a hot key range, as the answers say. */
  static final int KEY_RANGE = 4;

  /** Throttled for want of capacity, as the answers say. */
  static final int PROVISIONED = 5;

  private static final List<Entry> WASTE =
      List.of(
          Entry.FAILED_CONDITION,
          Entry.CONFLICT,
          Entry.REPLICATED_CONFLICT,
          Entry.CANCELLED_CONDITION,
          Entry.CANCELLED_CONFLICT,
          Entry.CANCELLED_ELSEWHERE,
          Entry.CANCELLED_UNEXPLAINED,
          Entry.DUPLICATE);

  private static final int COUNTERS = 6;
  private static final int MINUTES = 56;
  private static final PackedForm FORM = new PackedForm("misled-scaling writes", 1);

  private final SlotRing ring;
  private long newest;

  private WriteMinutes(SlotRing ring, long newest) {
    this.ring = ring;
    this.newest = newest;
  }

  static WriteMinutes of(TableScaling table) {
    return new WriteMinutes(
        SlotRing.unpack(FORM, table.writes, CapacityMinutes.MILLIS, MINUTES, COUNTERS),
        table.newestWrite);
  }

  void keep(TableScaling table) {
    table.writes = ring.packed(FORM);
    table.newestWrite = newest;
  }

  void add(Pane pane) {
    newest = Math.floorDiv(pane.start, CapacityMinutes.MILLIS) * CapacityMinutes.MILLIS;
    ring.advance(newest);
    WriteLedger ledger = WriteLedger.of(pane);
    ring.add(USEFUL, Math.max(0, ledger.attempts(Entry.USEFUL)));
    ring.add(WASTED, WASTE.stream().mapToLong(ledger::attempts).sum());
    ring.add(UNKNOWN, Math.max(0, ledger.attempts(Entry.UNKNOWN)));
    ring.add(THROTTLED, pane.get(Counter.THROTTLED));
    ring.add(KEY_RANGE, pane.get(Counter.THROTTLED_KEY_RANGE));
    ring.add(PROVISIONED, pane.get(Counter.THROTTLED_PROVISIONED));
  }

  /**
   * For which cause the answers of a minute say that most were throttled, as a counter of {@link
   * CapacityMinutes}; -1 where they say none.
   */
  int cause(long minute) {
    long hot = sum(minute, minute + CapacityMinutes.MILLIS, KEY_RANGE);
    long small = sum(minute, minute + CapacityMinutes.MILLIS, PROVISIONED);
    if (hot + small == 0) {
      return -1;
    }
    return hot > small ? CapacityMinutes.KEY_RANGE : CapacityMinutes.PROVISIONED;
  }

  /** A counter's sum over the minutes from one time to another. */
  long sum(long from, long to, int counter) {
    long first = Math.floorDiv(newest - from, CapacityMinutes.MILLIS) + 1;
    long last = Math.floorDiv(newest - to, CapacityMinutes.MILLIS) + 1;
    return upTo(first, counter) - upTo(last, counter);
  }

  private long upTo(long minutes, int counter) {
    return ring.sum((int) Math.max(0, Math.min(MINUTES, minutes)), counter);
  }
}
