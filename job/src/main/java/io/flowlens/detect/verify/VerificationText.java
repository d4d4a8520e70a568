package io.flowlens.detect.verify;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import java.io.Serializable;

/** What CloudTrail shows of an anomaly, in words and measures. */
final class VerificationText implements Serializable {
  /** How much CloudTrail that confirms adds to what is missing from certainty. */
  private static final double CONFIDENCE = 0.8;

  private final Comparison comparison;

  VerificationText(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Of a refuted anomaly, what replaces the detector's explanation; else what is added to it. */
  Explanation of(
      Level level, Edge edge, Bounds bounds, MatchedMinutes matched, LogCoverage coverage) {
    Explanation explanation = new Explanation();
    switch (level) {
      case CONFIRMED:
        confirm(explanation, bounds, matched);
        break;
      case REFUTED:
        refute(explanation, edge, bounds, matched, coverage);
        break;
      default:
        explanation.counterEvidence.add(undecided(bounds, matched, coverage));
    }
    return explanation;
  }

  private void confirm(Explanation explanation, Bounds bounds, MatchedMinutes matched) {
    explanation.confidence = CONFIDENCE;
    explanation.severity = comparison.confirmed(matched, bounds);
    explanation.summary =
        format(
            "CloudTrail confirms it: of %,d requests in %s %,d failed, at least %.2f %s.",
            matched.requests(),
            minutes(matched),
            bounds.loggedFailures,
            bounds.atLeast,
            comparison.measureText());
    explanation.findings.add("CONFIRMED_BY_CLOUDTRAIL");
    explanation.measures.add(measure("at-least", bounds.atLeast, matched));
    explanation.counterEvidence.add(
        format(
            "CloudTrail: it is not sampled (spans show %,d attempts in its time) and shows the same, if %s.",
            bounds.attempts, comparison.assumption()));
  }

  private void refute(
      Explanation explanation,
      Edge edge,
      Bounds bounds,
      MatchedMinutes matched,
      LogCoverage coverage) {
    explanation.summary =
        format(
            "Retracted: %s. CloudTrail shows %,d requests in %s, of which %,d failed: at most %s %s (%s)."
                + " Spans show %,d attempts with %.2f %s, because their sample prefers failures.",
            Text.name(edge),
            matched.requests(),
            minutes(matched),
            bounds.loggedFailures,
            rate(bounds.atMost),
            comparison.measureText(),
            comparison.limitText(),
            bounds.attempts,
            bounds.observed,
            comparison.measureText());
    explanation.findings.add("REFUTED_BY_CLOUDTRAIL");
    explanation.measures.add(measure("at-most", bounds.atMost, matched));
    explanation.counterEvidence.add(
        format(
            "CloudTrail logs these failures: of %,d failed calls that spans name by request id it holds %,d, so it"
                + " logs at least %s of them; the bound allows for the rest.",
            coverage.named(), coverage.found(), percent(coverage.atLeast())));
    explanation.counterEvidence.add(
        format(
            "Failures: %,d in CloudTrail, %,d in spans; CloudTrail covers every minute that spans cover.",
            bounds.loggedFailures, bounds.failures));
    explanation.recommendations.add(
        Recommendation.of(
            "Keep traces without regard to errors",
            "The sampler of " + edge.from.name + ": tail_sampling or the like in its collector",
            "A sampler that keeps traces with errors by preference makes every edge look worse than it is; a fixed"
                + " share of all traces, decided at their root, does not."));
  }

  private String undecided(Bounds bounds, MatchedMinutes matched, LogCoverage coverage) {
    String seen =
        format(
            "CloudTrail: %,d requests in %s of which %,d failed",
            matched.requests(), minutes(matched), bounds.loggedFailures);
    if (matched.isIncomplete()) {
      return seen + "; it does not cover every minute, so it decides nothing.";
    }
    if (coverage.found() == 0) {
      return seen
          + "; none of the failed calls that spans name by request id is known to be in it, so it may not log them"
          + " and decides nothing.";
    }
    return seen
        + format(
            "; that may be from %s to %s %s, so it decides nothing.",
            rate(bounds.atLeast), rate(bounds.atMost), comparison.measureText());
  }

  private Measure measure(String bound, double value, MatchedMinutes matched) {
    return Measure.of(
        "cloudtrail-" + comparison.measure() + "-" + bound,
        "1",
        value,
        0,
        comparison.limit(),
        matched.requests());
  }

  private static String minutes(MatchedMinutes matched) {
    return matched.minutes() == 1 ? "that minute" : "these " + matched.minutes() + " minutes";
  }

  private static String rate(double rate) {
    return Double.isInfinite(rate) ? "any number of" : format(rate < 0.01 ? "%.4f" : "%.3f", rate);
  }
}
