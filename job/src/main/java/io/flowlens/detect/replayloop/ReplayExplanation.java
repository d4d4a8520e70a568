package io.flowlens.detect.replayloop;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says what is delivered again and again, how often, and how to end it. */
final class ReplayExplanation implements Serializable {
  private final long minDeliveries;
  private final long minRedelivered;

  ReplayExplanation(Settings settings) {
    minDeliveries = settings.get(ReplayLoopOptions.MIN_DELIVERIES);
    minRedelivered = settings.get(ReplayLoopOptions.MIN_REDELIVERED);
  }

  Explanation of(FunctionDelivery delivery, RedeliveredBatch worst) {
    Explanation explanation = new Explanation();
    explanation.severity = Severity.WARNING;
    explanation.confidence = worst.invokeCount > 0 || !worst.shardId.isEmpty() ? 0.98 : 0.85;
    explanation.summary = summary(delivery, worst);
    explanation.findings = findings(delivery, worst);
    explanation.measures = measures(delivery, worst);
    explanation.evidence = evidence(delivery);
    explanation.counterEvidence = checks(worst);
    explanation.recommendations = advice(delivery, worst);
    return explanation;
  }

  private static String summary(FunctionDelivery delivery, RedeliveredBatch worst) {
    String batch =
        worst.records == 0
            ? "a batch of unknown size"
            : format(
                "%s of %,d records",
                worst.wasCut() ? "a batch (cut on the way)" : "a batch", worst.records);
    return format(
        "%s → %s: %s was delivered %,d times in %s without success%s.",
        delivery.edge.from.name,
        delivery.edge.to.name,
        batch,
        worst.times(),
        lasting(worst),
        worst.records == 0
            ? ""
            : format(
                ": %,d records again, %.1f deliveries for each",
                redelivered(delivery), worst.replayFactor()));
  }

  private static String lasting(RedeliveredBatch worst) {
    Duration lasting = Duration.ofMillis(Math.max(1_000, worst.lastAt - worst.firstPane));
    return lasting.toMinutes() >= 2 ? lasting.toMinutes() + " min" : lasting.toSeconds() + " s";
  }

  /** Of all batches of the function that are stuck. */
  private static long redelivered(FunctionDelivery delivery) {
    long sum = 0;
    for (RedeliveredBatch stuck : delivery.stuck) {
      sum += stuck.redelivered();
    }
    return sum;
  }

  private static List<String> findings(FunctionDelivery delivery, RedeliveredBatch worst) {
    List<String> findings = new ArrayList<>();
    findings.add(delivery.stuck.length == 1 ? "POISON_BATCH" : "BATCHES_REPLAYED");
    if (worst.wasCut()) {
      findings.add("BISECTED");
    }
    findings.add(worst.invokeCount > 0 ? "RECOVERED_BY_DESTINATION" : "NO_RECOVERY_SEEN");
    return findings;
  }

  private List<Measure> measures(FunctionDelivery delivery, RedeliveredBatch worst) {
    List<Measure> measures = new ArrayList<>();
    measures.add(
        Measure.of(
            "deliveries", "1", (double) worst.times(), 1, (double) minDeliveries, worst.times()));
    measures.add(
        Measure.of(
            "redelivered-records",
            "records",
            (double) redelivered(delivery),
            0,
            (double) minRedelivered,
            worst.delivered));
    measures.add(
        Measure.of("replay-factor", "1", worst.replayFactor(), 1, Double.NaN, worst.delivered));
    measures.add(
        Measure.of(
            "stuck-batches", "1", delivery.stuck.length, 0, Double.NaN, delivery.stuck.length));
    return measures;
  }

  private static List<EvidenceItem> evidence(FunctionDelivery delivery) {
    List<EvidenceItem> items = new ArrayList<>();
    for (RedeliveredBatch stuck : delivery.stuck) {
      if (items.size() < Explanation.MAX_EVIDENCE) {
        EvidenceItem item = new EvidenceItem();
        item.shardId = stuck.shardId.isEmpty() ? null : stuck.shardId;
        item.sequence = stuck.start;
        item.at = stuck.lastAt;
        item.note = format("up to %s, delivered %,d times", stuck.end, stuck.times());
        items.add(item);
      }
    }
    return items;
  }

  private static List<String> checks(RedeliveredBatch worst) {
    List<String> checks = new ArrayList<>();
    checks.add(
        "Short trouble: a batch that is tried up to three times and then succeeds is not counted.");
    checks.add(
        worst.shardId.isEmpty()
            ? "Same records: recognised by the first record's time only, since no sequence numbers are known."
            : format(
                "Same records: the deliveries name the same shard and overlapping sequence numbers, %s to %s.",
                worst.start, worst.end));
    checks.add(
        worst.invokeCount > 0
            ? format(
                "End: Lambda gave the batch up after %,d invocations and notified the failure destination.",
                worst.invokeCount)
            : "End: no failure record has come; without a limit the batch is delivered until it expires, 24 hours"
                + " after it was written.");
    checks.add(
        "Effects: whether its writes were made twice shows only in change records with both images of the tables"
            + " that it writes to.");
    return checks;
  }

  private static List<Recommendation> advice(FunctionDelivery delivery, RedeliveredBatch worst) {
    String where =
        "event source mapping of " + delivery.edge.to.name + " on " + delivery.edge.from.name;
    List<Recommendation> advice = new ArrayList<>();
    advice.add(
        Recommendation.of(
            worst.invokeCount > 0
                ? "Mend the record or the function, then work the failure destination off"
                : "Limit the attempts, and send what fails to a destination",
            where
                + ": MaximumRetryAttempts, MaximumRecordAgeInSeconds, DestinationConfig.OnFailure",
            "By default a failing batch blocks its shard and is delivered again until it expires."));
    if (!worst.wasCut() && worst.records != 1) {
      advice.add(
          Recommendation.of(
              "Let Lambda find the record that fails",
              where + ": BisectBatchOnFunctionError, or ReportBatchItemFailures",
              "One bad record then no longer takes the whole batch with it."));
    }
    advice.add(
        Recommendation.of(
            "Make the work safe to do twice",
            delivery.edge.to.name + ": a condition on the writes, or a token for each record",
            "A batch that fails half way has done part of its work, and does it again each time."));
    return advice;
  }
}
