package io.flowlens;

import io.flowlens.config.Settings;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Scope;
import io.flowlens.detect.batchflood.BatchFloodSample;
import io.flowlens.detect.coldcachespike.ColdCacheSpikeSample;
import io.flowlens.detect.consistencyconflict.ConsistencyConflictSample;
import io.flowlens.detect.contractbreach.ContractBreachSample;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.detect.incident.Incident;
import io.flowlens.detect.latencytail.LatencyTailSample;
import io.flowlens.detect.misledscaling.MisledScalingSample;
import io.flowlens.detect.regionmismatch.RegionMismatchSample;
import io.flowlens.detect.replayloop.ReplayLoopSample;
import io.flowlens.detect.retrycascade.RetryCascadeSample;
import io.flowlens.detect.run.Incidents;
import io.flowlens.detect.run.ScopeClock;
import io.flowlens.detect.run.ScopeEpisodes;
import io.flowlens.detect.run.ScopeInput;
import io.flowlens.detect.transactionalchurn.TransactionalChurnSample;
import io.flowlens.detect.verify.PendingVerification;
import io.flowlens.flow.FlowStates;
import io.flowlens.ingest.dedup.DeduplicateStates;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import io.flowlens.model.Subject;
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
    samples.put("flow.panes/rollups", FlowStates.rollups());
    samples.put("detect.rounds/key", Scope.EDGE.keys(EDGE).get(0));
    samples.put("detect.rounds/clock", clock());
    samples.put("detect.rounds/buffer", Map.of("1763978400000|0", input()));
    samples.put("detect.rounds/buffer-sizes", Map.of(AT, 1));
    samples.put("detect.rounds/episodes", episodes());
    for (Detector<?> detector : Detectors.all(Settings.defaults())) {
      samples.put("detect.rounds/" + detector.id(), ofDetector(detector.id()));
    }
    samples.put(
        "detect.rounds/retry-cascade-verification", Map.of(EDGE.id(), pendingVerification()));
    samples.put("detect.incidents/key", Incidents.KEY);
    samples.put("detect.incidents/buffer", Map.of("1763978400000|0", update()));
    samples.put("detect.incidents/buffer-sizes", Map.of(AT, 1));
    samples.put("detect.incidents/changes", Map.of("table|time", change()));
    samples.put("detect.incidents/incidents", Map.of("detector|edge", incident()));
    return samples;
  }

  /** A new detector adds its line here. */
  private static Object ofDetector(String id) {
    return switch (id) {
      case "retry-cascade" -> RetryCascadeSample.state(AT);
      case "cold-cache-spike" -> ColdCacheSpikeSample.state(AT);
      case "region-mismatch" -> RegionMismatchSample.state(EDGE, AT);
      case "replay-loop" -> ReplayLoopSample.state(AT);
      case "latency-tail" -> LatencyTailSample.state(AT);
      case "misled-scaling" -> MisledScalingSample.state(EDGE.to, explanation(), AT);
      case "consistency-conflict" -> ConsistencyConflictSample.state(EDGE, AT);
      case "transactional-churn" -> TransactionalChurnSample.state(EDGE, AT);
      case "batch-flood" -> BatchFloodSample.state(EDGE, AT);
      case "contract-breach" -> ContractBreachSample.state(EDGE, AT);
      default ->
          throw new IllegalArgumentException(
              "StateSamples has no sample of the state of detector " + id + ": add one");
    };
  }

  private static PendingVerification pendingVerification() {
    PendingVerification pending = new PendingVerification();
    pending.since = AT - 60_000;
    pending.newestPane = AT + 20_000;
    pending.activeAt = AT + 10_000;
    pending.unverified = new byte[] {4, 5};
    pending.matched = new byte[] {6, 7, 8};
    pending.verifiedTo = AT;
    pending.verdict = Judgement.Level.REFUTED;
    pending.refutedTo = AT + 60_000;
    return pending;
  }

  private static ScopeClock clock() {
    ScopeClock clock = new ScopeClock();
    clock.edge = EDGE;
    clock.lastRound = AT;
    clock.pendingUntil = AT + 19_999;
    clock.forgetAt = AT + 900_000;
    clock.episodes = 1;
    return clock;
  }

  private static ScopeInput input() {
    ScopeInput input = new ScopeInput();
    input.key = Scope.EDGE.keys(EDGE).get(0);
    input.round = AT;
    input.pane = FlowStates.pane();
    input.signal = change();
    return input;
  }

  private static ScopeEpisodes episodes() {
    ScopeEpisodes episodes = new ScopeEpisodes();
    episodes.all = new Episode[] {episode()};
    return episodes;
  }

  private static EpisodeUpdate update() {
    EpisodeUpdate update = new EpisodeUpdate();
    update.round = AT;
    update.episode = episode();
    update.found = true;
    update.news = true;
    update.confirmed = true;
    update.effect = effect();
    return update;
  }

  private static Judgement effect() {
    Judgement effect = new Judgement();
    effect.detector = "replay-loop";
    effect.subject = Subject.of(EDGE.to);
    effect.paneStart = AT;
    effect.level = Judgement.Level.EFFECT;
    effect.explanation = explanation();
    effect.verifiedFrom = AT - 960_000;
    effect.verifiedTo = AT - 900_000;
    effect.endedAt = AT - 5_000;
    effect.reopenMillis = 3_600_000;
    return effect;
  }

  private static Episode episode() {
    Episode episode = new Episode();
    episode.id = "0123456789abcdef";
    episode.detector = "retry-cascade";
    episode.subject = Subject.of(EDGE);
    episode.phase = Episode.Phase.OPEN;
    episode.firstPane = AT;
    episode.began = AT - 240_000;
    episode.reopenMillis = 7_200_000;
    episode.firing = 3;
    episode.clearSince = AT + 30_000;
    episode.detectedAt = AT + 20_000;
    episode.closedAt = AT + 90_000;
    episode.reopened = 1;
    episode.excess = 2.5;
    episode.explanation = explanation();
    episode.verdict = Judgement.Level.CONFIRMED;
    episode.verdictWhy = explanation();
    episode.severity = Severity.CRITICAL;
    return episode;
  }

  private static Incident incident() {
    Incident incident = new Incident();
    incident.episode = episode();
    incident.effect = explanation();
    incident.doubt = "Its cause was none.";
    incident.severity = Severity.CRITICAL;
    incident.parentId = "fedcba9876543210";
    incident.path = List.of(EDGE);
    incident.changes = new Signal[] {change()};
    incident.revision = 2;
    incident.writtenAt = AT + 60_000;
    return incident;
  }

  private static Signal change() {
    Signal change = new Signal();
    change.kind = SignalKind.CONFIGURATION_CHANGE;
    change.node = EDGE.to;
    change.time = AT - 60_000;
    change.evidence = Evidence.SLOW;
    change.value = 1.5;
    change.dimensions.put(Signal.OPERATION, "UpdateTable");
    change.detail = "ops: billingMode=PROVISIONED";
    change.eventId = "6cd9a7f2";
    return change;
  }

  private static Explanation explanation() {
    Explanation explanation = new Explanation();
    explanation.severity = Severity.WARNING;
    explanation.since = AT - 240_000;
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
