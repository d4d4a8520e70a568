package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.util.List;

/** Says that what was reported as a mismatch is a failover. */
final class Retraction {
  private Retraction() {}

  static Explanation of(Mismatch mismatch) {
    Edge edge = mismatch.route.edge;
    Replica near = mismatch.near;
    Explanation explanation = new Explanation();
    explanation.severity = Severity.INFO;
    explanation.confidence = 0.9;
    explanation.findings = List.of("FAILOVER");
    explanation.summary =
        format(
            "Retracted, %s → %s in %s: this is a failover. %s in %s failed its callers at %s UTC: %s.",
            edge.from.name,
            edge.to.name,
            edge.to.region,
            edge.to.name,
            near.region,
            Moment.timeOfDay(near.distressSince),
            near.distress);
    explanation.counterEvidence =
        List.of(
            format(
                "Calls began to leave %s at %s UTC.",
                near.region, Moment.timeOfDay(mismatch.route.strays.began)));
    explanation.recommendations =
        List.of(
            Recommendation.of(
                "Do not send these calls back to " + near.region + " before it answers again",
                edge.from.name + " in " + edge.from.region,
                "They left because it failed them."));
    return explanation;
  }
}
