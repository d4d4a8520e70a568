package io.flowlens.detect.coldcachespike;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;

/** What could have refuted a cold-cache spike, and what came of checking it. */
final class CounterEvidence {
  private CounterEvidence() {}

  static List<String> of(Pane pane, SlowThreshold slow, BulkCalls bulk, SpikeWindow window) {
    List<String> checks = new ArrayList<>();
    checks.add(other("Retries", "took more than one attempt", window.retried, window));
    checks.add(size(pane.edge, bulk, window));
    checks.add(
        pane.get(Detail.LATENCY).count() == 0
            ? format("Median: no call in the last 10 s; usual are %.1f ms.", slow.usualMillis)
            : format(
                "Median: %.1f ms in the last 10 s, and %.1f ms are usual; %.0f %% of calls take more than one and a"
                    + " half times that, so the whole is not slower.",
                pane.get(Detail.LATENCY).quantileMillis(0.5),
                slow.usualMillis,
                100.0 * window.up / window.calls));
    checks.add(
        format(
            "One burst, such as a deploy or the end of a silence: no; there were slow first calls in %d of the last"
                + " 15 minutes.",
            window.minutesWithCold()));
    String followed = window.kind() == ColdKind.KEY ? "Keys" : "Instances";
    checks.add(
        window.cold.coverage == 1
            ? format("%s: all that name themselves are followed.", followed)
            : format(
                "%s: %s %% of them are followed, and their first calls scaled up.",
                followed, percent(window.cold.coverage)));
    checks.addAll(keys(window));
    if (window.sampled > 0) {
      checks.add(
          "Sampling: the calls come from sampled traces, so some pauses are shorter than they look, and few first calls"
              + " that are seen are the first; that hides the connection with slow calls, and does not make one.");
    }
    checks.add(
        "Not assessed: "
            + (window.knowsKeys() ? "" : "keys, ")
            + "caches such as DAX, the table's encryption key (fetched anew every 5 minutes by each"
            + " connection), what the callee itself measured.");
    return checks;
  }

  /** What keys have to do with it, or else what has, where the keys of calls are known. */
  private static List<String> keys(SpikeWindow window) {
    if (window.kind() == ColdKind.KEY) {
      return List.of(
          format(
              "Connections, instances, callees: their first uses explain %.0f of the %,d slow calls.",
              window.coldOrigin.attributable(), window.slow),
          "Harm: not known, so this is for information only; a cache that reads through is slow at a key's first call"
              + " by design.");
    }
    return window.knowsKeys()
        ? List.of(
            format(
                "Keys: that they had not been called for 5 minutes explains %.0f of the %,d slow calls.",
                window.coldKey.attributable(), window.slow))
        : List.of();
  }

  private static String size(Edge edge, BulkCalls bulk, SpikeWindow window) {
    if (window.leftOutBulk() > 0) {
      return format(
          "Size: %,d calls that may carry many items (Query, Scan, batches) were left out, %s.",
          window.leftOutBulk(),
          Double.isNaN(bulk.usualMillis())
              ? "as it is not known yet what they usually take"
              : format("since they usually take %.1f ms", bulk.usualMillis()));
    }
    if (window.knowsItems()) {
      return other("Size", "carried 50 items or more", window.manyItems, window);
    }
    return CauseText.isData(edge.to) && !window.hasBulk()
        ? "Size: no call was a Query, a Scan or a batch; how large items were is not known."
        : "Size: not assessed, as no call says how much it carried.";
  }

  private static String percent(double share) {
    return format(share < 0.01 ? "%.2f" : "%.0f", 100 * share);
  }

  private static String other(String what, String how, ExposureEffect factor, SpikeWindow window) {
    return factor.exposedSlow == 0
        ? format("%s: none of the %,d slow calls %s.", what, window.slow, how)
        : format(
            "%s: %,d of the %,d slow calls %s, which explains %.0f of them.",
            what, factor.exposedSlow, window.slow, how, factor.attributable());
  }
}
