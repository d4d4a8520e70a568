package io.flowlens.detect.replayloop;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.util.List;

/** Says that most of a function's invocations fail, where nothing says at which records. */
final class FailingExplanation {
  private FailingExplanation() {}

  static Explanation of(FunctionDelivery delivery, long minDeliveries) {
    Node source = delivery.edge.from;
    String function = delivery.edge.to.name;
    Invocations lately = Invocations.unpack(delivery.invocations);
    Explanation explanation = new Explanation();
    explanation.severity = Severity.WARNING;
    explanation.confidence = 0.8;
    explanation.since = delivery.failingSince;
    explanation.summary =
        Text.sentences(
            format(
                "%s of %s wait: %s has failed %,d times since %s",
                source.kind == NodeKind.CHANGE_STREAM ? "Changes" : "Records",
                source.name,
                function,
                delivery.failures,
                Waiting.clock(delivery.failingSince)),
            format(
                "%,d of its %,d invocations in the last %d min failed",
                lately.failed(), lately.all(), Invocations.MINUTES),
            "What fails is delivered again " + Waiting.limit(source));
    explanation.findings = List.of("FUNCTION_FAILS");
    explanation.measures =
        List.of(
            Measure.of(
                "failed-invocations",
                "1",
                (double) lately.failed(),
                0,
                (double) minDeliveries,
                lately.all()),
            Measure.of(
                "failed-invocations-since-it-began",
                "1",
                (double) delivery.failures,
                0,
                Double.NaN,
                delivery.failures));
    explanation.counterEvidence =
        List.of(
            "Same records: not assessed, as nothing says which records the invocations were given.",
            "Short trouble: no; invocations failed in at least 3 of the last 5 minutes.");
    explanation.recommendations =
        List.of(
            Recommendation.of(
                "Look up the error in the function's log",
                function + ": its log group",
                "Most invocations fail, so it is no single record, or nothing else comes through."),
            Recommendation.of(
                "Let the function log which batch it was given",
                function + ": a flow event for each invocation",
                "It shows whether the same records fail each time."));
    return explanation;
  }
}
