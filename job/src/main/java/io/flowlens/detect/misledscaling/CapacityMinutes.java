package io.flowlens.detect.misledscaling;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;

/** What metrics show of the capacity to read or to write of a table or index, by minute. */
final class CapacityMinutes {
  /** Units. */
  static final int CONSUMED = 0;

  /** Units a second; 0 where it is not known. */
  static final int CAPACITY = 1;

  static final int THROTTLES = 2;
  static final int KEY_RANGE = 3;
  static final int PROVISIONED = 4;
  static final int ACCOUNT_LIMIT = 5;
  static final int MAX_ON_DEMAND = 6;

  static final long MILLIS = 60_000;
  private static final int COUNTERS = 7;
  private static final int MINUTES = 45;
  private static final PackedForm FORM = new PackedForm("misled-scaling minutes", 1);

  private final SlotRing ring;
  private long newest;

  private CapacityMinutes(SlotRing ring, long newest) {
    this.ring = ring;
    this.newest = newest;
  }

  static CapacityMinutes of(ScalingTarget target) {
    return new CapacityMinutes(
        SlotRing.unpack(FORM, target.minutes, MILLIS, MINUTES, COUNTERS), target.newestMinute);
  }

  void keep(ScalingTarget target) {
    target.minutes = ring.packed(FORM);
    target.newestMinute = newest;
  }

  /** Sets a counter of the minute of this time, unless that is older than the newest. */
  void set(long time, int counter, long value) {
    if (time < newest) {
      return;
    }
    newest = Math.floorDiv(time, MILLIS) * MILLIS;
    ring.advance(newest);
    ring.add(counter, value - ring.sum(1, counter));
  }

  /** A counter in the minute of this time; 0 where it is not kept. */
  long get(long time, int counter) {
    long age = Math.floorDiv(newest - time + MILLIS - 1, MILLIS);
    if (age < 0 || age >= MINUTES) {
      return 0;
    }
    return ring.sum((int) age + 1, counter) - ring.sum((int) age, counter);
  }

  /** A counter's sum over the minutes from one time to another. */
  long sum(long from, long to, int counter) {
    long sum = 0;
    for (long minute = from; minute < to; minute += MILLIS) {
      sum += get(minute, counter);
    }
    return sum;
  }

  /** The highest value from one time to another. */
  long highest(long from, long to, int counter) {
    long highest = 0;
    for (long minute = from; minute < to; minute += MILLIS) {
      highest = Math.max(highest, get(minute, counter));
    }
    return highest;
  }

  /** In how many minutes from one time to another the counter counted something. */
  int minutes(long from, long to, int counter) {
    int minutes = 0;
    for (long minute = from; minute < to; minute += MILLIS) {
      minutes += get(minute, counter) > 0 ? 1 : 0;
    }
    return minutes;
  }

  /** Start of the newest minute, epoch milliseconds. */
  long newest() {
    return newest;
  }

  /**
   * The consumption of a minute by what a capacity allows; NaN where one of them is not known.
   *
   * @param capacity units a second
   */
  double use(long minute, double capacity) {
    return capacity > 0 ? get(minute, CONSUMED) / (60 * capacity) : Double.NaN;
  }

  /** The same by the capacity of that minute. */
  double use(long minute) {
    return use(minute, (double) get(minute, CAPACITY));
  }
}
