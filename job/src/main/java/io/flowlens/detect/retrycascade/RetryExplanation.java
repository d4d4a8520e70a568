package io.flowlens.detect.retrycascade;

import io.flowlens.config.Settings;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Exemplar;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
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

  Explanation of(Pane pane, Tally tally, Course course) {
    Explanation explanation = new Explanation();
    explanation.severity = severity(tally);
    explanation.confidence = confidence(tally);
    explanation.summary = summary(pane.edge, tally, course);
    explanation.findings = findings(pane, tally, course);
    explanation.measures = measures(tally);
    explanation.evidence = evidence(pane);
    explanation.counterEvidence = CounterEvidence.of(pane.edge, tally);
    explanation.recommendations = Advice.of(pane.edge, tally, course);
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

  private String summary(Edge edge, Tally tally, Course course) {
    String text =
        String.format(
            Locale.ROOT,
            "%s → %s (%s): %.2f attempts per call in the last %s (budget %.2f), %s of attempts are retries,"
                + " mostly after %s",
            name(edge.from.name),
            name(edge.to.name),
            edge.access.label(),
            tally.attemptsPerCall(),
            tally.span.label(),
            1 + budget,
            percent(share(tally.retries(), tally.attempts())),
            Words.failure(tally.mainCause()));
    if (course.isMetastable()) {
      text += "; the surge that began it is over, the retries keep it going";
    }
    long lost = tally.mostlyInVain() ? tally.failed : tally.gaveUp();
    return lost == 0
        ? text + "; no call is known to be lost."
        : text + "; " + percent(share(lost, tally.calls)) + " of calls fail all the same.";
  }

  private static List<String> findings(Pane pane, Tally tally, Course course) {
    List<String> findings = new ArrayList<>();
    findings.add(tally.mostlyInVain() ? "RETRY_IF" : "RETRY_STORM");
    findings.add("CAUSE_" + tally.mainCause().name());
    if (tally.gaveUp() > 0) {
      findings.add("RETRIES_EXHAUSTED");
    }
    if (longest(pane) > LONGEST_CHAIN) {
      findings.add("RETRY_WHEN_NOCAP");
    }
    findings.add(course.phase());
    if (course.isMetastable()) {
      findings.add("METASTABLE");
    }
    return findings;
  }

  private List<Measure> measures(Tally tally) {
    List<Measure> measures = new ArrayList<>();
    measures.add(
        Measure.of("attempts-per-call", "1", tally.attemptsPerCall(), 1, 1 + budget, tally.calls));
    measures.add(
        Measure.of(
            "retry-share-of-attempts",
            "1",
            share(tally.retries(), tally.attempts()),
            0,
            budget / (1 + budget),
            tally.attempts()));
    measures.add(
        Measure.of(
            "calls-given-up",
            "1",
            share(tally.gaveUp(), tally.calls),
            0,
            criticalFailed,
            tally.calls));
    for (ErrorClass errorClass : ErrorClass.values()) {
      long errors = tally.errors(errorClass);
      if (errors > 0) {
        measures.add(
            Measure.of(
                "failed-attempts-" + errorClass.label(),
                "1",
                share(errors, tally.attempts()),
                Double.NaN,
                Double.NaN,
                errors));
      }
    }
    return measures;
  }

  private static List<EvidenceItem> evidence(Pane pane) {
    List<EvidenceItem> items = new ArrayList<>();
    for (Exemplar exemplar : pane.exemplars) {
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

  private static int longest(Pane pane) {
    return pane.exemplars.stream().mapToInt(exemplar -> exemplar.attempts).max().orElse(0);
  }

  static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  static String name(String name) {
    return name.isEmpty() ? "unknown" : name;
  }
}
