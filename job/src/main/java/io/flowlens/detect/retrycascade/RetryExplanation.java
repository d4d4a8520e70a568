package io.flowlens.detect.retrycascade;

import io.flowlens.config.Settings;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Exemplar;
import io.flowlens.model.Explanation;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says why an edge's retries are an anomaly, with the numbers and what to do. */
final class RetryExplanation implements Serializable {
  /** A chain longer than this has no cap worth the name; no AWS SDK tries more than ten times. */
  private static final int LONGEST_CHAIN = 10;

  private final double budget;
  private final double warningAttempts;
  private final double criticalAttempts;
  private final double criticalFailed;

  RetryExplanation(Settings settings) {
    budget = settings.get(RetryCascadeOptions.BUDGET);
    warningAttempts = settings.get(RetryCascadeOptions.WARNING_ATTEMPTS);
    criticalAttempts = settings.get(RetryCascadeOptions.CRITICAL_ATTEMPTS);
    criticalFailed = settings.get(RetryCascadeOptions.CRITICAL_FAILED);
  }

  /**
   * Explains the storm.
   *
   * @param now the newest span judged; null when the storm is over
   */
  Explanation of(Pane pane, Storm storm, Tally now, Usual usual) {
    Tally whole = storm.counted();
    Explanation explanation = new Explanation();
    explanation.severity = severity(now == null ? whole : now);
    explanation.confidence = confidence(whole);
    explanation.summary = Sentence.of(pane.edge, storm, now, usual, budget);
    explanation.findings = findings(storm, whole);
    explanation.measures = Measures.of(storm, now, budget, criticalFailed);
    explanation.evidence = storm.counts(pane) ? evidence(pane) : new ArrayList<>();
    explanation.counterEvidence = CounterEvidence.of(pane.edge, storm, usual);
    explanation.recommendations = Advice.of(pane.edge, whole, storm.metastability.isFound());
    return explanation;
  }

  private Severity severity(Tally tally) {
    boolean critical =
        tally.attemptsPerCall() >= criticalAttempts
            || share(tally.gaveUp(), tally.calls) >= criticalFailed;
    if (critical && !tally.mostlyInVain()) {
      return Severity.CRITICAL;
    }
    boolean warning = tally.attemptsPerCall() >= warningAttempts || tally.gaveUp() > 0;
    return warning ? Severity.WARNING : Severity.INFO;
  }

  /**
   * Independent reasons to believe it, each with the chance that it misleads: the count itself, and
   * failures that are named for every retry. A sample says less than the whole.
   */
  private static double confidence(Tally tally) {
    double countMisleads = tally.sampled > 0 ? 0.3 : 0.2;
    double namesMislead =
        1 - 0.75 * share(tally.retries() - tally.errors(ErrorClass.OTHER), tally.retries());
    return Math.round(100 * (1 - countMisleads * Math.min(1, namesMislead))) / 100.0;
  }

  private static List<String> findings(Storm storm, Tally whole) {
    List<String> findings = new ArrayList<>();
    findings.add(whole.mostlyInVain() ? "RETRY_IF" : "RETRY_STORM");
    findings.add("CAUSE_" + whole.mainCause().name());
    if (whole.gaveUp() > 0) {
      findings.add("RETRIES_EXHAUSTED");
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

  private static List<EvidenceItem> evidence(Pane pane) {
    List<EvidenceItem> items = new ArrayList<>();
    for (Exemplar exemplar : pane.get(Detail.EXEMPLARS).all()) {
      if (exemplar.attempts > 1 && items.size() < Explanation.MAX_EVIDENCE) {
        EvidenceItem item = new EvidenceItem();
        item.traceId = exemplar.traceId;
        item.requestId = exemplar.requestId;
        item.at = exemplar.at;
        item.note = Words.chain(exemplar);
        items.add(item);
      }
    }
    return items;
  }

  static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
  }
}
