package io.flowlens.detect.transactionalchurn;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.Counter;
import io.flowlens.model.Measure;
import io.flowlens.model.WriteLedger.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * What the waste consumed: the units that are measured, and of failed conditions that do not tell
 * them at least one each. Where enough useful writes tell theirs, an estimate that the others are
 * as large.
 */
final class UnitCost {
  /** Useful writes that must tell their units for an estimate. */
  private static final long ENOUGH = 30;

  private static final double DAY_MILLIS = 86_400_000;

  private final Waste waste;
  private final double measured;
  private final double least;

  UnitCost(Waste waste) {
    this.waste = waste;
    long milli =
        waste.get(Counter.WASTED_WRITE_MILLI_UNITS) + waste.get(Counter.DUPLICATE_MILLI_UNITS);
    measured = milli / 1_000.0;
    least = measured + Math.max(0, waste.attempts(Entry.FAILED_CONDITION) - measuredFailures());
  }

  private long measuredFailures() {
    return waste.get(Counter.FAILED_UNITS_MEASURED);
  }

  /** At least so many write units. */
  double least() {
    return least;
  }

  /** About so many; NaN where too few useful writes tell theirs. */
  double estimate() {
    long useful = waste.get(Counter.USEFUL_UNITS_MEASURED);
    if (useful < ENOUGH) {
      return Double.NaN;
    }
    double each = waste.get(Counter.USEFUL_MILLI_UNITS) / 1_000.0 / useful;
    long unmeasured =
        Math.max(0, waste.wasted() - waste.attempts(Entry.DUPLICATE) - measuredFailures());
    return Math.max(least, measured + unmeasured * each);
  }

  /** The measures, with what it costs per day as long as it goes on like this. */
  List<Measure> measures(long millis, double usdPerMillionUnits) {
    List<Measure> measures = new ArrayList<>();
    long samples = waste.wasted();
    if (least > 0) {
      measures.add(measure("wasted-write-units-at-least", "WCU", least, samples));
    }
    if (!Double.isNaN(estimate())) {
      measures.add(measure("wasted-write-units-estimated", "WCU", estimate(), samples));
    }
    double perDay = least * usdPerMillionUnits / 1e6 * DAY_MILLIS / Math.max(1, millis);
    if (least > 0) {
      measures.add(measure("cost-per-day-at-least", "USD", perDay, samples));
    }
    return measures;
  }

  private static Measure measure(String name, String unit, double observed, long samples) {
    return Measure.of(name, unit, observed, Double.NaN, Double.NaN, samples);
  }

  /** What is measured and what is not. */
  String check() {
    long others = waste.wasted() - waste.attempts(Entry.DUPLICATE);
    long conditions = waste.attempts(Entry.FAILED_CONDITION);
    String rest = "";
    if (measuredFailures() < others) {
      rest = conditions > 0 ? "; each other failed condition consumed at least one" : "";
      rest +=
          others > conditions
              ? "; what other conflicts and cancelled transactions consumed is not known"
              : "";
    }
    return format(
        "Write units: known of %,d of %,d wasted attempts%s.",
        Math.min(measuredFailures(), others), others, rest);
  }
}
