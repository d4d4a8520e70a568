package io.flowlens.detect.batchflood;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Batches;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;

/** What a consumer took in the last quarter of an hour, and how old that was. */
final class Intake {
  private static final PackedForm FORM = new PackedForm("batch-flood intake", 1);

  private static final int TAKEN = 0;
  private static final int INVOKED = 1;
  private static final int FAILED = 2;
  private static final int OF_KNOWN_AGE = 3;
  private static final int AGE_SECONDS = 4;

  private static final int FAILING_MINUTES = 5;

  private final SlotRing ring;

  private Intake(SlotRing ring) {
    this.ring = ring;
  }

  static Intake unpack(byte[] packed) {
    return new Intake(SlotRing.unpack(FORM, packed, Minutes.MILLIS, Arrivals.MINUTES, 5));
  }

  byte[] packed() {
    return ring.packed(FORM);
  }

  void count(Pane pane, long now) {
    ring.advance(now);
    if (pane != null) {
      ring.add(TAKEN, records(pane));
      long invoked = Math.max(pane.get(Counter.CALLS), pane.get(Counter.INVOCATIONS));
      ring.add(INVOKED, Math.max(invoked, failed(pane)));
      ring.add(FAILED, failed(pane));
      ring.add(OF_KNOWN_AGE, pane.get(Counter.OF_KNOWN_AGE));
      ring.add(AGE_SECONDS, pane.get(Counter.AGE_SECONDS));
    }
  }

  private static long failed(Pane pane) {
    long failed = Math.max(pane.get(Counter.FAILED), pane.get(Counter.INVOCATIONS_FAILED));
    long batches = 0;
    if (pane.has(Detail.BATCHES)) {
      for (Batches.Delivered batch : pane.get(Detail.BATCHES).all()) {
        batches += batch.deliveries;
      }
    }
    return Math.max(failed, batches);
  }

  /** Records that a pane's deliveries carried. */
  static long records(Pane pane) {
    return pane == null ? 0 : Weight.of(pane, pane.get(Counter.RECORDS));
  }

  /** Whether anything shows how many records are taken. */
  boolean isKnown() {
    return ring.sum(Arrivals.MINUTES, TAKEN) > 0;
  }

  long minute(int age) {
    return Minutes.minute(ring, age, TAKEN);
  }

  double perSecond(int minutes, long now) {
    return Minutes.perSecond(ring, TAKEN, minutes, now);
  }

  /** Invocations in the last five minutes. */
  long invoked() {
    return ring.sum(FAILING_MINUTES, INVOKED);
  }

  /** The share of these that failed. */
  double failedShare() {
    return invoked() == 0 ? 0 : (double) ring.sum(FAILING_MINUTES, FAILED) / invoked();
  }

  /**
   * The newest minutes in which the age of records is known, the newest first.
   *
   * @param most how many at most
   * @param from none before this time
   * @return of each its place in minutes before the running one, and the mean age in seconds
   */
  List<double[]> ages(int most, long from, long now) {
    List<double[]> ages = new ArrayList<>();
    for (int age = 0; age < Arrivals.MINUTES && ages.size() < most; age++) {
      long known = Minutes.minute(ring, age, OF_KNOWN_AGE);
      if (known > 0 && Minutes.start(age, now) >= from) {
        ages.add(new double[] {age, (double) Minutes.minute(ring, age, AGE_SECONDS) / known});
      }
    }
    return ages;
  }
}
