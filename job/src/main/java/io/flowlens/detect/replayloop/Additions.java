package io.flowlens.detect.replayloop;

import io.flowlens.model.Detail;
import io.flowlens.model.Pane;
import io.flowlens.model.Repeats;

/** What was added to the table's items in each of the last minutes. */
public final class Additions {
  /** How many minutes are remembered. */
  static final int MINUTES = 15;

  private static final long MILLIS = 60_000;

  /** Number of the newest minute since the epoch. */
  public long minute;

  /** Serialized {@link Repeats} of each minute, the newest first; empty where there are none. */
  public byte[][] minutes = new byte[MINUTES][0];

  /** For Flink. */
  public Additions() {}

  void advance(long paneStart) {
    long now = Math.floorDiv(paneStart, MILLIS);
    int passed = (int) Math.max(0, Math.min(MINUTES, now - minute));
    if (passed > 0) {
      byte[][] moved = new byte[MINUTES][0];
      System.arraycopy(minutes, 0, moved, passed, MINUTES - passed);
      minutes = moved;
      minute = now;
    }
  }

  void count(Pane changes) {
    Repeats sum = Repeats.unpack(minutes[0]);
    sum.merge(changes.get(Detail.REPEATS));
    minutes[0] = sum.packed();
  }

  /**
   * Of so many minutes.
   *
   * @param back how many newer minutes to leave out
   */
  Repeats of(int back, int count) {
    Repeats sum = new Repeats();
    for (int i = back; i < back + count; i++) {
      sum.merge(Repeats.unpack(minutes[i]));
    }
    return sum;
  }
}
