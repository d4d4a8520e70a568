package io.flowlens.detect.regionmismatch;

import io.flowlens.config.Settings;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Exemplar;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says why a route is a mismatch, what it costs and what to change. */
final class MismatchExplanation implements Serializable {
  /** From this share of a caller's calls on, it is worth a warning. */
  private static final double WARNING_SHARE = 0.2;

  private final double minShare;

  MismatchExplanation(Settings settings) {
    minShare = settings.get(RegionMismatchOptions.MIN_SHARE);
  }

  /** The explanation; {@code pane} is null when the route was silent. */
  Explanation of(Mismatch mismatch, Pane pane) {
    Explanation explanation = new Explanation();
    boolean warning = !mismatch.missingReplica() && mismatch.share() >= WARNING_SHARE;
    explanation.severity = warning ? Severity.WARNING : Severity.INFO;
    explanation.confidence = Double.isNaN(mismatch.traffic.lowMillis()) ? 0.8 : 0.95;
    explanation.summary = summary(mismatch);
    explanation.findings = findings(mismatch);
    explanation.measures = measures(mismatch);
    explanation.evidence = evidence(mismatch, pane);
    explanation.counterEvidence = checks(mismatch);
    explanation.recommendations = List.of(advice(mismatch));
    return explanation;
  }

  private static String summary(Mismatch mismatch) {
    Edge edge = mismatch.route.edge;
    String text =
        say(
            "%s in %s → %s in %s (%s): %,d of its %,d calls in the last %s (%s %%) leave the region%s",
            edge.from.name,
            edge.from.region,
            edge.to.name,
            edge.to.region,
            edge.access.label(),
            mismatch.calls(),
            mismatch.callsToAll,
            mismatch.window.words,
            percent(mismatch.share()),
            although(mismatch));
    return Double.isNaN(mismatch.savedMillis())
        ? text + "."
        : text + say("; each takes about %.0f ms longer than it need.", mismatch.savedMillis());
  }

  /** With a decimal where whole percents say too little. */
  private static String percent(double share) {
    return say(share < 0.1 ? "%.1f" : "%.0f", 100 * share);
  }

  private static String although(Mismatch mismatch) {
    if (mismatch.missingReplica()) {
      return ", where no replica is known";
    }
    return say(
        " although a replica answers in %s%s",
        mismatch.better,
        mismatch.route.failover ? ", and have not come back since a failover" : "");
  }

  private static List<String> findings(Mismatch mismatch) {
    List<String> findings = new ArrayList<>();
    if (mismatch.missingReplica()) {
      findings.add("REPLICA_MISSING");
    } else {
      findings.add(mismatch.route.failover ? "FAILBACK_FORGOTTEN" : "MISROUTED");
    }
    if (mismatch.gradient.isSteep()) {
      findings.add("LATENCY_GRADIENT");
    }
    return findings;
  }

  private List<Measure> measures(Mismatch mismatch) {
    RouteTraffic traffic = mismatch.traffic;
    List<Measure> measures = new ArrayList<>();
    measures.add(
        Measure.of("share-of-calls", "1", mismatch.share(), 0, minShare, mismatch.callsToAll));
    measures.add(
        Measure.of(
            "median-latency",
            "ms",
            traffic.medianMillis(),
            mismatch.nearMillis,
            Double.NaN,
            traffic.timed()));
    measures.add(
        Measure.of(
            "saved-per-call",
            "ms",
            mismatch.savedMillis(),
            Double.NaN,
            Double.NaN,
            traffic.timed()));
    measures.add(
        Measure.of(
            "waited-per-day",
            "h",
            24.0 / mismatch.window.hours * mismatch.calls() * mismatch.savedMillis() / 3_600_000,
            0,
            Double.NaN,
            mismatch.calls()));
    if (mismatch.gradient.isSteep()) {
      measures.add(mismatch.gradient.measure());
    }
    TransferCost cost = new TransferCost(traffic);
    if (cost.isKnown()) {
      measures.addAll(cost.measures(traffic.calls(Window.HOUR)));
    }
    return measures;
  }

  private static List<EvidenceItem> evidence(Mismatch mismatch, Pane pane) {
    List<EvidenceItem> items = new ArrayList<>();
    for (Exemplar exemplar :
        pane == null ? List.<Exemplar>of() : pane.get(Detail.EXEMPLARS).all()) {
      EvidenceItem item = new EvidenceItem();
      item.traceId = exemplar.traceId;
      item.requestId = exemplar.requestId;
      item.at = exemplar.at;
      String took =
          exemplar.latencyMicros < 0 ? "" : say(" in %,d ms", exemplar.latencyMicros / 1_000);
      item.note = "answered by " + mismatch.route.edge.to.region + took;
      items.add(item);
    }
    return items;
  }

  private static List<String> checks(Mismatch mismatch) {
    Edge edge = mismatch.route.edge;
    double floor = Regions.floorMillis(edge.from.region, edge.to.region);
    List<String> checks = new ArrayList<>();
    checks.add(
        Double.isNaN(floor) || Double.isNaN(mismatch.traffic.lowMillis())
            ? "Region labels: not assessed, for want of latencies or of the place of a region."
            : say(
                "Region labels: 95 %% of calls take more than %.0f ms, and light needs %.0f ms there and back: the"
                    + " labels are plausible.",
                mismatch.traffic.lowMillis(), floor));
    checks.add(
        Double.isNaN(mismatch.nearMillis)
            ? "Saving: a model, 1.45 times what light needs; no caller in this region was seen to do it right."
            : say(
                "Saving: measured against callers in the same region, whose median is %.1f ms.",
                mismatch.nearMillis));
    checks.add(new TransferCost(mismatch.traffic).check());
    if (!mismatch.missingReplica()) {
      checks.add(
          mismatch.route.failover
              ? "Failover: callers left the nearer replica when it failed or all at once, longer ago than a"
                  + " failover is given."
              : "Failover: the nearer replica was not failing when the calls began to leave, and other callers"
                  + " did not all leave with them.");
      checks.add(
          "Pinned writes: the nearer replica takes writes too, or these are reads that need not be"
              + " consistent with writes elsewhere.");
    }
    return checks;
  }

  private static Recommendation advice(Mismatch mismatch) {
    Edge edge = mismatch.route.edge;
    if (mismatch.missingReplica()) {
      return Recommendation.of(
          "Weigh a replica in " + edge.from.region + " against the waiting",
          edge.to.name + ": global table, replica in " + edge.from.region,
          "Reads would be served there; writes are replicated, and strong reads are then strong within their"
              + " region only.");
    }
    return Recommendation.of(
        mismatch.route.failover
            ? "Fail back to " + mismatch.better
            : "Send these calls to " + mismatch.better,
        edge.from.name
            + " in "
            + edge.from.region
            + ": region or endpointOverride of the client, AWS_REGION",
        "The table answers there, and calls should not go across regions.");
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
