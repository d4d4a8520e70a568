package io.flowlens.detect.replayloop;

import io.flowlens.model.Pane;
import io.flowlens.model.Repeats;

/**
 * What was added to the table's items lately, and whether the same was added again: the changes of
 * the last five to ten minutes, and of the five before them to compare with.
 */
public final class Additions {
  private static final long MILLIS = 300_000;

  /** Number of five minutes since the epoch that {@link #newest} stands for. */
  public long slot;

  /** Serialized {@link Repeats} of the running five minutes; empty when there are none. */
  public byte[] newest = new byte[0];

  public byte[] before = new byte[0];
  public byte[] earlier = new byte[0];

  /** For Flink. */
  public Additions() {}

  void advance(long paneStart) {
    for (long now = Math.floorDiv(paneStart, MILLIS); slot < now; slot++) {
      if (now - slot > 3) {
        slot = now - 3;
      }
      earlier = before;
      before = newest;
      newest = new byte[0];
    }
  }

  void count(Pane changes) {
    Repeats sum = Repeats.unpack(newest);
    sum.merge(changes.repeats);
    newest = sum.packed();
  }

  /** Of the last five to ten minutes. */
  Repeats recent() {
    Repeats sum = Repeats.unpack(newest);
    sum.merge(Repeats.unpack(before));
    return sum;
  }

  /** Of the five minutes before those. */
  Repeats usual() {
    return Repeats.unpack(earlier);
  }

  boolean isEmpty() {
    return newest.length == 0 && before.length == 0 && earlier.length == 0;
  }
}
