package io.flowlens.detect.misledscaling;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Severity;

/** Says why calls were throttled where no change of capacity was wrong. */
final class ThrottleExplanation {
  private ThrottleExplanation() {}

  static Explanation of(ScalingTarget target, Throttling throttling, long end, double threshold) {
    Explanation explanation = new Explanation();
    explanation.severity = Severity.INFO;
    explanation.confidence = throttling.inferred ? 0.6 : 0.9;
    explanation.since = target.throttledSince;
    explanation.summary = summary(target, throttling, end);
    explanation.findings.add("THROTTLED_" + throttling.verdict.name());
    if (isBackPressure(target)) {
      explanation.findings.add("THROTTLED_" + ThrottleVerdict.INDEX_BACK_PRESSURE.name());
    }
    explanation.measures.add(
        Measure.of("throttled-share", "1", throttling.share, 0, threshold, throttling.calls));
    if (!Double.isNaN(throttling.use)) {
      explanation.measures.add(
          Measure.of("use-of-capacity", "1", throttling.use, Double.NaN, Double.NaN, 10));
    }
    explanation.counterEvidence.add(ActionExplanation.cause(throttling));
    explanation.recommendations.add(ScalingAdvice.of(target, throttling.verdict));
    return explanation;
  }

  private static boolean isBackPressure(ScalingTarget target) {
    return target.writes && target.node.kind == NodeKind.INDEX;
  }

  private static String summary(ScalingTarget target, Throttling throttling, long end) {
    String refused =
        format(
            "%s refused %,d %s in 10 minutes up to %s: %s.",
            Words.subject(target),
            throttling.calls,
            Words.calls(target),
            Words.at(end),
            throttling.verdict.words);
    String used =
        Double.isNaN(throttling.use)
            ? ""
            : format(
                " It used %s of its %s capacity meanwhile.",
                percent(throttling.use), Words.kind(target));
    return refused
        + used
        + (isBackPressure(target) ? " Its table refuses these writes with it." : "");
  }
}
