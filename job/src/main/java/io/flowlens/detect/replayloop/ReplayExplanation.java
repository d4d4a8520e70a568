package io.flowlens.detect.replayloop;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.io.Serializable;
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
    explanation.confidence = worst.isIdentifiedBySequence() ? 0.98 : 0.85;
    explanation.since = worst.firstPane;
    explanation.summary = summary(delivery, worst);
    explanation.findings = findings(delivery, worst);
    explanation.measures = measures(delivery, worst);
    explanation.evidence = evidence(delivery);
    explanation.counterEvidence = checks(delivery, worst);
    explanation.recommendations = advice(delivery, worst);
    return explanation;
  }

  private static String summary(FunctionDelivery delivery, RedeliveredBatch worst) {
    Node source = delivery.edge.from;
    String function = delivery.edge.to.name;
    String again =
        redelivered(delivery) == 0
            ? ""
            : format("%,d records were delivered again", redelivered(delivery));
    if (worst.invokeCount > 0) {
      return Text.sentences(
          format(
              "Lambda gave up %s of %s at %s, after %,d tries by %s",
              records(worst), source.name, Waiting.clock(worst.lastAt), worst.times(), function),
          "Nothing has worked on them unless the failure destination is worked off",
          again);
    }
    boolean one = worst.records <= 1;
    return Text.sentences(
        format(
            "%s of %s%s make%s %s fail since %s (%,d tries)",
            upper(records(worst)),
            source.name,
            worst.wasCut() ? " (cut into smaller batches on the way)" : "",
            one ? "s" : "",
            function,
            Waiting.clock(worst.firstPane),
            worst.times()),
        Waiting.behind(source, one, worst.lastAt - worst.firstPane),
        again);
  }

  private static String records(RedeliveredBatch worst) {
    if (worst.records == 0) {
      return "a batch";
    }
    return worst.records == 1 ? "one record" : format("%,d records", worst.records);
  }

  private static String upper(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
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

  private static List<String> checks(FunctionDelivery delivery, RedeliveredBatch worst) {
    List<String> checks = new ArrayList<>();
    checks.add(
        "Short trouble: a batch that is tried up to three times and then succeeds is not counted.");
    checks.add(
        worst.isIdentifiedBySequence()
            ? format(
                "Same records: the deliveries name %soverlapping sequence numbers, %s to %s.",
                worst.shardId.isEmpty() ? "" : "the same shard and ", worst.start, worst.end)
            : format(
                "Same records: recognised by the name or time of the first one only, %s.",
                worst.start));
    checks.add(
        worst.invokeCount > 0
            ? format(
                "End: Lambda gave the batch up after %,d invocations and notified the failure destination.",
                worst.invokeCount)
            : format(
                "End: no failure record has come. Without a limit the batch is delivered again %s.",
                Waiting.limit(delivery.edge.from)));
    checks.add(
        "Effects: whether its writes were made twice shows only in change records with both images of the tables"
            + " that it writes to.");
    return checks;
  }

  private static List<Recommendation> advice(FunctionDelivery delivery, RedeliveredBatch worst) {
    String where =
        "event source mapping of " + delivery.edge.to.name + " on " + delivery.edge.from.name;
    if (delivery.edge.from.kind == NodeKind.QUEUE) {
      return List.of(moveAside(delivery), safeTwice(delivery));
    }
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
    advice.add(safeTwice(delivery));
    return advice;
  }

  private static Recommendation moveAside(FunctionDelivery delivery) {
    return Recommendation.of(
        "Move messages that keep failing to a dead-letter queue",
        delivery.edge.from.name + ": RedrivePolicy with maxReceiveCount",
        "Without one a message comes again until the queue's retention period is over.");
  }

  private static Recommendation safeTwice(FunctionDelivery delivery) {
    return Recommendation.of(
        "Make the work safe to do twice",
        delivery.edge.to.name + ": a condition on the writes, or a token for each record",
        "A batch that fails half way has done part of its work, and does it again each time.");
  }
}
