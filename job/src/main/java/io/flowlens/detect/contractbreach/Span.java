package io.flowlens.detect.contractbreach;

/**
 * How far back calls are counted: the running slot and those before it, so that each span is up to
 * one slot shorter than it says. None of them needs a single call to be kept.
 */
enum Span {
  FIVE_MINUTES(0, 5, 5 * Span.MINUTE, "5 min"),
  HALF_HOUR(1, 3, 30 * Span.MINUTE, "30 min"),
  HOUR(1, 6, 60 * Span.MINUTE, "1 h"),
  SIX_HOURS(2, 6, 6 * 60 * Span.MINUTE, "6 h"),
  THREE_DAYS(3, 6, 3 * 24 * 60 * Span.MINUTE, "3 d"),
  /** As long as the contract says. */
  BUDGET(4, 6, 0, "budget");

  /** Slots of each ring: the first has five. */
  static final int SLOTS = 6;

  private static final long MINUTE = 60_000;

  final int ring;
  final int slots;
  final String label;
  private final long millis;

  Span(int ring, int slots, long millis, String label) {
    this.ring = ring;
    this.slots = slots;
    this.millis = millis;
    this.label = label;
  }

  /** Its length, given that of the contract. */
  long millis(long windowMillis) {
    return this == BUDGET ? windowMillis : millis;
  }
}
