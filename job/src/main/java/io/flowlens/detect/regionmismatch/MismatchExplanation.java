package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.detect.explain.ExemplarEvidence;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Exemplar;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Says why a route is a mismatch, what it costs and what to change. */
final class MismatchExplanation implements Serializable {
  private static final double HOUR_MILLIS = 3_600_000;

  /** A rate is not told of less time than this. */
  private static final long LEAST_MILLIS = 300_000;

  private final double minShare;

  MismatchExplanation(Settings settings) {
    minShare = settings.get(RegionMismatchOptions.MIN_SHARE);
  }

  /** The explanation; {@code pane} is null when the route was silent. */
  Explanation of(MismatchFacts facts, Pane pane) {
    Explanation explanation = new Explanation();
    explanation.since = facts.mismatch.route.strays.firstBegan;
    explanation.severity = facts.severity();
    explanation.confidence = facts.confidence();
    explanation.summary = MismatchSummary.of(facts);
    explanation.findings = findings(facts);
    explanation.measures = measures(facts.mismatch);
    explanation.evidence = evidence(facts.mismatch, pane);
    explanation.counterEvidence = MismatchChecks.of(facts);
    explanation.recommendations = List.of(MismatchAdvice.of(facts));
    return explanation;
  }

  private static List<String> findings(MismatchFacts facts) {
    List<String> findings = new ArrayList<>();
    findings.add(facts.story.name());
    if (facts.story == Story.FAILBACK_FORGOTTEN) {
      findings.add("CAUSE_FAILOVER");
    }
    if (!facts.mismatch.missingReplica() && !facts.proven) {
      findings.add("REPLICA_NOT_SHOWN");
    }
    if (facts.mismatch.gradient.isSteep()) {
      findings.add("LATENCY_GRADIENT");
    }
    return findings;
  }

  private List<Measure> measures(Mismatch mismatch) {
    RouteTraffic traffic = mismatch.traffic;
    double saved = mismatch.savedMillis();
    List<Measure> measures = new ArrayList<>();
    measures.add(
        Measure.of("share-of-calls", "1", mismatch.shareOfAll(), 0, minShare, mismatch.asked()));
    measures.add(
        Measure.of(
            "peak-share-of-calls",
            "1",
            Math.max(mismatch.route.strays.peakShare, mismatch.shareOfAll()),
            0,
            Double.NaN,
            mismatch.asked()));
    measures.add(
        Measure.of(
            "median-latency",
            "ms",
            traffic.medianMillis(),
            mismatch.nearMillis,
            Double.NaN,
            traffic.timed()));
    if (!Double.isNaN(saved)) {
      measures.add(
          Measure.of("saved-per-call", "ms", saved, Double.NaN, Double.NaN, traffic.timed()));
      measures.add(
          Measure.of(
              "waited-per-day",
              "h",
              24 * callsPerHour(mismatch.route) * saved / HOUR_MILLIS,
              0,
              Double.NaN,
              mismatch.route.strays.strayed));
    }
    if (mismatch.gradient.isSteep()) {
      measures.add(mismatch.gradient.measure());
    }
    TransferCost cost = new TransferCost(traffic);
    if (cost.isKnown()) {
      measures.addAll(cost.measures(traffic.calls(RouteWindow.HOUR)));
    }
    return measures;
  }

  /** Since it began, or began again. */
  private static double callsPerHour(Route route) {
    long lasting = Math.max(LEAST_MILLIS, route.lastCall + Pane.MILLIS - route.strays.began);
    return route.strays.strayed * HOUR_MILLIS / lasting;
  }

  private static List<EvidenceItem> evidence(Mismatch mismatch, Pane pane) {
    String answered = "answered by " + mismatch.route.edge.to.region;
    return ExemplarEvidence.of(pane, any -> true, exemplar -> answered + took(exemplar));
  }

  private static String took(Exemplar exemplar) {
    return exemplar.latencyMicros < 0 ? "" : format(" in %,d ms", exemplar.latencyMicros / 1_000);
  }
}
