package io.flowlens.detect.replayloop;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.util.List;

/** Says that records come back to a function although its invocations succeed. */
final class ReturningExplanation {
  private ReturningExplanation() {}

  static Explanation of(FunctionDelivery delivery, RedeliveredBatch batch, long minDeliveries) {
    String function = delivery.edge.to.name;
    String source = delivery.edge.from.name;
    Explanation explanation = new Explanation();
    explanation.severity = Severity.WARNING;
    explanation.confidence = batch.isIdentifiedBySequence() ? 0.95 : 0.85;
    explanation.since = batch.firstPane;
    explanation.summary =
        Text.sentences(
            format(
                "A record of %s has come back to %s since %s (%,d times), although no invocation failed",
                source, function, Waiting.clock(batch.firstPane), batch.deliveries),
            Waiting.behind(delivery.edge.from, true, batch.lastAt - batch.firstPane));
    explanation.findings = List.of("REPORTED_AS_FAILED", "NO_RECOVERY_SEEN");
    explanation.measures =
        List.of(
            Measure.of(
                "deliveries",
                "1",
                (double) batch.deliveries,
                1,
                (double) minDeliveries,
                batch.deliveries),
            Measure.of(
                "redelivered-records",
                "records",
                (double) batch.redelivered(),
                0,
                Double.NaN,
                batch.delivered));
    EvidenceItem item = new EvidenceItem();
    item.shardId = batch.shardId.isEmpty() ? null : batch.shardId;
    item.sequence = batch.start;
    item.at = batch.lastAt;
    item.note = format("the first record of %,d deliveries", batch.deliveries);
    explanation.evidence = List.of(item);
    explanation.counterEvidence =
        List.of(
            "Same records: each of these deliveries began with the same record.",
            "Success: the function says that each invocation succeeded, so it reports single records as failed"
                + " (ReportBatchItemFailures).");
    explanation.recommendations =
        List.of(
            Recommendation.of(
                "Mend the record, or the function's work on it",
                function + ": what it returns in batchItemFailures",
                "Lambda delivers again from the first record that the function reports."),
            Recommendation.of(
                "Limit the attempts, and send what fails to a destination",
                "event source mapping of "
                    + function
                    + " on "
                    + source
                    + ": MaximumRetryAttempts, DestinationConfig.OnFailure",
                "Without a limit the records behind it wait until it expires."));
    return explanation;
  }
}
