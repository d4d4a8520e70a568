package io.flowlens.detect.batchflood;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.Pane;

/** One who fills a channel: writes to the table, or sends to the stream or queue. */
public final class Publisher {
  static final int CALLS = 0;
  static final int RECORDS = 1;

  private static final PackedForm FORM = new PackedForm("batch-flood publisher", 1);
  private static final int MINUTES = 5;

  /** The usual rate follows an hour of panes. */
  private static final double SLOWEST = 360;

  public Edge edge;

  /** Calls that succeeded and what they carried, by minute, packed. */
  public byte[] minutes = new byte[0];

  /** Usual records a second. */
  public double usual;

  /** Start of the newest pane with a call. */
  public long lastPane;

  /** For Flink. */
  public Publisher() {}

  /**
   * Counts a pane; null when it was silent.
   *
   * @param panes for how many the channel has been known; 0 where what is sent is not usual
   */
  void count(Pane pane, long now, long panes) {
    SlotRing ring = ring();
    ring.advance(now);
    if (pane != null) {
      ring.add(CALLS, Weight.of(pane, pane.get(Counter.OK)));
      ring.add(RECORDS, records(pane));
      lastPane = now;
    }
    minutes = ring.packed(FORM);
    if (panes > 0) {
      double seen = pane == null ? 0 : records(pane) * 1_000.0 / Pane.MILLIS;
      usual += (seen - usual) / Math.min(SLOWEST, (double) panes);
    }
  }

  /** What a pane's calls carried; one record each where they do not say. */
  static long records(Pane pane) {
    return Weight.of(pane, Math.max(pane.get(Counter.RECORDS), pane.get(Counter.OK)));
  }

  /** How much a second it has sent more than usual in the last so many minutes, five at most. */
  double excess(int minutes, long now) {
    return Minutes.perSecond(ring(), RECORDS, Math.min(MINUTES, minutes), now) - usual;
  }

  /** One counter's sum over the last so many minutes, five at most. */
  long lately(int minutes, int counter) {
    return ring().sum(Math.min(MINUTES, minutes), counter);
  }

  private SlotRing ring() {
    return SlotRing.unpack(FORM, minutes, Minutes.MILLIS, MINUTES, 2);
  }
}
