package io.flowlens.detect;

import io.flowlens.model.Edge;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Measure;
import io.flowlens.model.Severity;
import io.flowlens.model.Subject;
import java.util.List;

/** Judgements as a detector would give them. */
public final class Judgements {
  private Judgements() {}

  /** A judgement by {@code retry-cascade} that names throttling, with one piece of evidence. */
  public static Judgement of(Edge edge, long pane, Level level) {
    return of(edge, pane, level, Severity.WARNING, "CAUSE_THROTTLED", 2);
  }

  public static Judgement of(
      Edge edge, long pane, Level level, Severity severity, String cause, double observed) {
    Explanation explanation = new Explanation();
    explanation.severity = severity;
    explanation.confidence = 0.9;
    explanation.summary = edge.id() + " at " + PaneBuilder.time(pane) + ".";
    explanation.findings = List.of("RETRY_STORM", cause);
    explanation.measures.add(Measure.of("attempts-per-call", "1", observed, 1, 1.1, 100));
    EvidenceItem item = new EvidenceItem();
    item.traceId = "trace-" + pane;
    item.at = pane;
    explanation.evidence.add(item);
    Judgement judgement = new Judgement();
    judgement.detector = "retry-cascade";
    judgement.subject = Subject.of(edge);
    judgement.paneStart = pane;
    judgement.level = level;
    judgement.explanation = explanation;
    return judgement;
  }
}
