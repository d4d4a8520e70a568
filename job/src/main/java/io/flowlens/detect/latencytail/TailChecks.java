package io.flowlens.detect.latencytail;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Detail;
import io.flowlens.model.Exposure;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;

/** What could have refuted a tail or its cause, and what came of checking it. */
final class TailChecks {
  private TailChecks() {}

  static List<String> of(
      Pane pane, TailThreshold slow, Tail told, TailKind kind, LatencyTailState state) {
    List<String> checks = new ArrayList<>();
    if (pane.get(Detail.LATENCY).count() > 0) {
      checks.add(
          format(
              "Median: %.1f ms in the last 10 s, and %.1f ms are usual; %s of calls take more than one and a half"
                  + " times that.",
              pane.get(Detail.LATENCY).quantileMillis(0.5),
              slow.usualMillis,
              Text.percent(told.upShare())));
    }
    checks.add(
        format(
            "Outcome: %s of the calls failed in the end, and the spans show %.2f retries per call.",
            Text.percent(told.allCalls() == 0 ? 0 : (double) told.failed() / told.allCalls()),
            told.retriesPerCall()));
    checks.add(
        told.namesInstances()
            ? told.showsFirstCalls()
                ? "First use: first calls of instances are not slower than others."
                : "First use: not assessed, as most calls are the first ones of their instance in ten seconds."
            : "First use: not assessed, as the spans name no instance.");
    checks.add(
        format(
            "Size: calls that carried 50 items or more explain %.0f of the %,d slow ones; where spans do not count"
                + " items this is not assessed.",
            told.attributable(Exposure.MANY_ITEMS), told.slow()));
    if (kind == TailKind.HIDDEN_RETRIES && state.backoff() != null) {
      checks.add(
          format(
              "Pauses, queues, sizes: none of these explains how long %,d slow calls took as well as the backoff does.",
              state.fitted));
    } else {
      checks.add(
          "Backoff: the waits have the shape of no SDK's backoff for certain, which needs 100 slow calls or more.");
    }
    if (told.sampled() > 0) {
      checks.add(
          "Sampling: the calls come from sampled traces. A sampler that prefers slow ones makes a tail look larger.");
    }
    checks.add(
        "Not assessed: whether other callees of the caller, or other callers of the callee, are slow too; what the"
            + " callee itself measured.");
    return checks;
  }
}
