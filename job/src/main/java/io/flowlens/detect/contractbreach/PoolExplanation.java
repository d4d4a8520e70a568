package io.flowlens.detect.contractbreach;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.api.Scope;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.Contract;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says of several quiet edges what none of them shows alone. */
final class PoolExplanation {
  private static final int NAMED = 5;

  private PoolExplanation() {}

  /** Of these edges of one program under one contract. */
  static Explanation of(List<JudgedEdge> members, BurnFinding finding) {
    JudgedEdge any = members.get(0);
    Contract contract = any.contract;
    Promise promise = finding.promise;
    Span span = BurnExplanation.span(finding);
    long bad = members.stream().mapToLong(one -> one.rings.bad(span, promise)).sum();
    long counted = members.stream().mapToLong(one -> one.rings.counted(span, promise)).sum();
    String caller = Text.name(Scope.reporter(any.edge.edge));
    Explanation why = new Explanation();
    why.severity = BurnExplanation.severity(finding, contract);
    why.confidence = 0.7;
    why.summary =
        Text.sentences(
            format(
                "%s: %,d of %,d calls on %d quiet edges together %s in the last %s (%s)",
                caller,
                bad,
                counted,
                members.size(),
                BreachText.bad(promise, contract),
                span.label,
                Text.percent((double) bad / Math.max(1, counted))),
            format(
                "%s allows %s",
                BreachText.name(contract), BreachText.allowed(promise.allowed(contract))),
            BreachText.budget(finding.spending, span, contract));
    why.findings = BurnExplanation.findings(finding, false);
    why.findings.add("POOLED");
    why.measures = BurnExplanation.measures(finding);
    why.evidence = evidence(members, promise);
    why.counterEvidence =
        List.of(
            "Each edge alone: not judged, too few bad calls. Together: "
                + members.stream()
                    .limit(NAMED)
                    .map(one -> Text.name(one.edge.edge))
                    .collect(Collectors.joining(", "))
                + (members.size() > NAMED ? format(" and %d more.", members.size() - NAMED) : "."));
    why.recommendations =
        List.of(
            Recommendation.of(
                "See whether the calls in the evidence have a callee or an instance in common",
                caller,
                "edges that fail together often have one cause"));
    return why;
  }

  private static List<EvidenceItem> evidence(List<JudgedEdge> members, Promise promise) {
    List<EvidenceItem> all = new ArrayList<>();
    for (JudgedEdge one : members) {
      all.addAll(BurnExplanation.evidence(one, promise));
    }
    return all.stream().limit(Explanation.MAX_EVIDENCE).collect(Collectors.toList());
  }
}
