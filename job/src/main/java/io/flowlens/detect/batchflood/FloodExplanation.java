package io.flowlens.detect.batchflood;

import io.flowlens.config.Settings;
import io.flowlens.detect.explain.ExemplarEvidence;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Says that a consumer is behind. */
final class FloodExplanation implements Serializable {
  private final FloodCriteria criteria;
  private final Retention retention;
  private final long warnMillis;
  private final double criticalSeconds;

  FloodExplanation(Settings settings) {
    criteria = new FloodCriteria(settings);
    retention = new Retention(settings);
    warnMillis = settings.get(BatchFloodOptions.WARN_AFTER).toMillis();
    criticalSeconds = settings.get(BatchFloodOptions.CRITICAL_WITHIN).toSeconds();
  }

  /**
   * The explanation.
   *
   * @param sent the publisher's pane; null where it was silent or is not known
   * @param now end of the round
   */
  Explanation of(Behind behind, Pane sent, long now) {
    Flooding flooding = behind.flooding;
    double expiresIn =
        behind.isOver()
            ? Double.POSITIVE_INFINITY
            : retention.expiresIn(behind.channel.source(), behind.lag, flooding, behind.wait);
    boolean known = PastFloods.knows(behind.consumer.past, flooding.since, flooding.longest);
    Explanation why = new Explanation();
    why.since = flooding.since;
    why.severity = severity(behind, expiresIn, known, now);
    why.confidence = behind.lag.isAgeKnown() ? 0.9 : 0.75;
    why.summary = FloodSummary.of(behind, expiresIn, known, now);
    why.findings = findings(behind, known);
    why.measures = measures(behind, expiresIn, now);
    why.evidence =
        ExemplarEvidence.of(
            sent, exemplar -> true, exemplar -> "a call of the publisher: " + exemplar.outcome);
    why.counterEvidence = FloodChecks.of(behind);
    why.recommendations = FloodAdvice.of(behind, Double.isFinite(expiresIn));
    return why;
  }

  private Severity severity(Behind behind, double expiresIn, boolean known, long now) {
    boolean lost = expiresIn <= criticalSeconds;
    boolean lasts = now - behind.flooding.since >= warnMillis;
    if (lost && lasts) {
      return Severity.CRITICAL;
    }
    return lost || (lasts && !known && !behind.drains() && !behind.isOver())
        ? Severity.WARNING
        : Severity.INFO;
  }

  private static List<String> findings(Behind behind, boolean known) {
    List<String> findings = new ArrayList<>();
    findings.add(behind.flooding.kind.code());
    if (known) {
      findings.add("KNOWN_BATCH");
    }
    if (behind.drains() && !behind.isOver()) {
      findings.add("DRAINING");
    }
    if (behind.flooding.kind == Kind.FLOOD && behind.flooding.publisher == null) {
      findings.add("PUBLISHER_NOT_SHOWN");
    }
    return findings;
  }

  private List<Measure> measures(Behind behind, double expiresIn, long now) {
    Lag lag = behind.lag;
    Flooding flooding = behind.flooding;
    double none = Double.NaN;
    List<Measure> measures = new ArrayList<>();
    long invoked = lag.invoked;
    double wait = behind.isOver() ? flooding.longest : behind.wait;
    measures.add(Measure.of("wait", "s", wait, lag.usualAge, criteria.limit(lag), invoked));
    measures.add(
        Measure.of("wait-growth", "s/s", Retention.slope(lag), 0, criteria.minSlope(), invoked));
    measures.add(Measure.of("longest-wait", "s", flooding.longest, none, none, invoked));
    if (lag.arrivals >= 0) {
      measures.add(
          Measure.of("arriving", "1/s", lag.arrivals, lag.usualArrivals, none, flooding.arrived));
    }
    if (lag.taken >= 0) {
      measures.add(Measure.of("taken", "1/s", lag.taken, lag.usualTaken, none, flooding.taken));
    }
    if (flooding.waiting >= 1) {
      measures.add(Measure.of("waiting", "1", flooding.waiting, 0, none, flooding.arrived));
    }
    if (flooding.publisher != null) {
      Sent sent = Sent.of(flooding, now);
      measures.add(
          Measure.of("records-sent", "1", (double) sent.records, none, none, flooding.calls));
      measures.add(Measure.of("records-per-call", "1", sent.perCall, none, none, flooding.calls));
    }
    if (FloodAdvice.fineRate(behind) > 0) {
      measures.add(
          Measure.of(
              "rate-that-is-taken", "1/s", FloodAdvice.fineRate(behind), none, none, invoked));
    }
    if (Double.isFinite(expiresIn)) {
      measures.add(Measure.of("expires-in", "s", expiresIn, none, criticalSeconds, 1).badBelow());
    }
    return measures;
  }
}
