package io.flowlens.detect.retrycascade;

import io.flowlens.config.Settings;
import io.flowlens.detect.explain.ExemplarEvidence;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Says why an edge's retries are an anomaly, with the numbers and what to do. */
final class RetryExplanation implements Serializable {
  /** A chain longer than this has no cap worth the name; no AWS SDK tries more than ten times. */
  private static final int LONGEST_CHAIN = 10;

  private final Limits limits;
  private final boolean complete;
  private final double warningAttempts;
  private final double criticalAttempts;
  private final double criticalFailed;

  RetryExplanation(Settings settings, Limits limits) {
    this.limits = limits;
    complete = settings.get(RetryCascadeOptions.TRACES_COMPLETE);
    warningAttempts = settings.get(RetryCascadeOptions.WARNING_ATTEMPTS);
    criticalAttempts = settings.get(RetryCascadeOptions.CRITICAL_ATTEMPTS);
    criticalFailed = settings.get(RetryCascadeOptions.CRITICAL_FAILED);
  }

  /**
   * Explains the storm.
   *
   * @param now the newest window judged; null when the storm is over
   */
  Explanation of(Pane pane, RetryCascadeState state, RetryStats now) {
    Storm storm = state.storm;
    RetryStats whole = storm.counted();
    Edge edge = pane.edge;
    Explanation explanation = new Explanation();
    explanation.severity = severity(storm, now == null ? whole : now, edge, state.baseline);
    explanation.confidence = confidence(storm, whole);
    explanation.summary =
        StormSummary.of(edge, storm, now, pane.start + Pane.MILLIS, state.baseline, limits);
    explanation.findings = findings(storm, whole);
    explanation.measures = StormMeasures.of(storm, now, limits, criticalFailed);
    explanation.evidence = storm.counts(pane) ? evidence(pane, storm) : new ArrayList<>();
    explanation.counterEvidence = CounterEvidence.of(edge, storm, state.baseline, complete);
    explanation.recommendations = Advice.of(edge, storm, whole);
    return explanation;
  }

  /**
   * How bad it is. Nobody is woken for what a sampler may have made: critical takes proof that
   * failures were not kept by preference. What has refused calls for as long as it is known, and is
   * no table, may be meant to.
   */
  private Severity severity(Storm storm, RetryStats tally, Edge edge, Baseline usual) {
    boolean critical =
        tally.attemptsPerCall() >= criticalAttempts || tally.gaveUpShare() >= criticalFailed;
    if (critical && !tally.mostlyInVain() && isTrusted(storm)) {
      return Severity.CRITICAL;
    }
    if (!storm.retried && !usual.isLearned() && !Advice.isData(edge.to)) {
      return Severity.INFO;
    }
    boolean warning = tally.attemptsPerCall() >= warningAttempts || tally.gaveUp() > 0;
    return warning ? Severity.WARNING : Severity.INFO;
  }

  private boolean isTrusted(Storm storm) {
    return complete || storm.unbiased;
  }

  /**
   * Independent reasons to believe it, each with the chance that it misleads: the count itself, and
   * failures that are named for every retry. A sample says less than the whole, and one that may
   * prefer failures less still.
   */
  private double confidence(Storm storm, RetryStats tally) {
    double countMisleads = !isTrusted(storm) ? 0.5 : tally.sampled > 0 ? 0.3 : 0.2;
    double named =
        storm.retried
            ? share(tally.retries() - tally.errors(ErrorClass.OTHER), tally.retries())
            : share(tally.gaveUp() - tally.errors(ErrorClass.OTHER), tally.gaveUp());
    double namesMislead = 1 - 0.75 * Math.max(0, named);
    return Math.round(100 * (1 - countMisleads * Math.min(1, namesMislead))) / 100.0;
  }

  private static List<String> findings(Storm storm, RetryStats whole) {
    List<String> findings = new ArrayList<>();
    findings.add(
        !storm.retried ? "CALLS_REFUSED" : whole.mostlyInVain() ? "RETRY_IF" : "RETRY_STORM");
    findings.add("CAUSE_" + whole.mainCause().name());
    if (storm.retried && whole.gaveUp() > 0) {
      findings.add("RETRIES_EXHAUSTED");
    }
    if (storm.phases.failing) {
      findings.add("RETRIES_GIVEN_UP");
    }
    if (storm.longest > LONGEST_CHAIN) {
      findings.add("RETRY_WHEN_NOCAP");
    }
    findings.addAll(storm.phases.findings());
    if (storm.metastability.isFound()) {
      findings.add("METASTABLE");
    }
    return findings;
  }

  private static List<EvidenceItem> evidence(Pane pane, Storm storm) {
    return ExemplarEvidence.of(
        pane,
        exemplar -> exemplar.attempts > 1 || (!storm.retried && !"ok".equals(exemplar.outcome)),
        FailureText::chain);
  }

  static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
