package io.flowlens.detect.stats;

import java.util.Arrays;

/**
 * Counters over the last so many slots of equal length; the newest slot is the running one. Slots
 * begin at multiples of their length.
 */
public final class SlotRing {
  private static final long NEVER = Long.MIN_VALUE;

  /** Stored first. Any larger number is the newest slot's, plus 1, of what was stored in rows. */
  private static final int EMPTY = 0;

  private static final int COLUMNS = 1;

  private final long slotMillis;
  private final long[][] slots;

  /** Number of the newest slot since the epoch. */
  private long newest = NEVER;

  /** An empty ring; at most 63 counters. */
  public SlotRing(long slotMillis, int slots, int counters) {
    this.slotMillis = slotMillis;
    this.slots = new long[slots][counters];
  }

  /** A ring as it was {@link #packed}; an empty one when that is null or empty. */
  public static SlotRing unpack(
      PackedForm form, byte[] packed, long slotMillis, int slots, int counters) {
    SlotRing ring = new SlotRing(slotMillis, slots, counters);
    if (packed != null && packed.length > 0) {
      ring.read(form.reader(packed));
    }
    return ring;
  }

  /** Everything as bytes: few for a silent ring, one or two for each count. */
  public byte[] packed(PackedForm form) {
    Varints out = form.writer();
    write(out);
    return out.toByteArray();
  }

  /**
   * Moves on to the slot of this time, forgetting what is too old; an earlier time does nothing.
   */
  public void advance(long time) {
    long slot = Math.floorDiv(time, slotMillis);
    if (newest == NEVER || slot - newest >= slots.length) {
      for (long[] counters : slots) {
        Arrays.fill(counters, 0);
      }
      newest = slot;
    }
    while (newest < slot) {
      newest++;
      Arrays.fill(at(0), 0);
    }
  }

  /** Counts {@code n} in the newest slot. */
  public void add(int counter, long n) {
    at(0)[counter] += n;
  }

  /** The counter's sum over the newest slots; none was counted before the first advance. */
  public long sum(int newestSlots, int counter) {
    long sum = 0;
    for (int age = 0; age < newestSlots && newest != NEVER; age++) {
      sum += at(age)[counter];
    }
    return sum;
  }

  /**
   * In how many of the newest slots any of these counters counted something, with the silent slots
   * between two of them where there are no more than so many in a row.
   */
  public int slotsWithin(int newestSlots, int silent, int... counters) {
    int within = 0;
    int last = -1;
    for (int age = 0; age < newestSlots && newest != NEVER; age++) {
      if (counted(age, counters)) {
        within += last >= 0 && age - last - 1 <= silent ? age - last : 1;
        last = age;
      }
    }
    return within;
  }

  private boolean counted(int age, int... counters) {
    return Arrays.stream(counters).anyMatch(counter -> at(age)[counter] != 0);
  }

  /** Takes over what another ring {@linkplain #write wrote}. */
  public void read(Varints in) {
    long first = in.read();
    if (first == EMPTY) {
      newest = NEVER;
    } else if (first == COLUMNS) {
      newest = in.read();
      SlotColumns.read(
          in, slots.length, slots[0].length, (age, counter, n) -> at(age)[counter] = n);
    } else {
      newest = first - 1;
      readRows(in);
    }
  }

  /** What was stored before there were columns: slot by slot. */
  private void readRows(Varints in) {
    for (int age = 0; age < slots.length; age++) {
      long[] slot = at(age);
      long present = in.read();
      for (int i = 0; i < slot.length; i++) {
        slot[i] = (present >>> i & 1) == 0 ? 0 : in.read();
      }
    }
  }

  /** Writes everything among other numbers. */
  public void write(Varints out) {
    out.write(newest == NEVER ? EMPTY : COLUMNS);
    if (newest != NEVER) {
      out.write(newest);
      SlotColumns.write(out, slots.length, slots[0].length, (age, counter) -> at(age)[counter]);
    }
  }

  private long[] at(int age) {
    return slots[(int) Math.floorMod(newest - age, (long) slots.length)];
  }
}
