package io.flowlens.detect.replayloop;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.explain.Text;
import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Measure;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import io.flowlens.model.Subject;
import java.util.List;

/**
 * A function whose source is known only from CloudTrail, which saw its event source mapping being
 * made: what its log shows of it cannot be counted to an edge. That it fails again and again is for
 * information, as nothing says how many of its invocations those are.
 */
public final class FedFunction {
  private static final PackedForm FORM = new PackedForm("replay-loop failures", 2);
  private static final int MINUTES = 10;
  private static final long MINUTE_MILLIS = 60_000;

  /** A batch that keeps failing is tried about once a minute. */
  private static final int FAILING_MINUTES = 8;

  private static final long FAILURES = 10;

  public Node function;

  /** What feeds it. */
  public NodeKind sourceKind;

  public String sourceName;

  /** When the mapping was made or changed. */
  public long mappedAt;

  /** Failures by minute, packed. */
  public byte[] failures = new byte[0];

  /** Since when it fails again and again; 0 while it does not. */
  public long failingSince;

  /** How often it has failed since then. */
  public long failed;

  /** For Flink. */
  public FedFunction() {}

  /** Takes in the round's signals at a function. */
  static void learn(TableReplays state, Round round) {
    for (Signal signal : round.signals()) {
      if (signal.kind == SignalKind.CONFIGURATION_CHANGE) {
        learnMapping(state, signal);
      }
    }
    FedFunction function = state.function;
    if (function != null) {
      long failed = round.signals().stream().filter(FedFunction::isFailure).count();
      function.count(failed, round.start());
    }
  }

  private static void learnMapping(TableReplays state, Signal change) {
    String kind = change.dimension(Signal.SOURCE_KIND);
    if (kind.equals(Signal.NO_SOURCE)) {
      state.function = null;
    } else if (!kind.isEmpty()) {
      FedFunction known = state.function == null ? new FedFunction() : state.function;
      known.function = change.node;
      known.sourceKind = NodeKind.valueOf(kind);
      known.sourceName = change.dimension(Signal.SOURCE_NAME);
      known.mappedAt = change.time;
      state.function = known;
    }
  }

  /** A failure is counted to an edge where the settings say what feeds the function. */
  private static boolean isFailure(Signal signal) {
    return signal.kind == SignalKind.INVOCATION_FAILED
        && signal.dimension(Signal.SOURCE_KIND).isEmpty();
  }

  private void count(long more, long now) {
    SlotRing ring = SlotRing.unpack(FORM, failures, MINUTE_MILLIS, MINUTES, 1);
    ring.advance(now);
    ring.add(0, more);
    failures = ring.packed(FORM);
    boolean failing =
        ring.sum(MINUTES, 0) >= FAILURES && ring.slotsWithin(MINUTES, 0, 0) >= FAILING_MINUTES;
    if (!failing) {
      failingSince = 0;
    } else if (failingSince == 0) {
      failingSince = (Math.floorDiv(now, MINUTE_MILLIS) - MINUTES + 1) * MINUTE_MILLIS;
      failed = ring.sum(MINUTES, 0);
    } else {
      failed += more;
    }
  }

  /** Adds a finding at the function while it fails again and again. */
  void judge(Findings findings) {
    if (failingSince != 0) {
      findings.add(Subject.of(function), Level.FIRING, explanation());
    }
  }

  private Explanation explanation() {
    Explanation explanation = new Explanation();
    explanation.severity = Severity.INFO;
    explanation.confidence = 0.6;
    explanation.since = failingSince;
    explanation.summary =
        Text.sentences(
            format(
                "%s has failed %,d times since %s",
                function.name, failed, Waiting.clock(failingSince)),
            format(
                "%s feeds it, so what fails is delivered again %s",
                sourceName, Waiting.limit(Node.of(sourceKind, "", "", sourceName))));
    explanation.findings = List.of("FUNCTION_FAILS");
    explanation.measures =
        List.of(
            Measure.of("failed-invocations", "1", (double) failed, 0, (double) FAILURES, failed));
    explanation.counterEvidence =
        List.of(
            "Same records: not assessed, as nothing says which records the invocations were given.",
            "Share: not assessed; how many of its invocations these are is not known.");
    explanation.recommendations =
        List.of(
            Recommendation.of(
                "Look up the error in the function's log",
                function.name + ": its log group",
                "Each failed batch is worked on again from its start."),
            Recommendation.of(
                "Name what feeds the function",
                "Ingest/function.sources: " + function.name + " = the ARN of " + sourceName,
                "Its deliveries are then an edge, and the share of those that fail is known."));
    return explanation;
  }
}
