package io.flowlens.detect;

import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import java.util.Locale;
import java.util.StringJoiner;

/** An explanation as a page of text, so that a test shows all that a person would read. */
public final class ExplanationText {
  private ExplanationText() {}

  public static String of(Explanation explanation) {
    StringJoiner text = new StringJoiner("\n");
    text.add(explanation.summary);
    text.add(explanation.severity.label() + ", confidence " + explanation.confidence);
    text.add("findings: " + String.join(", ", explanation.findings));
    for (Measure measure : explanation.measures) {
      text.add(
          String.format(
              Locale.ROOT,
              "measure: %s %.3f (expected %s, threshold %s, %d samples)",
              measure.name,
              measure.observed,
              number(measure.expected),
              number(measure.threshold),
              measure.samples));
    }
    for (EvidenceItem item : explanation.evidence) {
      text.add("evidence: " + item.traceId + ": " + item.note);
    }
    explanation.counterEvidence.forEach(check -> text.add("checked: " + check));
    for (Recommendation advice : explanation.recommendations) {
      text.add("do: " + advice.action + "\n  where: " + advice.where + "\n  why: " + advice.why);
    }
    return text.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
