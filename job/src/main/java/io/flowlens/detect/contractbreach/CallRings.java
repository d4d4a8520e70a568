package io.flowlens.detect.contractbreach;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.detect.stats.Varints;
import io.flowlens.model.Contract;
import io.flowlens.model.Counter;
import io.flowlens.model.Pane;

/**
 * The calls of one edge, over every {@link Span}: rings of a minute, ten minutes, an hour, half a
 * day, and a sixth of the contract's window. Whole numbers in slots, so that neither order nor
 * parallelism shows.
 */
final class CallRings {
  private static final PackedForm FORM = new PackedForm("contract-breach calls", 1);

  private static final long MINUTE = 60_000;
  private static final int RINGS = 5;

  private static final int CALLS = 0;
  private static final int REFUSED = 1;
  private static final int FAILED = 2;
  private static final int UNTIMED = 3;
  private static final int SLOW = 4;
  private static final int COUNTERS = 5;

  private final Contract contract;
  private final SlotRing[] rings = new SlotRing[RINGS];

  private CallRings(Contract contract) {
    this.contract = contract;
    long[] slots = {
      MINUTE, 10 * MINUTE, 60 * MINUTE, 12 * 60 * MINUTE, contract.windowMillis / Span.SLOTS
    };
    for (int i = 0; i < RINGS; i++) {
      rings[i] = new SlotRing(slots[i], i == 0 ? 5 : Span.SLOTS, COUNTERS);
    }
  }

  /**
   * The rings as they were packed; empty ones when there are none, or when the contract has another
   * window or another limit since.
   */
  static CallRings unpack(byte[] packed, Contract contract) {
    CallRings rings = new CallRings(contract);
    if (packed.length > 0) {
      Varints in = FORM.reader(packed);
      boolean same = in.read() == contract.windowMillis;
      same &= in.read() == limitMicros(contract);
      for (int i = 0; i < RINGS && same; i++) {
        rings.rings[i].read(in);
      }
    }
    return rings;
  }

  /** Everything as bytes. */
  byte[] packed() {
    Varints out = FORM.writer();
    out.write(contract.windowMillis);
    out.write(limitMicros(contract));
    for (SlotRing ring : rings) {
      ring.write(out);
    }
    return out.toByteArray();
  }

  private static long limitMicros(Contract contract) {
    return Math.round(1_000 * contract.fastMillis);
  }

  /** Moves on to this time, forgetting what is too old. */
  void advance(long time) {
    for (SlotRing ring : rings) {
      ring.advance(time);
    }
  }

  /** Counts the calls of the newest pane. */
  void add(Pane pane) {
    add(CALLS, pane.get(Counter.CALLS));
    add(REFUSED, Contract.refused(pane));
    add(FAILED, Contract.failed(pane));
    if (Promise.TIMING.isOf(contract)) {
      add(UNTIMED, pane.get(Counter.CALLS) - Contract.timed(pane));
      add(SLOW, contract.slow(pane));
    }
  }

  private void add(int counter, long n) {
    for (SlotRing ring : rings) {
      ring.add(counter, n);
    }
  }

  /** All calls, whether a promise counts them or not. */
  long calls(Span span) {
    return sum(span, CALLS);
  }

  /** Failed calls that do not count. */
  long refused(Span span) {
    return sum(span, REFUSED);
  }

  /** Calls that count for the promise. */
  long counted(Span span, Promise promise) {
    return sum(span, CALLS) - sum(span, promise == Promise.AVAILABILITY ? REFUSED : UNTIMED);
  }

  /** Of these, those that were not as promised. */
  long bad(Span span, Promise promise) {
    return sum(span, promise == Promise.AVAILABILITY ? FAILED : SLOW);
  }

  private long sum(Span span, int counter) {
    return rings[span.ring].sum(span.slots, counter);
  }
}
