package io.flowlens.detect.contractbreach;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.explain.ExemplarEvidence;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.Contract;
import io.flowlens.model.Counter;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** Says how many calls are not as promised, what that leaves of the budget, and what to do. */
final class BurnExplanation {
  private BurnExplanation() {}

  /** Of one edge by itself; its breach is known. */
  static Explanation of(JudgedEdge one, BurnFinding finding) {
    Explanation why = new Explanation();
    boolean learned = one.contract.name.equals(LearnedContracts.NAME);
    why.since = one.edge.breach.since;
    why.severity = severity(finding, one.contract);
    why.confidence = learned ? 0.6 : sampled(one) ? 0.7 : 0.9;
    why.summary = summary(one, finding);
    why.findings = findings(finding, learned);
    why.measures = measures(finding);
    why.evidence = evidence(one, finding.promise);
    why.counterEvidence = checks(one, finding);
    why.recommendations = advice(one, finding);
    return why;
  }

  /** A steady burn wakes nobody, nor does a contract that nobody has signed. */
  static Severity severity(BurnFinding finding, Contract contract) {
    boolean fast = finding.pair == BurnPair.FAST || finding.pair == BurnPair.SLOW;
    return fast && contract.page ? Severity.CRITICAL : Severity.WARNING;
  }

  private static String summary(JudgedEdge one, BurnFinding finding) {
    Promise promise = finding.promise;
    Breach breach = one.edge.breach;
    long counted = breach.counted(promise);
    return Text.sentences(
        format(
            "%s: since %s UTC %,d of %,d calls %s (%s)",
            Text.name(one.edge.edge),
            BreachText.time(breach.since),
            breach.bad(promise),
            counted,
            BreachText.bad(promise, one.contract),
            Text.percent((double) breach.bad(promise) / Math.max(1, counted))),
        format(
            "%s allows %s",
            BreachText.name(one.contract), BreachText.allowed(promise.allowed(one.contract))),
        BreachText.budget(finding.spending, span(finding), one.contract));
  }

  /** The longer time of the pair; of a breach that is over, the last hour. */
  static Span span(BurnFinding finding) {
    return finding.pair == null ? Span.HOUR : finding.pair.within;
  }

  static List<String> findings(BurnFinding finding, boolean learned) {
    List<String> codes = new ArrayList<>(List.of(finding.promise.name()));
    if (finding.pair != null) {
      codes.add("BURN_" + finding.pair.name());
    }
    if (finding.spending.budgetLeft() <= 0) {
      codes.add("BUDGET_SPENT");
    }
    if (learned) {
      codes.add("LEARNED");
    }
    return codes;
  }

  static List<Measure> measures(BurnFinding finding) {
    Spending spending = finding.spending;
    Span span = span(finding);
    List<Measure> measures = new ArrayList<>();
    measures.add(
        Measure.of(
            "burn-" + span.label.replace(" ", ""),
            "1",
            spending.burn(span),
            1,
            finding.pair == null ? BurnPair.FAST.limit : finding.pair.limit,
            Math.round(spending.calls(span))));
    measures.add(
        Measure.of(
            "burn-5min",
            "1",
            spending.burn(Span.FIVE_MINUTES),
            1,
            Double.NaN,
            Math.round(spending.calls(Span.FIVE_MINUTES))));
    measures.add(
        Measure.of(
                "budget-left",
                "1",
                spending.budgetLeft(),
                Double.NaN,
                Double.NaN,
                Math.round(spending.calls(Span.BUDGET)))
            .badBelow());
    double left = spending.millisLeft(span) / 1_000;
    if (Double.isFinite(left)) {
      measures.add(
          Measure.of("budget-lasts", "s", left, Double.NaN, Double.NaN, spending.bad(span))
              .badBelow());
    }
    return measures;
  }

  static List<EvidenceItem> evidence(JudgedEdge one, Promise promise) {
    return ExemplarEvidence.of(
        one.pane,
        exemplar ->
            promise == Promise.AVAILABILITY
                ? !exemplar.outcome.equals("ok")
                : exemplar.latencyMicros > 1_000 * one.contract.fastMillis,
        exemplar -> format("%s, %,d ms", exemplar.outcome, exemplar.latencyMicros / 1_000));
  }

  private static List<String> checks(JudgedEdge one, BurnFinding finding) {
    List<String> checks = new ArrayList<>();
    if (finding.promise == Promise.AVAILABILITY) {
      checks.add(
          format(
              "Not counted: %,d calls of the last hour whose request was wrong or whose condition was not met.",
              one.rings.refused(Span.HOUR)));
      checks.add("Retries: a call that succeeded after retries counts as good.");
    } else {
      checks.add("Retries: the time of a call is that of all its attempts.");
    }
    checks.add(
        sampled(one)
            ? "Sampling: these calls come from sampled traces; if the sampler keeps failures by preference, the true share is lower."
            : "Sampling: not known whether traces were left out; a sampler that keeps failures by preference would look the same.");
    return checks;
  }

  private static boolean sampled(JudgedEdge one) {
    return one.pane != null && one.pane.get(Counter.SAMPLED) > 0;
  }

  private static List<Recommendation> advice(JudgedEdge one, BurnFinding finding) {
    List<Recommendation> advice = new ArrayList<>();
    advice.add(
        Recommendation.of(
            "Look at the anomaly that this one belongs to, if it has one; else at the calls in its evidence",
            Text.name(one.edge.edge),
            "a contract shows that users suffer, not why"));
    if (finding.spending.budgetLeft() <= 0) {
      advice.add(
          Recommendation.of(
              "Hold back what risks more failures, such as deployments",
              Text.name(one.edge.edge.from),
              "nothing is left of the budget until bad calls leave its window"));
    }
    if (one.contract.name.equals(LearnedContracts.NAME)) {
      advice.add(
          Recommendation.of(
              "Declare what this edge must keep",
              "a group Contract.<name> of the configuration",
              "a learned contract only says what it kept before"));
    }
    return advice;
  }
}
