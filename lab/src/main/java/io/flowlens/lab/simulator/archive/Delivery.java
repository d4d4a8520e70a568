package io.flowlens.lab.simulator.archive;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.wire.WireRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What transport does to records: some come twice, some come late. Nothing is lost.
 *
 * @param duplicated the share that is delivered again within a minute
 * @param late the share that comes late
 * @param mostLateMillis how late at most
 */
public record Delivery(double duplicated, double late, long mostLateMillis) {
  /** One in a hundred twice, one in two hundred up to 20 seconds late. */
  public static final Delivery USUAL = new Delivery(0.01, 0.005, 20_000);

  /** Every record once, when it was sent. */
  public static final Delivery PERFECT = new Delivery(0, 0, 0);

  private static final double DUPLICATE_WITHIN_MILLIS = 60_000;

  /** The records as they arrive, in order of arrival. */
  public List<WireRecord> deliver(List<WireRecord> sent, SeededRandom random) {
    List<WireRecord> arrived = new ArrayList<>(sent.size() + sent.size() / 50);
    for (WireRecord record : sent) {
      WireRecord first =
          random.chance(late)
              ? record.later(Math.round(random.uniform() * mostLateMillis))
              : record;
      arrived.add(first);
      if (random.chance(duplicated)) {
        arrived.add(first.later(Math.round(random.uniform() * DUPLICATE_WITHIN_MILLIS)));
      }
    }
    arrived.sort(
        Comparator.comparingLong(WireRecord::arrival).thenComparing(WireRecord::partitionKey));
    return arrived;
  }
}
