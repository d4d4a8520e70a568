package io.flowlens.detect.transactionalchurn;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;

/** A caller's ledger over the last quarter of an hour, minute by minute. */
final class WriterTraffic {
  /** The running minute and those before it. */
  static final int MINUTES = 15;

  static final long MINUTE_MILLIS = 60_000;

  private static final PackedForm FORM = new PackedForm("transactional-churn minutes", 2);

  private final SlotRing ring;

  private WriterTraffic(SlotRing ring) {
    this.ring = ring;
  }

  /** The caller's traffic as of this pane. */
  static WriterTraffic of(Writer writer, long paneStart) {
    SlotRing ring = SlotRing.unpack(FORM, writer.minutes, MINUTE_MILLIS, MINUTES, Waste.COUNTS);
    ring.advance(paneStart);
    return new WriterTraffic(ring);
  }

  void add(Waste waste) {
    for (int i = 0; i < Waste.COUNTS; i++) {
      ring.add(i, waste.count(i));
    }
  }

  /** How much of the minute is over at this time, above 0 and at most 1. */
  static double partOfMinute(long time) {
    return (Math.floorMod(time, MINUTE_MILLIS) + 1.0) / MINUTE_MILLIS;
  }

  /** Writes it back. */
  void keep(Writer writer) {
    writer.minutes = ring.packed(FORM);
  }

  /** The sum over the running minute and those before it. */
  Waste last(int minutes) {
    long[] counts = new long[Waste.COUNTS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = ring.sum(minutes, i);
    }
    return new Waste(counts);
  }

  /** One minute: 0 is the running one. */
  Waste minute(int age) {
    long[] counts = new long[Waste.COUNTS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = ring.sum(age + 1, i) - ring.sum(age, i);
    }
    return new Waste(counts);
  }
}
