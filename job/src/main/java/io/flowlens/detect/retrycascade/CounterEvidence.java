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

  static List<String> of(Edge edge, Storm storm, Baseline baseline, boolean complete) {
    RetryStats tally = storm.counted();
    List<String> checks = new ArrayList<>();
    checks.add(
        format(
            "Goodput: %,d of %,d calls succeeded; %s are measured per call, so more traffic alone does not raise"
                + " them.",
            tally.ok(), tally.calls, storm.retried ? "retries" : "lost calls"));
    if (tally.hopeless() > 0) {
      checks.add(
          format(
              "Failed conditions and rejected requests: %,d, of which %,d were retried; only those count.",
              tally.hopeless(), tally.retriedInVain()));
    }
    if (tally.hedges() > 0) {
      checks.add(
          format(
              "Hedged requests: %,d extra attempts follow no failure and were left out.",
              tally.hedges()));
    }
    checks.add(sampling(storm, tally, baseline, complete));
    if (tally.shown < tally.calls) {
      checks.add(attempts(tally));
    }
    if (edge.crossRegion()) {
      checks.add(
          format(
              "Region: the call crosses from %s to %s, which lengthens each attempt but makes no failures of"
                  + " this kind by itself.",
              edge.from.region, edge.to.region));
    }
    if (storm.metastability.isFound() || storm.metastability.surge > 0) {
      checks.add(metastable(storm.metastability, baseline));
    }
    return checks;
  }

  private static String sampling(
      Storm storm, RetryStats tally, Baseline baseline, boolean complete) {
    String seen =
        tally.sampled == 0
            ? ""
            : format(
                "%s of the calls seen come from sampled traces; ",
                percent(RetryExplanation.share(tally.sampled, tally.calls)));
    if (complete) {
      return "Sampling: "
          + seen
          + "by the setting traces.complete no trace is left out because of how it ended.";
    }
    if (storm.unbiased) {
      return format(
          "Sampling: %sclean calls fell below their usual %.0f in 10 s as failures came up, so traces with failures"
              + " are not kept by preference.",
          seen, baseline.clean);
    }
    return "Sampling: "
        + seen
        + "not known whether traces were left out; a sampler that keeps failures by preference would look the same.";
  }

  private static String attempts(RetryStats tally) {
    return tally.shown == 0
        ? "Attempts: this edge's spans do not show how often a call was tried, so retries may be missing."
        : format(
            "Attempts: %,d of %,d calls show how often they were tried; retries of the others may be missing.",
            tally.shown, tally.calls);
  }

  private static String metastable(Metastability metastability, Baseline baseline) {
    if (metastability.outlivedSurge) {
      return format(
          "Metastable: %,d calls in 10 s began it (usual are %.0f), no more than usual come now; a fault of the callee"
              + " that began with the surge would look the same.",
          metastability.surge, baseline.calls);
    }
    if (!metastability.isFound()) {
      return "Metastable: not shown; a surge of calls began it, but it has not outlived that long enough.";
    }
    return format(
        "Metastable: it ended within %.0f s after calls had fallen, and calls were few for %,d s; a callee that was"
            + " mended in that time, or callers that were, would look the same.",
        metastability.secondsToEnd(), metastability.shedPanes * Pane.MILLIS / 1000);
  }
}
