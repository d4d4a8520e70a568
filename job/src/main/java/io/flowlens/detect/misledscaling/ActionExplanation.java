package io.flowlens.detect.misledscaling;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** Says what was wrong with a change of capacity. */
final class ActionExplanation {
  private ActionExplanation() {}

  static Explanation of(ActionFacts facts, ActionVerdict verdict) {
    Explanation explanation = new Explanation();
    explanation.severity = verdict.isWarning() ? Severity.WARNING : Severity.INFO;
    explanation.confidence = confidence(facts, verdict);
    explanation.since = since(facts, verdict);
    explanation.summary = summary(facts, verdict);
    explanation.findings.add("SCALING_" + verdict.name());
    if (facts.before.calls > 0) {
      explanation.findings.add("THROTTLED_" + throttling(facts, verdict).verdict.name());
    }
    explanation.measures.addAll(measures(facts, verdict));
    explanation.counterEvidence.addAll(checks(facts, verdict));
    explanation.recommendations.addAll(ScalingAdvice.of(facts, verdict));
    return explanation;
  }

  private static Throttling throttling(ActionFacts facts, ActionVerdict verdict) {
    if (verdict == ActionVerdict.MISLED_DOWN) {
      return facts.longBefore;
    }
    return verdict == ActionVerdict.USELESS ? facts.after : facts.before;
  }

  private static double confidence(ActionFacts facts, ActionVerdict verdict) {
    boolean guessed =
        (verdict == ActionVerdict.USELESS && facts.after.inferred) || facts.action.inferred;
    return guessed ? 0.7 : 0.9;
  }

  private static long since(ActionFacts facts, ActionVerdict verdict) {
    return verdict == ActionVerdict.MISLED ? facts.loadFrom : facts.action.time;
  }

  private static String summary(ActionFacts facts, ActionVerdict verdict) {
    ScalingAction action = facts.action;
    ScalingTarget target = facts.target;
    String name = Words.subject(target);
    String calls = Words.calls(target);
    switch (verdict) {
      case MISLED_DOWN:
        return format(
            "%s refused %,d %s in 20 minutes, and then lost %s capacity, from %s. Refused calls consume nothing, so"
                + " auto scaling took the capacity for unused.",
            name, facts.longBefore.calls, calls, Words.kind(target), Words.change(action));
      case USELESS:
        return format(
            "%s went on refusing %,d %s in 7 minutes after its capacity rose from %s. More capacity does not mend it:"
                + " %s.",
            name, facts.after.calls, calls, Words.change(action), facts.after.verdict.words);
      case MISLED:
        return format(
            "Since %s %s pays for %,.0f write units/s that useful writes do not need. %s of its attempts changed nothing"
                + " and consumed all the same. Useful writes alone used at most %s of the capacity before; the target is"
                + " %s.",
            Words.at(action.time),
            name,
            action.to - action.from,
            percent(facts.useful.wasted),
            percent(facts.mostUseful()),
            percent(facts.share));
      case TOO_LATE:
        return format(
            "%s refused %,d %s in %d minutes before its capacity rose from %s. Auto scaling adds capacity minutes"
                + " after it is needed.",
            name, facts.before.calls, calls, facts.before.minutes, Words.change(action));
      case FLAPPING:
        return format(
            "The %s capacity of %s changed its direction %d times within an hour, last from %s. What was taken away was"
                + " needed again.",
            Words.kind(target), name, facts.turns, Words.change(action));
      default:
        return format(
            "The %s capacity of %s rose from %s for a load of %d minutes that was over soon. Nothing was refused before"
                + " or after it.",
            Words.kind(target), name, Words.change(action), facts.loadMinutes);
    }
  }

  private static List<Measure> measures(ActionFacts facts, ActionVerdict verdict) {
    List<Measure> measures = new ArrayList<>();
    long attempts = facts.useful.attempts;
    switch (verdict) {
      case MISLED:
        measures.add(
            Measure.of(
                    "useful-use-of-capacity-at-most",
                    "1",
                    facts.mostUseful(),
                    Double.NaN,
                    facts.share,
                    attempts)
                .badBelow());
        measures.add(
            Measure.of(
                "wasted-share-of-attempts",
                "1",
                facts.useful.wasted,
                Double.NaN,
                Double.NaN,
                attempts));
        break;
      case FLAPPING:
        measures.add(Measure.of("changes-of-direction", "1", facts.turns, 0, 3, facts.turns));
        break;
      case PREMATURE:
        measures.add(
            Measure.of("load-beyond-target", "min", facts.loadMinutes, Double.NaN, 5, 25)
                .badBelow());
        break;
      default:
        Throttling throttling = throttling(facts, verdict);
        measures.add(
            Measure.of(
                "throttled-share",
                "1",
                throttling.share,
                0,
                verdict == ActionVerdict.MISLED_DOWN ? 0.3 : 0.05,
                throttling.calls));
        break;
    }
    measures.add(Measure.of("use-of-capacity-before", "1", facts.use, Double.NaN, facts.share, 8));
    return measures;
  }

  private static List<String> checks(ActionFacts facts, ActionVerdict verdict) {
    List<String> checks = new ArrayList<>();
    if (verdict == ActionVerdict.MISLED) {
      checks.add(
          format(
              "Uncertainty: of %,d attempts at least %s changed nothing; that bound is used.",
              facts.useful.attempts, percent(facts.useful.leastWasted)));
      checks.add(
          "Other callers: the attempts that callers report grew as the consumption did. Callers that report nothing are"
              + " taken to be like them.");
    }
    if (facts.before.calls + facts.after.calls > 0) {
      checks.add(cause(throttling(facts, verdict)));
    } else {
      checks.add("Throttling: CloudWatch shows none in the ten minutes before and after it.");
    }
    if (facts.action.inferred) {
      checks.add(
          "Who: only the metric of the capacity shows the change. It may have been a person's.");
    }
    return checks;
  }

  /** How the verdict of throttled minutes is known. */
  static String cause(Throttling throttling) {
    return throttling.inferred
        ? "Cause of the throttling: inferred from consumption and capacity; neither metrics nor answers name it."
        : "Cause of the throttling: named by DynamoDB, in its metrics by cause or in its answers.";
  }
}
