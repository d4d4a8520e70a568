package io.flowlens.detect.retrycascade;

import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import java.io.Serializable;
import java.util.Locale;

/** Says what CloudTrail has to say of a storm that spans show. */
final class SlowExplanation implements Serializable {
  /** How much CloudTrail that confirms adds to what is missing from certainty. */
  private static final double CONFIDENCE = 0.8;

  private final double budget;

  SlowExplanation(double budget) {
    this.budget = budget;
  }

  /**
   * Of a refuted storm, what stands in place of the detector's explanation; else what is added to
   * it.
   */
  Explanation of(Level level, Edge edge, Comparison comparison, Hearing hearing) {
    Explanation explanation = new Explanation();
    switch (level) {
      case CONFIRMED:
        confirm(explanation, comparison, hearing);
        break;
      case REFUTED:
        refute(explanation, edge, comparison, hearing);
        break;
      default:
        explanation.counterEvidence.add(undecided(comparison, hearing));
    }
    return explanation;
  }

  private void confirm(Explanation explanation, Comparison comparison, Hearing hearing) {
    explanation.confidence = CONFIDENCE;
    explanation.summary =
        say(
            "CloudTrail confirms it: of %,d requests in %s %,d failed, at least %.2f retries per call.",
            comparison.requests(), minutes(hearing), comparison.failures(), comparison.atLeast());
    explanation.findings.add("CONFIRMED_BY_CLOUDTRAIL");
    explanation.measures.add(
        Measure.of(
            "cloudtrail-retries-per-call-at-least",
            "1",
            comparison.atLeast(),
            0,
            budget,
            comparison.requests()));
    explanation.counterEvidence.add(
        say(
            "CloudTrail: it is not sampled (spans show %,d attempts in its time) and shows the same, if failed requests"
                + " are tried again as often as spans show.",
            comparison.spans().calls + comparison.spans().extra));
  }

  private void refute(Explanation explanation, Edge edge, Comparison comparison, Hearing hearing) {
    Tally spans = comparison.spans();
    explanation.summary =
        say(
            "Retracted, %s → %s (%s): CloudTrail shows %,d requests in %s of which %,d failed, at most %s retries"
                + " per call (budget %.2f); the %,d attempts that spans show, with %.2f retries per call, are a"
                + " sample that prefers failures.",
            Sentence.name(edge.from.name),
            Sentence.name(edge.to.name),
            edge.access.label(),
            comparison.requests(),
            minutes(hearing),
            comparison.failures(),
            rate(comparison.atMost()),
            budget,
            spans.calls + spans.extra,
            spans.retriesPerCall());
    explanation.findings.add("REFUTED_BY_CLOUDTRAIL");
    explanation.measures.add(
        Measure.of(
            "cloudtrail-retries-per-call-at-most",
            "1",
            comparison.atMost(),
            0,
            budget,
            comparison.requests()));
    explanation.counterEvidence.add(
        say(
            "CloudTrail logs these failures: of %,d failed calls that spans name by request id it holds %,d, so it"
                + " logs at least %s of them; the bound allows for the rest.",
            comparison.named(),
            comparison.found(),
            RetryExplanation.percent(comparison.loggedAtLeast())));
    explanation.counterEvidence.add(
        say(
            "Failures: %,d in CloudTrail, %,d in spans; CloudTrail speaks of every minute in which spans do.",
            comparison.failures(), spans.worthRetrying()));
    explanation.recommendations.add(
        Recommendation.of(
            "Count retries on traces that were kept without regard to errors",
            "The sampler of " + edge.from.name + ": tail_sampling or the like in its collector",
            "A sampler that keeps traces with errors by preference makes every edge look worse than it is; a fixed"
                + " share of all traces, decided at their root, does not."));
  }

  private static String undecided(Comparison comparison, Hearing hearing) {
    String seen =
        say(
            "CloudTrail: %,d requests in %s of which %,d failed",
            comparison.requests(), minutes(hearing), comparison.failures());
    if (hearing.incomplete) {
      return seen + "; it does not speak of every minute, so it decides nothing.";
    }
    if (comparison.found() == 0) {
      return seen
          + "; none of the failed calls that spans name by request id is known to be in it, so it may not log them"
          + " and decides nothing.";
    }
    return seen
        + say(
            "; that may be from %s to %s retries per call, so it decides nothing.",
            rate(comparison.atLeast()), rate(comparison.atMost()));
  }

  private static String minutes(Hearing hearing) {
    return hearing.minutes == 1 ? "that minute" : "these " + hearing.minutes + " minutes";
  }

  private static String rate(double retriesPerCall) {
    return Double.isInfinite(retriesPerCall)
        ? "any number of"
        : say(retriesPerCall < 0.01 ? "%.4f" : "%.3f", retriesPerCall);
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
