package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.Measure;
import java.util.List;

/**
 * What a route's data costs for leaving its region, as an interval: from the least price for the
 * bytes that are known, to the highest price for what its read units may have carried (8 KB each,
 * as an eventually consistent read of 4 KB takes half a unit).
 */
final class TransferCost {
  private static final double UNIT_BYTES = 8_192;
  private static final double GB = 1e9;

  /** Hours in a month, as bills have it. */
  private static final double HOURS = 730;

  private final double leastGb;
  private final double mostGb;

  /** Of an hour's traffic. */
  TransferCost(RouteTraffic traffic) {
    leastGb = HOURS * traffic.bytes() / GB;
    mostGb = Math.max(leastGb, HOURS * traffic.readUnits() * UNIT_BYTES / GB);
  }

  boolean isKnown() {
    return mostGb > 0;
  }

  List<Measure> measures(long calls) {
    double least = leastGb * Prices.LISTED.transferLeast;
    double most = mostGb * Prices.LISTED.transferMost;
    return List.of(
        Measure.of("transfer-per-month-at-least", "USD", least, 0, Double.NaN, calls),
        Measure.of("transfer-per-month-at-most", "USD", most, 0, Double.NaN, calls));
  }

  String check() {
    return isKnown()
        ? format(
            "Money: list prices of %s, %.2f to %.2f USD per GB between regions; a replica instead would cost %.3f USD per"
                + " million writes and %.2f USD per GB and month.",
            Prices.LISTED.date,
            Prices.LISTED.transferLeast,
            Prices.LISTED.transferMost,
            Prices.LISTED.replicatedWrites,
            Prices.LISTED.storage)
        : "Money: not assessed, since neither bytes nor consumed capacity are known.";
  }
}
