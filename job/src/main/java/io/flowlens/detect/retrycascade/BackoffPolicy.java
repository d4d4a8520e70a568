package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Backoff;
import io.flowlens.model.Detail;
import io.flowlens.model.Pane;

/**
 * How the edge's callers wait between attempts, over the last quarter of an hour, and in a storm
 * since a quarter of an hour before it: a policy is a fixed thing, so there is one window.
 *
 * <p>Full jitter spreads the logarithm of a gap by 1, half jitter (the Java SDK's own way after
 * throttling, and no defect) by 0.2, no jitter by next to nothing. Below 0.12 there is none: with
 * 20 gaps a client with jitter is never taken for one without, since the gaps hold the attempts'
 * own durations too, which only add to the spread.
 */
final class BackoffPolicy {
  /** Fewer gaps than this say nothing of a policy. */
  static final long MIN_GAPS = 20;

  /** A smaller spread of the gaps' logarithms than this is none. */
  static final double NO_JITTER = 0.12;

  /** What full jitter spreads them by. */
  static final double FULL_JITTER = 1;

  /** Waits that are shorter than this are no backoff: an attempt alone takes as long. */
  static final double NO_DELAY_MILLIS = 8;

  /** Waits that grow by less than this factor from one retry to the next do not grow. */
  static final double GROWTH = 1.4;

  private static final PackedForm FORM = new PackedForm("retry-cascade waits", 2);
  private static final long SLOT_MILLIS = 60_000;
  private static final int SLOTS = 15;
  private static final int COUNTERS = Backoff.RETRIES * Backoff.NUMBERS;

  private final SlotRing ring;

  private BackoffPolicy(SlotRing ring) {
    this.ring = ring;
  }

  /**
   * The ring as it was packed, with the pane's gaps.
   *
   * @param storm whether nothing is to be forgotten
   */
  static BackoffPolicy of(byte[] packed, Pane pane, boolean storm) {
    SlotRing ring = SlotRing.unpack(FORM, packed, SLOT_MILLIS, SLOTS, COUNTERS);
    if (!storm || packed.length == 0) {
      ring.advance(pane.start);
    }
    for (int i = 0; pane.has(Detail.BACKOFF) && i < COUNTERS; i++) {
      ring.add(i, pane.get(Detail.BACKOFF).number(i));
    }
    return new BackoffPolicy(ring);
  }

  byte[] packed() {
    return isEmpty() ? new byte[0] : ring.packed(FORM);
  }

  private boolean isEmpty() {
    return gaps() == 0;
  }

  /** Gaps after all retries that are counted separately. */
  long gaps() {
    long sum = 0;
    for (int retry = 0; retry < Backoff.RETRIES; retry++) {
      sum += gaps(retry);
    }
    return sum;
  }

  private long gaps(int retry) {
    return ring.sum(SLOTS, retry * Backoff.NUMBERS);
  }

  private long logs(int retry) {
    return ring.sum(SLOTS, retry * Backoff.NUMBERS + 1);
  }

  private long squares(int retry) {
    return ring.sum(SLOTS, retry * Backoff.NUMBERS + 2);
  }

  boolean isKnown() {
    return gaps() >= MIN_GAPS;
  }

  /** How much gaps of the same retry differ, over all retries. */
  double spread() {
    double variances = 0;
    for (int retry = 0; retry < Backoff.RETRIES; retry++) {
      if (gaps(retry) > 0) {
        double spread = Backoff.spread(gaps(retry), logs(retry), squares(retry));
        variances += gaps(retry) * spread * spread;
      }
    }
    return Math.sqrt(variances / gaps());
  }

  /** The geometric mean of the gaps before the first retry, in milliseconds; NaN when unknown. */
  double firstMillis() {
    return gaps(0) == 0 ? Double.NaN : Backoff.meanMillis(gaps(0), logs(0));
  }

  /** By what factor gaps grow from the first retry to the second; NaN when unknown. */
  double growth() {
    return gaps(0) == 0 || gaps(1) < MIN_GAPS / 2
        ? Double.NaN
        : Backoff.meanMillis(gaps(1), logs(1)) / firstMillis();
  }

  boolean hasNoDelay() {
    return isKnown() && firstMillis() < NO_DELAY_MILLIS;
  }

  boolean hasNoJitter() {
    return isKnown() && !hasNoDelay() && spread() < NO_JITTER;
  }

  /** Only said of clients without jitter: jitter hides growth. */
  boolean doesNotGrow() {
    return hasNoJitter() && growth() < GROWTH;
  }
}
