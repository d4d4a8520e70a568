package io.flowlens.detect.stats;

import java.util.Arrays;

/**
 * The stored form of {@link HourOfWeek}'s slots. From hour to hour a level moves little: a slot
 * takes half a byte, for the difference to the one before it.
 */
final class HourSlots {
  private static final int HOURS_OF_DAY = 24;
  private static final int DAYS = 7;
  private static final long WHOLE_DAY = (1 << HOURS_OF_DAY) - 1;

  /** Half a byte holds differences from -7 to 7, plus 7. */
  private static final int MOST = 7;

  /** The slot itself follows, in two halves. */
  private static final int FAR = 15;

  private static final int HALF = 4;

  private HourSlots() {}

  /** Writes which days have slots, of each of these which hours have none, and all differences. */
  static void write(Varints out, byte[] slots) {
    long days = 0;
    for (int hour = 0; hour < slots.length; hour++) {
      days |= slots[hour] == 0 ? 0 : 1L << (hour / HOURS_OF_DAY);
    }
    out.write(days);
    Halves halves = new Halves();
    int before = 0;
    for (int day = 0; day < DAYS; day++) {
      if ((days >>> day & 1) != 0) {
        long watched = 0;
        for (int i = 0; i < HOURS_OF_DAY; i++) {
          int slot = slots[day * HOURS_OF_DAY + i] & 0xFF;
          watched |= slot == 0 ? 0 : 1L << i;
          if (slot != 0) {
            halves.addStep(before, slot);
            before = slot;
          }
        }
        out.write(watched ^ WHOLE_DAY);
      }
    }
    halves.write(out);
  }

  /** Reads what {@link #write} wrote. */
  static void read(Varints in, byte[] slots) {
    long days = in.read();
    long[] watched = new long[DAYS];
    for (int day = 0; day < DAYS; day++) {
      watched[day] = (days >>> day & 1) == 0 ? 0 : in.read() ^ WHOLE_DAY;
    }
    Halves halves = new Halves(days == 0 ? new byte[0] : in.readBytes());
    int before = 0;
    for (int hour = 0; hour < slots.length; hour++) {
      if ((watched[hour / HOURS_OF_DAY] >>> (hour % HOURS_OF_DAY) & 1) != 0) {
        before = halves.slotAfter(before);
        slots[hour] = (byte) before;
      }
    }
  }

  /** Reads what version 1 wrote: a byte for each slot. */
  static void readWhole(Varints in, byte[] slots) {
    for (int day = 0; day < slots.length; day += HOURS_OF_DAY) {
      long watched = in.read();
      for (int i = 0; i < HOURS_OF_DAY; i++) {
        slots[day + i] = (watched >>> i & 1) == 0 ? 0 : (byte) in.read();
      }
    }
  }

  /** Halves of bytes, one after another. */
  private static final class Halves {
    private final byte[] bytes;
    private int at;

    /** To write. */
    Halves() {
      bytes = new byte[DAYS * HOURS_OF_DAY * 2];
    }

    /** To read. */
    Halves(byte[] bytes) {
      this.bytes = bytes;
    }

    void addStep(int before, int slot) {
      int step = slot - before;
      if (Math.abs(step) <= MOST) {
        add(step + MOST);
      } else {
        add(FAR);
        add(slot >>> HALF);
        add(slot & FAR);
      }
    }

    private void add(int half) {
      bytes[at >> 1] |= (byte) ((at & 1) == 0 ? half : half << HALF);
      at++;
    }

    void write(Varints out) {
      if (at > 0) {
        out.write(Arrays.copyOf(bytes, (at + 1) / 2));
      }
    }

    int slotAfter(int before) {
      int half = next();
      return half == FAR ? next() << HALF | next() : before + half - MOST;
    }

    private int next() {
      int half = (at & 1) == 0 ? bytes[at >> 1] & FAR : bytes[at >> 1] >>> HALF & FAR;
      at++;
      return half;
    }
  }
}
