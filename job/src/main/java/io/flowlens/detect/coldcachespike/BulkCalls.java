package io.flowlens.detect.coldcachespike;

import io.flowlens.detect.stats.FirstUse;
import io.flowlens.detect.stats.HourOfWeek;
import io.flowlens.model.Detail;
import io.flowlens.model.Exposure;
import io.flowlens.model.LatencySketch;
import io.flowlens.model.Pane;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A pane's calls by operations that may carry many items, such as Query and BatchWriteItem. Where
 * these usually take much longer than the edge's calls do, they are slow for what they carry,
 * however long their instance had paused, and are left out.
 */
final class BulkCalls {
  /** From so many times the edge's usual median on they are left out. */
  private static final double APART = 2;

  private final LatencySketch latency;
  private final Pane pane;

  /** What they usually take; NaN where that is not known yet. */
  private final double usualMillis;

  private final boolean apart;

  private BulkCalls(Pane pane, double usualMillis, boolean apart) {
    this.pane = pane;
    this.latency = pane.get(Detail.EXPOSED_LATENCY).of(Exposure.BULK);
    this.usualMillis = usualMillis;
    this.apart = apart;
  }

  /** Those of this pane, given what all calls of the edge usually take. */
  static BulkCalls of(Pane pane, HourOfWeek usualOfBulk, SlowThreshold slow) {
    double usual = usualOfBulk.expected(pane.start) / 1000;
    boolean apart = Double.isNaN(usual) || usual >= APART * slow.usualMillis;
    return new BulkCalls(pane, usual, apart);
  }

  long count() {
    return latency == null ? 0 : latency.count();
  }

  /** Their median; there must be some. */
  double medianMillis() {
    return latency.quantileMillis(0.5);
  }

  /** The calls that are left out; null where none are. */
  LatencySketch leftOut() {
    return apart ? latency : null;
  }

  /** What they usually take in milliseconds; NaN where that is not known yet. */
  double usualMillis() {
    return usualMillis;
  }

  /** The first uses without those that are left out. */
  List<FirstUse> without(List<FirstUse> firstUses) {
    if (leftOut() == null) {
      return firstUses;
    }
    Set<List<Long>> bulk = new HashSet<>();
    pane.get(Detail.BULK_CALLS)
        .forEach((hash, use) -> bulk.add(List.of(use.firstStart, use.firstLatencyMicros)));
    return firstUses.stream()
        .filter(use -> !bulk.contains(List.of(use.start(), use.latencyMicros())))
        .collect(Collectors.toList());
  }
}
