package io.flowlens.detect.transactionalchurn;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Sums;
import io.flowlens.model.Counter;
import io.flowlens.model.Pane;
import io.flowlens.model.WriteLedger;
import io.flowlens.model.WriteLedger.Entry;
import java.util.EnumSet;
import java.util.Set;

/** A caller's ledger over some time. */
final class Waste {
  /** What consumes and changes nothing. */
  static final Set<Entry> WASTED =
      EnumSet.of(
          Entry.FAILED_CONDITION,
          Entry.CONFLICT,
          Entry.REPLICATED_CONFLICT,
          Entry.CANCELLED_CONDITION,
          Entry.CANCELLED_CONFLICT,
          Entry.CANCELLED_ELSEWHERE,
          Entry.CANCELLED_UNEXPLAINED,
          Entry.DUPLICATE);

  private static final Set<Entry> CONFLICTS =
      EnumSet.of(Entry.CONFLICT, Entry.REPLICATED_CONFLICT, Entry.CANCELLED_CONFLICT);

  private static final Entry[] ENTRIES = Entry.values();
  private static final PackedForm FORM = new PackedForm("transactional-churn totals", 1);

  /** Places after those of the entries, which come in their order. Rare ones come last. */
  private static final Counter[] OTHERS = {
    Counter.USEFUL_UNITS_MEASURED,
    Counter.USEFUL_MILLI_UNITS,
    Counter.FAILED_UNITS_MEASURED,
    Counter.WASTED_WRITE_MILLI_UNITS,
    Counter.DUPLICATE_MILLI_UNITS,
    Counter.SAMPLED,
    Counter.LEFT_OUT_MILLI
  };

  /** Calls that failed in the end, and all; the entries follow. */
  private static final int FAILED_CALLS = 0;

  private static final int CALLS = 1;
  private static final int FIRST_ENTRY = 2;
  private static final int FIRST_OTHER = FIRST_ENTRY + ENTRIES.length;

  /** How many counts there are. */
  static final int COUNTS = FIRST_OTHER + OTHERS.length;

  /** Nothing was done. */
  static final Waste NONE = new Waste(new long[COUNTS]);

  private final long[] counts;

  Waste(long[] counts) {
    this.counts = counts;
  }

  static Waste of(Pane pane) {
    long[] counts = new long[COUNTS];
    counts[FAILED_CALLS] = pane.get(Counter.FAILED);
    counts[CALLS] = pane.get(Counter.CALLS);
    WriteLedger ledger = WriteLedger.of(pane);
    for (Entry entry : ENTRIES) {
      counts[FIRST_ENTRY + entry.ordinal()] = Math.max(0, ledger.attempts(entry));
    }
    for (int i = 0; i < OTHERS.length; i++) {
      counts[FIRST_OTHER + i] = pane.get(OTHERS[i]);
    }
    return new Waste(counts);
  }

  static Waste unpack(byte[] packed) {
    return new Waste(Sums.unpack(FORM, packed, COUNTS));
  }

  byte[] packed() {
    return Sums.packed(FORM, counts);
  }

  Waste plus(Waste other) {
    long[] sum = counts.clone();
    for (int i = 0; i < COUNTS; i++) {
      sum[i] += other.counts[i];
    }
    return new Waste(sum);
  }

  long count(int i) {
    return counts[i];
  }

  long calls() {
    return counts[CALLS];
  }

  /** Calls that failed in the end. */
  long failedCalls() {
    return counts[FAILED_CALLS];
  }

  long attempts(Entry entry) {
    return counts[FIRST_ENTRY + entry.ordinal()];
  }

  long get(Counter counter) {
    for (int i = 0; i < OTHERS.length; i++) {
      if (OTHERS[i] == counter) {
        return counts[FIRST_OTHER + i];
      }
    }
    throw new IllegalArgumentException(counter + " is not kept");
  }

  long attempts() {
    long sum = 0;
    for (Entry entry : ENTRIES) {
      sum += attempts(entry);
    }
    return sum;
  }

  long wasted() {
    return sum(WASTED);
  }

  /** With those that stand for traces that were left out, where trace states say how many. */
  double estimatedWasted() {
    double leftOut = get(Counter.LEFT_OUT_MILLI) / 1_000.0 / Math.max(1, calls());
    return wasted() * (1 + leftOut);
  }

  /** Wasted because another writer held the item. */
  long conflicts() {
    return sum(CONFLICTS);
  }

  private long sum(Set<Entry> entries) {
    return entries.stream().mapToLong(this::attempts).sum();
  }

  /** The share of attempts that were wasted; 0 where there are none. */
  double share() {
    return attempts() == 0 ? 0 : (double) wasted() / attempts();
  }
}
