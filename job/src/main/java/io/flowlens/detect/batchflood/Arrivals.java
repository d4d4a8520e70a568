package io.flowlens.detect.batchflood;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;

/**
 * What arrived in a channel in the last quarter of an hour: by the table's change records, which
 * are never sampled, else by what publishers sent.
 */
final class Arrivals {
  static final int MINUTES = 15;

  /** Records of a table's change stream. */
  static final int CHANGED = 0;

  /** What publishers wrote or sent. */
  static final int SENT = 1;

  private static final PackedForm FORM = new PackedForm("batch-flood arrivals", 1);

  private final SlotRing ring;

  private Arrivals(SlotRing ring) {
    this.ring = ring;
  }

  static Arrivals unpack(byte[] packed) {
    return new Arrivals(SlotRing.unpack(FORM, packed, Minutes.MILLIS, MINUTES, 2));
  }

  byte[] packed() {
    return ring.packed(FORM);
  }

  void count(long changed, long sent, long now) {
    ring.advance(now);
    ring.add(CHANGED, changed);
    ring.add(SENT, sent);
  }

  /** Whether anything shows what arrives. */
  boolean isKnown() {
    return ring.sum(MINUTES, CHANGED) > 0 || ring.sum(MINUTES, SENT) > 0;
  }

  /** Records that arrived in one minute: 0 is the running one. */
  long minute(int age) {
    return Minutes.minute(ring, age, counter());
  }

  double perSecond(int minutes, long now) {
    return Minutes.perSecond(ring, counter(), minutes, now);
  }

  /** Of a pane's records, those that are counted. */
  long of(long changed, long sent) {
    return counter() == CHANGED ? changed : sent;
  }

  private int counter() {
    return ring.sum(MINUTES, CHANGED) > 0 ? CHANGED : SENT;
  }
}
