package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;

/**
 * What is wrong with the way an edge's callers wait, by the taxonomy of retry bugs of Stoica et
 * al., SOSP 2024: when they retry.
 */
final class BackoffFindings {
  private BackoffFindings() {}

  /** Adds findings, measures and advice to the explanation of a cascade. */
  static void add(Explanation explanation, Edge edge, BackoffPolicy policy) {
    if (!policy.isKnown()) {
      return;
    }
    explanation.measures.add(
        Measure.of(
                "wait-before-first-retry",
                "ms",
                policy.firstMillis(),
                Double.NaN,
                BackoffPolicy.NO_DELAY_MILLIS,
                policy.gaps())
            .badBelow());
    explanation.measures.add(
        Measure.of(
                "spread-of-waits",
                "1",
                policy.spread(),
                BackoffPolicy.FULL_JITTER,
                BackoffPolicy.NO_JITTER,
                policy.gaps())
            .badBelow());
    if (policy.hasNoDelay()) {
      explanation.findings.add("RETRY_WHEN_NODELAY");
      explanation.recommendations.add(
          Recommendation.of(
              "Wait before retrying",
              edge.from.name + ": the backoff of its client or of its own retry loop",
              format(
                  "Its retries follow after %.1f ms, which is no more than the attempt itself takes.",
                  policy.firstMillis())));
    } else if (policy.hasNoJitter()) {
      addNoJitter(explanation, edge, policy);
    } else {
      explanation.counterEvidence.add(
          format(
              "Backoff: the waits of %,d retries differ enough (by %.2f; without jitter it would be below %.2f).",
              policy.gaps(), policy.spread(), BackoffPolicy.NO_JITTER));
    }
  }

  private static void addNoJitter(Explanation explanation, Edge edge, BackoffPolicy policy) {
    explanation.findings.add("RETRY_WHEN_NOJITTER");
    if (policy.doesNotGrow()) {
      explanation.findings.add("RETRY_WHEN_NOBACKOFF");
    }
    explanation.recommendations.add(
        Recommendation.of(
            policy.doesNotGrow() ? "Let the waits grow, and differ" : "Let the waits differ",
            edge.from.name
                + (Advice.isOfAws(edge)
                    ? ": in botocore retries={'mode': 'standard'}, in Java RetryMode.STANDARD; in a loop of its own"
                        + " random(0, min(cap, base x 2^retry))"
                    : ": in its retry loop random(0, min(cap, base x 2^retry))"),
            format(
                "All wait %.0f ms (give or take %.0f %%) before the first retry, so those that failed together come"
                    + " back together.",
                policy.firstMillis(), 100 * policy.spread())));
  }
}
