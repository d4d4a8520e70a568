package io.flowlens.detect.coldcachespike;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.detect.explain.ExemplarEvidence;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Says which calls are slow, by how much, why, and what to do. */
final class SpikeExplanation implements Serializable {
  /** A start of many instances that goes on for longer than this is no deploy and no surge. */
  private static final long LASTING_MILLIS = 30 * 60_000L;

  /** Calls from which on a pane's 99th percentile is more than its maximum. */
  private static final long QUANTILE_CALLS = 200;

  private final double minShare;
  private final double minTimeShare;
  private final double minFraction;
  private final double z;

  SpikeExplanation(Settings settings) {
    minShare = settings.get(ColdCacheSpikeOptions.MIN_SHARE);
    minTimeShare = settings.get(ColdCacheSpikeOptions.MIN_TIME_SHARE);
    minFraction = settings.get(ColdCacheSpikeOptions.MIN_FRACTION);
    z = settings.get(ColdCacheSpikeOptions.CONFIDENCE_Z);
  }

  /** The explanation of an edge that has been active for so long. */
  Explanation of(Pane pane, SlowThreshold slow, SpikeAssessment verdict, long activeMillis) {
    SpikeWindow window = verdict.window;
    Explanation explanation = new Explanation();
    explanation.severity = severity(verdict, activeMillis);
    explanation.confidence = confidence(window);
    explanation.summary = summary(pane.edge, slow, window);
    explanation.findings = List.of("COLD_" + window.kind().name());
    explanation.measures = measures(pane, slow, window);
    explanation.evidence = evidence(pane, slow);
    explanation.counterEvidence = CounterEvidence.of(pane, slow, window);
    explanation.recommendations = Advice.of(pane.edge, window);
    return explanation;
  }

  private Severity severity(SpikeAssessment verdict, long activeMillis) {
    ColdKind kind = verdict.window.kind();
    boolean mayPass = kind != ColdKind.CONNECTION && activeMillis < LASTING_MILLIS;
    boolean byDesign = kind == ColdKind.KEY;
    return byDesign || verdict.lowTraffic || mayPass || verdict.level != Level.FIRING
        ? Severity.INFO
        : Severity.WARNING;
  }

  /** What may mislead: that the rest has another cause, and that a sample hides calls. */
  private static double confidence(SpikeWindow window) {
    double sampleMisleads = window.sampled > 0 || window.cold.coverage < 1 ? 0.35 : 0.25;
    return Math.round(100 * (1 - sampleMisleads * (1.2 - 0.8 * window.coldFraction()))) / 100.0;
  }

  private static String summary(Edge edge, SlowThreshold slow, SpikeWindow window) {
    return format(
        "%s: median %.1f ms, but 1 in %,d calls takes over %.0f ms, %,.0f ms on average. The mean of %.1f ms hides"
            + " it. %.0f %% of the slow ones are %s.",
        Text.name(edge),
        slow.usualMillis,
        Math.round(1 / window.slowShare()),
        slow.millis(),
        window.meanSlowMillis(),
        window.meanMillis(),
        100 * window.cold.shareOfSlow(),
        CauseText.cause(window, edge));
  }

  private List<Measure> measures(Pane pane, SlowThreshold slow, SpikeWindow window) {
    List<Measure> measures = new ArrayList<>();
    Measure share =
        Measure.of("slow-first-calls", "1", window.coldShare(), 0, minShare, window.calls);
    Measure timeShare =
        Measure.of(
            "time-in-slow-first-calls", "1", window.coldTimeShare(), 0, minTimeShare, window.calls);
    boolean byShare = window.coldShare() >= minShare;
    measures.add(byShare ? share : timeShare);
    measures.add(byShare ? timeShare : share);
    measures.add(
        Measure.of(
            "share-of-slow-calls-explained",
            "1",
            window.coldFraction(),
            Double.NaN,
            minFraction,
            window.slow));
    measures.add(
        Measure.of("log-odds-of-first-calls", "z", window.cold.z(), 0, z, window.cold.exposed));
    measures.add(
        Measure.of(
            "slow-call-latency",
            "ms",
            window.meanSlowMillis(),
            slow.usualMillis,
            slow.millis(),
            window.slow));
    measures.add(
        Measure.of(
            "mean-latency", "ms", window.meanMillis(), slow.usualMillis, Double.NaN, window.calls));
    long timed = pane.get(Detail.LATENCY).count();
    if (timed >= QUANTILE_CALLS) {
      measures.add(
          Measure.of(
              "p99-latency",
              "ms",
              pane.get(Detail.LATENCY).quantileMillis(0.99),
              Double.NaN,
              Double.NaN,
              timed));
    }
    return measures;
  }

  private static List<EvidenceItem> evidence(Pane pane, SlowThreshold slow) {
    return ExemplarEvidence.of(
        pane,
        exemplar -> exemplar.attempts == 1 && exemplar.latencyMicros > 1000 * slow.millis(),
        exemplar ->
            format(
                "%,d ms at the first attempt, %s; usual are %.1f ms",
                exemplar.latencyMicros / 1000, exemplar.outcome, slow.usualMillis));
  }
}
