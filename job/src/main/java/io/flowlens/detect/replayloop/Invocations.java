package io.flowlens.detect.replayloop;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.Counter;
import io.flowlens.model.Pane;

/**
 * How many of a function's invocations by one source failed lately, where nothing says which
 * records they were given: as its spans show it, or as Lambda's own log does, whichever saw more.
 */
final class Invocations {
  /** How far back it is asked whether most fail. */
  static final int MINUTES = 5;

  private static final PackedForm FORM = new PackedForm("replay-loop invocations", 2);
  private static final long SLOT_MILLIS = 60_000;

  /** In two standard deviations at least half must fail: four of four, seven of eight. */
  private static final double Z = 2;

  private static final double MOST = 0.5;

  /** A batch that keeps failing is tried every minute; a short trouble is over by then. */
  private static final int LASTING_MINUTES = 3;

  private static final int LOGGED = 0;
  private static final int LOGGED_FAILED = 1;
  private static final int SPANS = 2;
  private static final int SPANS_FAILED = 3;
  private static final int COUNTERS = 4;

  private final SlotRing ring;

  /** Since the epoch. */
  private long newestMinute;

  private Invocations(SlotRing ring) {
    this.ring = ring;
  }

  static Invocations unpack(byte[] packed) {
    return new Invocations(SlotRing.unpack(FORM, packed, SLOT_MILLIS, MINUTES, COUNTERS));
  }

  byte[] packed() {
    return ring.packed(FORM);
  }

  /** Counts one pane of the delivery; null when it was silent. */
  void count(Pane delivered, long paneStart) {
    ring.advance(paneStart);
    newestMinute = Math.floorDiv(paneStart, SLOT_MILLIS);
    if (delivered != null) {
      ring.add(LOGGED, delivered.get(Counter.INVOCATIONS));
      ring.add(LOGGED_FAILED, delivered.get(Counter.INVOCATIONS_FAILED));
      ring.add(SPANS, delivered.get(Counter.CALLS));
      ring.add(SPANS_FAILED, delivered.get(Counter.FAILED));
    }
  }

  /** How many of a pane's invocations failed. */
  static long failed(Pane delivered) {
    return Math.max(delivered.get(Counter.INVOCATIONS_FAILED), delivered.get(Counter.FAILED));
  }

  private boolean isLogged() {
    return ring.sum(MINUTES, LOGGED) >= ring.sum(MINUTES, SPANS);
  }

  long all() {
    return ring.sum(MINUTES, isLogged() ? LOGGED : SPANS);
  }

  long failed() {
    return Math.min(all(), ring.sum(MINUTES, isLogged() ? LOGGED_FAILED : SPANS_FAILED));
  }

  /** The minute of the first of the failures, epoch milliseconds. */
  long firstFailure() {
    int counter = isLogged() ? LOGGED_FAILED : SPANS_FAILED;
    int age = MINUTES - 1;
    while (age > 0 && ring.sum(age + 1, counter) == ring.sum(age, counter)) {
      age--;
    }
    return (newestMinute - age) * SLOT_MILLIS;
  }

  /** Whether most of them fail, and have failed for minutes. */
  boolean mostFail(long minFailed) {
    return failed() >= minFailed
        && Wilson.lower(failed(), all(), Z) >= MOST
        && ring.slotsWithin(MINUTES, 0, isLogged() ? LOGGED_FAILED : SPANS_FAILED)
            >= LASTING_MINUTES;
  }
}
