package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.model.Edge;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;

/** What could have refuted a retry cascade, and what came of checking it. */
final class CounterEvidence {
  private CounterEvidence() {}

  static List<String> of(Edge edge, Storm storm, Baseline baseline) {
    RetryStats tally = storm.counted();
    List<String> checks = new ArrayList<>();
    checks.add(
        format(
            "Goodput: %,d of %,d calls succeeded; retries are measured per call, so more traffic alone does not"
                + " raise them.",
            tally.ok(), tally.calls));
    checks.add(
        tally.hopeless() == 0
            ? "Failed conditions and rejected requests: none."
            : format(
                "Failed conditions and rejected requests: %,d, of which %,d were retried; only those count.",
                tally.hopeless(), tally.retriedInVain()));
    checks.add(
        tally.hedges() == 0
            ? "Hedged requests: none; every extra attempt follows a failed one."
            : format(
                "Hedged requests: %,d extra attempts follow no failure and were left out.",
                tally.hedges()));
    checks.add(
        tally.sampled == 0
            ? "Sampling: all calls are in the evidence."
            : format(
                "Sampling: %s of the calls seen come from sampled traces; a trace is kept or dropped whole, so"
                    + " attempts per call stay unbiased.",
                percent(RetryExplanation.share(tally.sampled, tally.calls))));
    checks.add(
        edge.crossRegion()
            ? format(
                "Region: the call crosses from %s to %s, which lengthens each attempt but makes no failures of"
                    + " this kind by itself.",
                edge.from.region, edge.to.region)
            : "Region: caller and callee are not known to be apart.");
    checks.add(metastable(storm.metastability, baseline));
    return checks;
  }

  private static String metastable(Metastability metastability, Baseline baseline) {
    if (metastability.outlivedSurge) {
      return format(
          "Metastable: %,d calls in 10 s began it (usual are %.0f), no more than usual come now; a fault of the callee"
              + " that began with the surge would look the same.",
          metastability.surge, baseline.calls);
    }
    if (metastability.endedByShedding) {
      return format(
          "Metastable: it ended within %.0f s after calls had fallen, and calls were few for %,d s; a callee that was"
              + " mended in that time, or callers that were, would look the same.",
          metastability.secondsToEnd(), metastability.shedPanes * Pane.MILLIS / 1000);
    }
    if (!baseline.isKnown()) {
      return format(
          "Metastable: not assessed; it takes %d usual calls in 10 s to distinguish a change of load from chance.",
          Baseline.LEAST_CALLS);
    }
    return metastability.surge > 0
        ? "Metastable: not shown; a surge of calls began it, but it has not outlived that long enough."
        : "Metastable: not assessed; no surge began it and calls did not fall while it went on, and then a callee"
            + " that simply stays broken looks the same.";
  }
}
