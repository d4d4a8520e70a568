package io.flowlens.detect.stats;

/**
 * The stored form of a {@link SlotRing}'s counts: counter by counter, because most counters are 0
 * in all slots, and some are the same as another one in all slots (all calls sampled, all timed).
 */
final class SlotColumns {
  /** The counts as they are to be stored. */
  @FunctionalInterface
  interface Source {
    /** A counter in the slot of this age, 0 for the newest. */
    long count(int age, int counter);
  }

  /** Receives the counts that are not 0. */
  @FunctionalInterface
  interface Target {
    /** A counter in the slot of this age, 0 for the newest. */
    void count(int age, int counter, long n);
  }

  private SlotColumns() {}

  /**
   * Writes a bit for each counter that is not 0 everywhere. Then of each of these either the
   * counter that it is the same as, or a bit for each slot in which it is not 0 and its counts.
   */
  static void write(Varints out, int slots, int counters, Source source) {
    long[] filled = new long[counters];
    long present = 0;
    for (int counter = 0; counter < counters; counter++) {
      for (int age = 0; age < slots; age++) {
        filled[counter] |= source.count(age, counter) == 0 ? 0 : 1L << age;
      }
      present |= filled[counter] == 0 ? 0 : 1L << counter;
    }
    out.write(present);
    for (int counter = 0; counter < counters; counter++) {
      if (filled[counter] != 0) {
        int same = sameAs(counter, slots, filled, source);
        if (same >= 0) {
          out.write((long) same << 1 | 1);
        } else {
          write(out, counter, filled[counter], source);
        }
      }
    }
  }

  private static void write(Varints out, int counter, long filled, Source source) {
    out.write(filled << 1);
    for (long left = filled; left != 0; left &= left - 1) {
      out.write(source.count(Long.numberOfTrailingZeros(left), counter));
    }
  }

  /** The first counter before this one with the same counts; -1 when there is none. */
  private static int sameAs(int counter, int slots, long[] filled, Source source) {
    for (int other = 0; other < counter; other++) {
      boolean same = filled[other] == filled[counter];
      for (int age = 0; same && age < slots; age++) {
        same = source.count(age, other) == source.count(age, counter);
      }
      if (same) {
        return other;
      }
    }
    return -1;
  }

  /** Reads what {@link #write} wrote; counts that are not mentioned are 0. */
  static void read(Varints in, int slots, int counters, Target target) {
    long present = in.read();
    long[][] columns = new long[Long.SIZE][];
    for (long left = present; left != 0; left &= left - 1) {
      int counter = Long.numberOfTrailingZeros(left);
      long head = in.read();
      columns[counter] = (head & 1) != 0 ? columns[(int) (head >>> 1)] : column(in, head >>> 1);
      for (int age = 0; counter < counters && age < slots; age++) {
        if (columns[counter][age] != 0) {
          target.count(age, counter, columns[counter][age]);
        }
      }
    }
  }

  private static long[] column(Varints in, long filled) {
    long[] counts = new long[Long.SIZE];
    for (long left = filled; left != 0; left &= left - 1) {
      counts[Long.numberOfTrailingZeros(left)] = in.read();
    }
    return counts;
  }
}
