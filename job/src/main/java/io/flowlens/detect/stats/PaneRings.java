package io.flowlens.detect.stats;

import io.flowlens.model.Pane;

/**
 * Counters of one edge over its last quarter of an hour: a ring of six panes and a ring of fifteen
 * minutes, so that every {@link LookbackWindow} is a sum of a few slots. One test then works from
 * two calls a second to a hundred thousand.
 *
 * <p>At rest it is a byte array ({@link #packed}): under 100 bytes for a healthy edge.
 */
public final class PaneRings {
  /** How long a count is remembered after its pane, at most. */
  public static final long MEMORY_MILLIS = 15 * 60_000L;

  /** Panes that have a slot of their own. */
  public static final int PANES = 6;

  /** Minutes that have a slot of their own. */
  public static final int MINUTES = 15;

  private static final long MINUTE_MILLIS = 60_000;

  private final SlotRing panes;
  private final SlotRing minutes;

  private final PackedForm form;

  private PaneRings(PackedForm form, int counters) {
    this.form = form;
    this.panes = new SlotRing(Pane.MILLIS, PANES, counters);
    this.minutes = new SlotRing(MINUTE_MILLIS, MINUTES, counters);
  }

  /**
   * The rings as they were packed; empty ones when {@code packed} is null or empty.
   *
   * @param form of the counters' owner
   * @param counters how many counters each slot has, at most 63; the same as when packed
   */
  public static PaneRings unpack(PackedForm form, byte[] packed, int counters) {
    PaneRings rings = new PaneRings(form, counters);
    if (packed != null && packed.length > 0) {
      Varints in = form.reader(packed);
      rings.panes.read(in);
      rings.minutes.read(in);
    }
    return rings;
  }

  /** Everything as bytes, for the detector's state. */
  public byte[] packed() {
    Varints out = form.writer();
    panes.write(out);
    minutes.write(out);
    return out.toByteArray();
  }

  /** Moves on to this pane, forgetting what is now too old; an earlier pane changes nothing. */
  public void advance(long paneStart) {
    panes.advance(paneStart);
    minutes.advance(paneStart);
  }

  /** Counts {@code n} in the newest pane. */
  public void add(int counter, long n) {
    panes.add(counter, n);
    minutes.add(counter, n);
  }

  /** The counter in one minute: 0 is the running one, 14 the oldest. */
  public long minute(int age, int counter) {
    return minutes.sum(age + 1, counter) - minutes.sum(age, counter);
  }

  /** The counter's sum over the window that ends with the newest pane. */
  public long sum(LookbackWindow window, int counter) {
    switch (window) {
      case PANE:
        return panes.sum(1, counter);
      case MINUTE:
        return panes.sum(PANES, counter);
      case FIVE_MINUTES:
        return minutes.sum(5, counter);
      default:
        return minutes.sum(MINUTES, counter);
    }
  }

  /** The counter's sum over so many panes up to the newest, at most {@link #PANES}. */
  public long sumOfPanes(int newest, int counter) {
    return panes.sum(newest, counter);
  }

  /** The counter's sum over the running minute and those before it, {@link #MINUTES} at most. */
  public long sumOfMinutes(int newest, int counter) {
    return minutes.sum(newest, counter);
  }

  /** When the first of so many minutes up to that of this time began. */
  public static long startOfMinutes(int newest, long time) {
    return Math.floorDiv(time, MINUTE_MILLIS) * MINUTE_MILLIS - (newest - 1) * MINUTE_MILLIS;
  }
}
