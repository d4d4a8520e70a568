package io.flowlens.detect.contractbreach;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Scope;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Node;
import io.flowlens.model.Pane;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.List;

/** Says since when a flow has stopped, and how many calls would be usual. */
final class StopExplanation implements Serializable {
  private final long missedCalls;

  StopExplanation(Settings settings) {
    missedCalls = settings.get(ContractBreachOptions.MISSED_CALLS);
  }

  /** Of an edge that is silent. */
  Explanation of(JudgedEdge one) {
    boolean declared = one.contract.everyMillis > 0;
    long since = one.edge.lastCall + Pane.MILLIS;
    double silent = (double) one.round.end() - since;
    Explanation why = new Explanation();
    why.since = since;
    why.severity = Severity.WARNING;
    why.confidence = declared ? 0.9 : 0.8;
    why.summary =
        Text.sentences(
            format(
                "%s: no call since %s UTC, for %s",
                Text.name(one.edge.edge), BreachText.time(since), BreachText.length(silent)),
            declared
                ? format(
                    "%s allows %s without one",
                    BreachText.name(one.contract),
                    BreachText.length((double) one.contract.everyMillis))
                : format("at least %,d calls would be usual in this time", one.edge.missed / 1_000),
            format("other calls that %s reports go on", Text.name(reporter(one))));
    why.findings = List.of("FLOW_STOPPED");
    why.measures =
        List.of(
            declared
                ? Measure.of(
                    "silence",
                    "s",
                    silent / 1_000,
                    Double.NaN,
                    one.contract.everyMillis / 1_000.0,
                    1)
                : Measure.of(
                    "missed-calls", "1", one.edge.missed / 1_000.0, 0, (double) missedCalls, 1));
    why.counterEvidence =
        List.of(
            "Telemetry: "
                + Text.name(reporter(one))
                + " goes on to report other calls, at least a quarter of the usual ones.",
            declared
                ? "Usual: not assessed, as the contract says how often a call must come."
                : format(
                    "Chance: if calls came at random, at the lowest rate known of this hour of the week and its neighbours, so long a silence"
                        + " would have a chance of e^-%d.",
                    one.edge.missed / 1_000));
    why.recommendations =
        List.of(
            Recommendation.of(
                "See whether "
                    + Text.name(one.edge.edge.from)
                    + " still should make these calls: a switch, a schedule, a deployment",
                Text.name(one.edge.edge),
                "nothing fails, so nothing else reports it"));
    return why;
  }

  private static Node reporter(JudgedEdge one) {
    return Scope.reporter(one.edge.edge);
  }
}
