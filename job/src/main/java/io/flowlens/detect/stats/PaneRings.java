package io.flowlens.detect.stats;

import io.flowlens.model.Pane;
import java.util.Arrays;

/**
 * Counters of one edge over its last quarter of an hour: six panes and fifteen minutes, each a ring
 * of slots, so that every {@link Span} is a sum of a few slots. One test then works from two calls
 * a second to a hundred thousand.
 *
 * <p>At rest it is a byte array ({@link #packed}) that costs about four bytes per busy slot without
 * failures and one per silent slot: under 100 bytes for a healthy edge.
 */
public final class PaneRings {
  /** How long a count is remembered after its pane, at most. */
  public static final long MEMORY_MILLIS = 15 * 60_000L;

  private static final long MINUTE_MILLIS = 60_000;
  private static final int PANES = 6;
  private static final int MINUTES = 15;

  private final int counters;

  /** Start of the newest pane; meaningless while nothing was ever advanced to. */
  private long newest = Long.MIN_VALUE;

  /** Slot {@code (start / length) % ring} holds that pane or minute, counter by counter. */
  private final long[][] panes;

  private final long[][] minutes;

  private PaneRings(int counters) {
    this.counters = counters;
    this.panes = new long[PANES][counters];
    this.minutes = new long[MINUTES][counters];
  }

  /**
   * The rings as they were packed; empty ones when {@code packed} is null or empty.
   *
   * @param counters how many counters each slot has, at most 63; the same as when packed
   */
  public static PaneRings unpack(byte[] packed, int counters) {
    PaneRings rings = new PaneRings(counters);
    if (packed != null && packed.length > 0) {
      Varints in = new Varints(packed);
      rings.newest = in.read() * Pane.MILLIS;
      for (int age = 0; age < PANES; age++) {
        readSlot(in, rings.pane(age));
      }
      for (int age = 0; age < MINUTES; age++) {
        readSlot(in, rings.minute(age));
      }
    }
    return rings;
  }

  /** Everything as bytes, for the detector's state. */
  public byte[] packed() {
    if (newest == Long.MIN_VALUE) {
      return new byte[0];
    }
    Varints out = new Varints();
    out.write(newest / Pane.MILLIS);
    for (int age = 0; age < PANES; age++) {
      writeSlot(out, pane(age));
    }
    for (int age = 0; age < MINUTES; age++) {
      writeSlot(out, minute(age));
    }
    return out.toByteArray();
  }

  /** Moves on to this pane, forgetting what is now too old; an earlier pane changes nothing. */
  public void advance(long paneStart) {
    if (newest == Long.MIN_VALUE || paneStart - newest > MEMORY_MILLIS) {
      clear(panes);
      clear(minutes);
      newest = paneStart;
      return;
    }
    while (newest < paneStart) {
      long minuteBefore = Math.floorDiv(newest, MINUTE_MILLIS);
      newest += Pane.MILLIS;
      Arrays.fill(pane(0), 0);
      if (Math.floorDiv(newest, MINUTE_MILLIS) != minuteBefore) {
        Arrays.fill(minute(0), 0);
      }
    }
  }

  /** Counts {@code n} in the newest pane. */
  public void add(int counter, long n) {
    pane(0)[counter] += n;
    minute(0)[counter] += n;
  }

  /** The counter's sum over the span that ends with the newest pane. */
  public long sum(Span span, int counter) {
    if (newest == Long.MIN_VALUE) {
      return 0;
    }
    switch (span) {
      case PANE:
        return pane(0)[counter];
      case MINUTE:
        return sum(panes, counter);
      case FIVE_MINUTES:
        long sum = 0;
        for (int age = 0; age < 5; age++) {
          sum += minute(age)[counter];
        }
        return sum;
      default:
        return sum(minutes, counter);
    }
  }

  private long[] pane(int age) {
    return panes[(int) Math.floorMod(newest / Pane.MILLIS - age, (long) PANES)];
  }

  private long[] minute(int age) {
    return minutes[(int) Math.floorMod(Math.floorDiv(newest, MINUTE_MILLIS) - age, (long) MINUTES)];
  }

  private static long sum(long[][] ring, int counter) {
    long sum = 0;
    for (long[] slot : ring) {
      sum += slot[counter];
    }
    return sum;
  }

  private static void clear(long[][] ring) {
    for (long[] slot : ring) {
      Arrays.fill(slot, 0);
    }
  }

  private static void readSlot(Varints in, long[] slot) {
    long present = in.read();
    for (int i = 0; i < slot.length; i++) {
      if ((present >>> i & 1) != 0) {
        slot[i] = in.read();
      }
    }
  }

  private void writeSlot(Varints out, long[] slot) {
    long present = 0;
    for (int i = 0; i < counters; i++) {
      if (slot[i] != 0) {
        present |= 1L << i;
      }
    }
    out.write(present);
    for (int i = 0; i < counters; i++) {
      if (slot[i] != 0) {
        out.write(slot[i]);
      }
    }
  }
}
