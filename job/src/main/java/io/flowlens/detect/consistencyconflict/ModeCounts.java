package io.flowlens.detect.consistencyconflict;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Sums;
import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Pane;

/** In which modes a caller reads and writes a table, and how often its writes meet others. */
final class ModeCounts {
  /** Ways to read, then ways to write. */
  enum Mode {
    EVENTUAL_READ("eventual reads", true),
    STRONG_READ("strong reads", true),
    TRANSACTIONAL_READ("transactional reads", true),
    PLAIN_WRITE("plain or conditional writes", false),
    TRANSACTIONAL_WRITE("transactional writes", false);

    final String words;
    final boolean reads;

    Mode(String words, boolean reads) {
      this.words = words;
      this.reads = reads;
    }
  }

  private static final Mode[] MODES = Mode.values();
  private static final String READ_TRANSACTION = "TransactGetItems";

  /** Attempts to write or to transact, and those that met another writer or what it left. */
  private static final int ATTEMPTS = MODES.length;

  private static final int CONFLICTS = ATTEMPTS + 1;

  /** The same of the table's other callers. */
  private static final int OTHERS_ATTEMPTS = CONFLICTS + 1;

  private static final int OTHERS_CONFLICTS = OTHERS_ATTEMPTS + 1;

  /** Updates of the table that were lost between regions. */
  private static final int LOST = OTHERS_CONFLICTS + 1;

  /** Rounds in which the caller wrote. */
  private static final int ROUNDS = LOST + 1;

  private static final int COUNTS = ROUNDS + 1;
  private static final PackedForm FORM = new PackedForm("consistency-conflict modes", 1);

  private final long[] counts;

  private ModeCounts(long[] counts) {
    this.counts = counts;
  }

  static ModeCounts none() {
    return new ModeCounts(new long[COUNTS]);
  }

  static ModeCounts unpack(byte[] packed) {
    return new ModeCounts(Sums.unpack(FORM, packed, COUNTS));
  }

  byte[] packed() {
    return Sums.packed(FORM, counts);
  }

  /** Adds a pane of the caller. */
  void add(Pane pane) {
    if (pane.edge.access == Access.READ) {
      counts[Mode.EVENTUAL_READ.ordinal()] += pane.get(Counter.EVENTUAL_READS);
      counts[Mode.STRONG_READ.ordinal()] += pane.get(Counter.STRONG_READS);
      return;
    }
    if (pane.edge.access == Access.TRANSACT) {
      long reads = pane.get(Detail.OPERATIONS).of(READ_TRANSACTION);
      counts[Mode.TRANSACTIONAL_READ.ordinal()] += reads;
      counts[Mode.TRANSACTIONAL_WRITE.ordinal()] += pane.get(Counter.CALLS) - reads;
    } else {
      counts[Mode.PLAIN_WRITE.ordinal()] += pane.get(Counter.CALLS);
    }
    counts[ATTEMPTS] += pane.attempts();
    counts[CONFLICTS] += pane.errors(ErrorClass.CONFLICT) + pane.errors(ErrorClass.CONDITIONAL);
  }

  /** Closes a round: what the table's other callers did, and how many updates were lost. */
  void addRound(ModeCounts all, long lost) {
    counts[OTHERS_ATTEMPTS] += all.counts[ATTEMPTS] - counts[ATTEMPTS];
    counts[OTHERS_CONFLICTS] += all.counts[CONFLICTS] - counts[CONFLICTS];
    counts[LOST] += lost;
    counts[ROUNDS] += counts[ATTEMPTS] > 0 ? 1 : 0;
  }

  void add(ModeCounts other) {
    for (int i = 0; i < COUNTS; i++) {
      counts[i] += other.counts[i];
    }
  }

  void halve() {
    for (int i = 0; i < COUNTS; i++) {
      counts[i] /= 2;
    }
  }

  /** Calls that read, or that write, whose mode is known. */
  long calls(boolean reads) {
    long calls = 0;
    for (Mode mode : MODES) {
      calls += mode.reads == reads ? counts[mode.ordinal()] : 0;
    }
    return calls;
  }

  /** The share of a mode among all ways to read, or to write. */
  double share(Mode mode) {
    return (double) counts[mode.ordinal()] / Math.max(1, calls(mode.reads));
  }

  long attempts() {
    return counts[ATTEMPTS];
  }

  long conflicts() {
    return counts[CONFLICTS];
  }

  long othersAttempts() {
    return counts[OTHERS_ATTEMPTS];
  }

  long othersConflicts() {
    return counts[OTHERS_CONFLICTS];
  }

  long lost() {
    return counts[LOST];
  }

  /** Attempts in each round in which there were any. */
  double rate() {
    return (double) attempts() / Math.max(1, counts[ROUNDS]);
  }
}
