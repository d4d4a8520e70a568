package io.flowlens.detect.episode;

import io.flowlens.model.Explanation;

/** Copies explanations, since what has been emitted is never changed. */
public final class Explanations {
  private Explanations() {}

  /** A copy that shares its lists with the original. */
  public static Explanation copy(Explanation original) {
    Explanation copy = new Explanation();
    copy.severity = original.severity;
    copy.since = original.since;
    copy.confidence = original.confidence;
    copy.summary = original.summary;
    copy.findings = original.findings;
    copy.measures = original.measures;
    copy.evidence = original.evidence;
    copy.counterEvidence = original.counterEvidence;
    copy.recommendations = original.recommendations;
    return copy;
  }
}
