package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Pane;

/**
 * Whether the table fails its callers in one region: over all edges into it, in the last thirty
 * seconds up to five minutes, so that a few failing probes count as well as a burst.
 *
 * <p>It fails them when surely more than a tenth of the attempts fail or are throttled, or surely
 * more than half of the calls take five times as long as usual and a tenth of a second more.
 * Requests that are refused for what they ask, failed conditions and conflicts say nothing of it.
 */
final class ReplicaHealth {
  private static final int[] SPANS = {1, 2, 4, 10};
  private static final int SLOTS = 10;
  private static final long SLOT_MILLIS = 30_000;
  private static final int ATTEMPTS = 0;
  private static final int FAILED = 1;
  private static final int SLOW = 2;
  private static final int COUNTERS = 3;

  private static final double Z = 2.5;
  private static final long MIN_FAILED = 3;
  private static final double FAILED_SHARE = 0.1;
  private static final double SLOW_SHARE = 0.5;
  private static final double SLOW_TIMES = 5;
  private static final double SLOW_BY_MILLIS = 100;

  /** A spell of distress goes on while it shows again within this time. */
  private static final long SPELL_MILLIS = 600_000;

  private static final PackedForm FORM = new PackedForm("region-mismatch health", 2);

  private final Replica replica;
  private final long now;
  private final SlotRing ring;

  private ReplicaHealth(Replica replica, long now) {
    this.replica = replica;
    this.now = now;
    this.ring = SlotRing.unpack(FORM, replica.health, SLOT_MILLIS, SLOTS, COUNTERS);
    ring.advance(now);
  }

  /** The replica's health as of this pane. */
  static ReplicaHealth of(Replica replica, long now) {
    return new ReplicaHealth(replica, now);
  }

  /**
   * Counts one edge's pane.
   *
   * @param usualMicros the edge's usual median; 0 when not known
   */
  void count(Pane pane, double usualMicros) {
    long refused =
        pane.errors(ErrorClass.CLIENT)
            + pane.errors(ErrorClass.CONDITIONAL)
            + pane.errors(ErrorClass.CONFLICT);
    long failed = 0;
    for (int i = 0; i < ErrorClass.COUNT; i++) {
      failed += pane.errors(ErrorClass.at(i));
    }
    long attempts = pane.get(Counter.CALLS) + pane.get(Counter.RETRIES);
    ring.add(ATTEMPTS, Math.max(0, attempts - refused));
    ring.add(FAILED, Math.min(failed, attempts) - Math.min(refused, attempts));
    if (usualMicros > 0) {
      double slow =
          Math.max(SLOW_TIMES * usualMicros / 1_000, usualMicros / 1_000 + SLOW_BY_MILLIS);
      ring.add(SLOW, pane.get(Detail.LATENCY).countAbove(slow));
    }
  }

  /** Judges it, and writes it back into the replica. */
  void keep() {
    String distress = distress();
    if (!distress.isEmpty()) {
      if (replica.lastDistress < now - SPELL_MILLIS) {
        replica.distressSince = now;
      }
      replica.lastDistress = now;
      replica.distress = distress;
    }
    replica.health = ring.packed(FORM);
  }

  private String distress() {
    for (int span : SPANS) {
      long failed = ring.sum(span, FAILED);
      long attempts = ring.sum(span, ATTEMPTS);
      if (failed >= MIN_FAILED && Wilson.lower(failed, attempts, Z) > FAILED_SHARE) {
        return format("%,d of %,d attempts failed or were throttled", failed, attempts);
      }
      long slow = ring.sum(span, SLOW);
      if (Wilson.lower(Math.min(slow, attempts), attempts, Z) > SLOW_SHARE) {
        return format("%,d of %,d calls took at least five times as long as usual", slow, attempts);
      }
    }
    return "";
  }
}
