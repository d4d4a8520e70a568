package io.flowlens.detect.consistencyconflict;

import java.util.Arrays;

/** A change of one item from one version to another, and when each region recorded it. */
final class Step {
  /** It did not. */
  static final long NOT = Long.MIN_VALUE;

  final long key;
  final long before;

  /** 0 of a mark that changes of this item are missing or ambiguous. */
  final long after;

  /** By the region's place, epoch milliseconds; {@link #NOT} where it did not record it. */
  final long[] at;

  Step(long key, long before, long after, long[] at) {
    this.key = key;
    this.before = before;
    this.after = after;
    this.at = at;
  }

  static Step of(long key, long before, long after, int regions) {
    long[] at = new long[regions];
    Arrays.fill(at, NOT);
    return new Step(key, before, after, at);
  }

  boolean isMark() {
    return after == 0;
  }

  boolean isIn(int region) {
    return at[region] != NOT;
  }

  /** Whether every region recorded it: then it was replicated as it was made. */
  boolean isInAll() {
    return Arrays.stream(at).allMatch(time -> time != NOT);
  }

  /** When the last of the regions recorded it. */
  long last() {
    return Arrays.stream(at).max().orElse(NOT);
  }
}
