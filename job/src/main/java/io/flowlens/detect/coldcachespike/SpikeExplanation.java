package io.flowlens.detect.coldcachespike;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.detect.explain.ExemplarEvidence;
import io.flowlens.model.Detail;
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

  /** The explanation of an edge that is active. */
  Explanation of(
      Pane pane,
      SlowThreshold slow,
      BulkCalls bulk,
      SpikeAssessment verdict,
      ColdCacheSpikeState state) {
    SpikeWindow window = verdict.window;
    boolean crashes = window.isCrashLoop(pane.edge);
    Explanation explanation = new Explanation();
    explanation.since = state.totals.since;
    explanation.severity = severity(verdict, crashes, pane.start - state.activeSince);
    explanation.confidence = confidence(window);
    explanation.summary = SpikeSummary.of(pane.edge, slow, window, state.totals, crashes);
    explanation.findings =
        crashes
            ? List.of("COLD_" + window.kind().name(), "CRASH_LOOP")
            : List.of("COLD_" + window.kind().name());
    explanation.measures = measures(pane, slow, window, state.totals);
    explanation.evidence = evidence(pane, slow);
    explanation.counterEvidence = CounterEvidence.of(pane, slow, bulk, window);
    explanation.recommendations = Advice.of(pane.edge, window, crashes);
    return explanation;
  }

  private static Severity severity(SpikeAssessment verdict, boolean crashes, long activeMillis) {
    ColdKind kind = verdict.window.kind();
    boolean starts = kind == ColdKind.INSTANCE || kind == ColdKind.CALLEE;
    boolean mayPass = kind != ColdKind.CONNECTION && !crashes && activeMillis < LASTING_MILLIS;
    boolean usual = starts && !verdict.grown;
    boolean byDesign = kind == ColdKind.KEY;
    return byDesign || usual || verdict.lowTraffic || mayPass || verdict.level != Level.FIRING
        ? Severity.INFO
        : Severity.WARNING;
  }

  /** What may mislead: that the rest has another cause, and that a sample hides calls. */
  private static double confidence(SpikeWindow window) {
    double sampleMisleads = window.sampled > 0 || window.cold.coverage < 1 ? 0.35 : 0.25;
    return Math.round(100 * (1 - sampleMisleads * (1.2 - 0.8 * window.coldFraction()))) / 100.0;
  }

  private List<Measure> measures(
      Pane pane, SlowThreshold slow, SpikeWindow window, SpikeTotals totals) {
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
    measures.add(
        Measure.of(
            "slow-calls-since-it-began",
            "1",
            totals.slowShare(),
            Double.NaN,
            Double.NaN,
            totals.calls));
    measures.add(
        Measure.of(
            "slow-calls-in-worst-minute", "1", totals.worst, Double.NaN, Double.NaN, totals.calls));
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
