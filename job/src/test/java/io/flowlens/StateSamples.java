package io.flowlens;

import io.flowlens.config.Settings;
import io.flowlens.detect.Detector;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.EdgeClock;
import io.flowlens.detect.Episodes;
import io.flowlens.detect.TableClock;
import io.flowlens.detect.TableDetector;
import io.flowlens.detect.TableDetectors;
import io.flowlens.detect.coldcachespike.ColdCacheSpikeSample;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.regionmismatch.RegionMismatchSample;
import io.flowlens.detect.replayloop.ReplayLoopSample;
import io.flowlens.detect.retrycascade.RetryCascadeSample;
import io.flowlens.flow.FlowStates;
import io.flowlens.ingest.DeduplicateStates;
import io.flowlens.model.Edge;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import io.flowlens.model.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The list of all keyed state that the job keeps: the operator's uid, the state's name (or {@code
 * key}), and one value of it with something in every field.
 */
final class StateSamples {
  private static final long AT = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
  private static final Edge EDGE = FlowStates.CHECKOUT_WRITES_ORDERS;

  private StateSamples() {}

  static Map<String, Object> all() {
    Map<String, Object> samples = new TreeMap<>();
    samples.put("ingest.deduplicate/key", 4711);
    samples.put("ingest.deduplicate/known", DeduplicateStates.known(AT));
    samples.put("flow.pair/key", "5b8aa5a2d2c872e8321cf37308d69df2");
    samples.put("flow.pair/trace", FlowStates.trace());
    samples.put("flow.panes/key", EDGE.key());
    samples.put("flow.panes/edge", FlowStates.edge());
    samples.put("detect.panes/key", EDGE.key());
    samples.put("detect.panes/clock", clock());
    for (Detector<?> detector : Detectors.all(Settings.defaults())) {
      samples.put("detect.panes/" + detector.id(), ofDetector(detector.id()));
    }
    samples.put("detect.tables/key", TableDetectors.scope(EDGE));
    samples.put("detect.tables/clock", tableClock());
    samples.put("detect.tables/waiting", Map.of("1763978400000|0", FlowStates.pane()));
    samples.put("detect.tables/waiting-sizes", Map.of(AT, 1));
    for (TableDetector<?> detector : Detectors.onTables(Settings.defaults())) {
      samples.put("detect.tables/" + detector.id(), ofDetector(detector.id()));
    }
    samples.put("detect.episodes/key", Episodes.KEY);
    samples.put("detect.episodes/waiting", Map.of("1763978400000|0", judgement()));
    samples.put("detect.episodes/waiting-sizes", Map.of(AT, 1));
    samples.put("detect.episodes/changes", Map.of("table|time", change()));
    samples.put("detect.episodes/episodes", Map.of("detector|edge", episode()));
    return samples;
  }

  /** A new detector adds its line here. */
  private static Object ofDetector(String id) {
    return switch (id) {
      case "retry-cascade" -> RetryCascadeSample.state(AT);
      case "cold-cache-spike" -> ColdCacheSpikeSample.state(AT);
      case "region-mismatch" -> RegionMismatchSample.state(EDGE, AT);
      case "replay-loop" -> ReplayLoopSample.state(AT);
      default ->
          throw new IllegalArgumentException(
              "StateSamples has no sample of the state of detector " + id + ": add one");
    };
  }

  private static TableClock tableClock() {
    TableClock clock = new TableClock();
    clock.lastPane = AT;
    clock.forgetAt = AT + 900_000;
    return clock;
  }

  private static EdgeClock clock() {
    EdgeClock clock = new EdgeClock();
    clock.edge = EDGE;
    clock.lastPane = AT;
    clock.silentAt = AT + 19_999;
    clock.forgetAt = AT + 900_000;
    return clock;
  }

  private static Judgement judgement() {
    Judgement judgement = new Judgement();
    judgement.detector = "retry-cascade";
    judgement.edge = EDGE;
    judgement.paneStart = AT;
    judgement.level = Judgement.Level.FIRING;
    judgement.explanation = explanation();
    judgement.heardFrom = AT - 960_000;
    judgement.heardTo = AT - 900_000;
    return judgement;
  }

  private static Episode episode() {
    Episode episode = new Episode();
    episode.id = "retry-cascade:0123";
    episode.detector = "retry-cascade";
    episode.edge = EDGE;
    episode.phase = Episode.Phase.OPEN;
    episode.firstPane = AT;
    episode.firing = 3;
    episode.clearSince = AT + 30_000;
    episode.detectedAt = AT + 20_000;
    episode.closedAt = AT + 90_000;
    episode.reopened = 1;
    episode.excess = 2.5;
    episode.explanation = explanation();
    episode.effect = explanation();
    episode.verdict = Judgement.Level.CONFIRMED;
    episode.heard = explanation();
    episode.doubt = "Its cause was none.";
    episode.severity = Severity.CRITICAL;
    episode.parentId = "retry-cascade:4567";
    episode.path = List.of(EDGE);
    episode.changes = new Signal[] {change()};
    episode.revision = 2;
    episode.writtenAt = AT + 60_000;
    episode.changed = true;
    return episode;
  }

  private static Signal change() {
    Signal change = new Signal();
    change.node = EDGE.to;
    change.name = "UpdateTable";
    change.time = AT - 60_000;
    change.value = 1.5;
    change.unit = "ms";
    change.detail = "ops: billingMode=PROVISIONED";
    change.eventId = "6cd9a7f2";
    return change;
  }

  private static Explanation explanation() {
    Explanation explanation = new Explanation();
    explanation.severity = Severity.WARNING;
    explanation.confidence = 0.75;
    explanation.summary = "One sentence with the numbers.";
    explanation.findings = List.of("RETRY_STORM");
    explanation.measures = List.of(Measure.of("attempts-per-call", "", 2.5, Double.NaN, 1.1, 120));
    explanation.evidence = List.of(evidence());
    explanation.counterEvidence = List.of("Hedged requests were checked.");
    explanation.recommendations = List.of(Recommendation.of("Lower it", "SDK", "It repeats."));
    return explanation;
  }

  private static EvidenceItem evidence() {
    EvidenceItem item = new EvidenceItem();
    item.traceId = "5b8aa5a2d2c872e8321cf37308d69df2";
    item.requestId = "request-1";
    item.eventId = "event-1";
    item.shardId = "shardId-000000000000";
    item.sequence = "49";
    item.at = AT;
    item.note = "throttled twice";
    return item;
  }
}
