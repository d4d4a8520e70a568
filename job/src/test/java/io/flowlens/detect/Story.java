package io.flowlens.detect;

import io.flowlens.config.Settings;
import io.flowlens.config.SlowWait;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.verify.CloudTrailVerification;
import io.flowlens.detect.verify.PendingVerification;
import io.flowlens.detect.verify.VerifiedDetector;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs one detector over panes of one edge, without Flink, and tells what it said: a line whenever
 * the level changes, and the anomalies that episodes make of it.
 */
public final class Story<S> {
  /** From a minute's start until what slow evidence says of it is heard. */
  private static final long SLOW_AFTER = 60_000 + SlowWait.OPTION.defaultValue().toMillis();

  private final Detector<S> detector;
  private final Edge edge;
  private final AllEpisodes episodes = new AllEpisodes(Settings.defaults());
  private final S state;
  private final List<String> levels = new ArrayList<>();
  private final List<Anomaly> anomalies = new ArrayList<>();
  private final Map<Long, Pane> slow = new HashMap<>();
  private final CloudTrailVerification verification;
  private PendingVerification pending;
  private Judgement.Level last = Judgement.Level.CLEAR;
  private Judgement judgement;
  private long now;

  private Story(Detector<S> detector, Edge edge, String start) {
    this.detector = detector;
    this.edge = edge;
    this.state = detector.newState();
    this.verification =
        detector instanceof VerifiedDetector<S> verified
            ? new CloudTrailVerification(verified.comparison(), Settings.defaults())
            : null;
    this.now = PaneBuilder.at(start);
  }

  /** The story of an edge from this time on. */
  public static <S> Story<S> of(Detector<S> detector, Edge edge, String start) {
    return new Story<>(detector, edge, start);
  }

  /** So many panes like this one follow. */
  public Story<S> then(int panes, PaneBuilder like) {
    for (int i = 0; i < panes; i++) {
      judge(like.on(edge, now));
    }
    return this;
  }

  /** This pane follows; it must start when the one before ended. */
  public Story<S> then(Pane pane) {
    judge(pane);
    return this;
  }

  /** Slow evidence will say this of the minute that begins then, after the usual wait. */
  public Story<S> slowly(String minute, PaneBuilder said) {
    return slowly(said.on(edge, PaneBuilder.at(minute)));
  }

  /** Slow evidence will say this of the minute that begins with it, after the usual wait. */
  public Story<S> slowly(Pane pane) {
    pane.evidence = Evidence.SLOW;
    slow.put(pane.start + SLOW_AFTER - Pane.MILLIS, pane);
    return this;
  }

  /** So many panes without a call follow. */
  public Story<S> thenSilence(int panes) {
    return then(panes, PaneBuilder.calls(0));
  }

  private void judge(Pane pane) {
    Findings findings = new Findings(detector.id(), now);
    if (detector.accesses().contains(edge.access)) {
      Round round = new Round(now, List.of(pane.with(detector.details())), List.of(), List.of());
      detector.judge(round, state, episodes.of(detector.id(), now), findings);
      findings
          .observations()
          .forEach(observation -> pending = verification.observe(observation, pending));
      if (CloudTrailVerification.isRefuted(pending)) {
        findings.dismiss(edge);
      }
    }
    judgement = findings.all().isEmpty() ? null : findings.all().get(0);
    Judgement.Level level = judgement == null ? Judgement.Level.CLEAR : judgement.level;
    if (level != last) {
      String says = judgement == null ? "" : "  " + judgement.explanation.summary;
      levels.add(PaneBuilder.time(now + Pane.MILLIS) + " " + word(level) + says);
      last = level;
    }
    if (slow.containsKey(now) && pending != null) {
      Pane minute = slow.get(now).with(detector.details());
      pending = verification.verify(minute, pending, findings);
    }
    anomalies.addAll(episodes.advance(now, findings.all(), List.of()));
    now += Pane.MILLIS;
  }

  /** Each change of level, with the time it was said and the sentence. */
  public String levels() {
    return String.join("\n", levels);
  }

  /** Each anomaly written: time, status, revision, severity. */
  public String life() {
    List<String> lines = new ArrayList<>();
    for (Anomaly anomaly : anomalies) {
      lines.add(
          PaneBuilder.time(anomaly.updatedAt)
              + " "
              + anomaly.status.label()
              + " "
              + anomaly.explanation.severity.label()
              + (anomaly.resolvedAt == 0
                  ? " since " + PaneBuilder.time(anomaly.startedAt)
                  : " at " + PaneBuilder.time(anomaly.resolvedAt)));
    }
    return String.join("\n", lines);
  }

  public List<Anomaly> anomalies() {
    return anomalies;
  }

  /** The newest judgement; null when clear. */
  public Judgement judgement() {
    return judgement;
  }

  /** Start of the next pane, epoch milliseconds. */
  public long now() {
    return now;
  }

  /** The minutes that CloudTrail has not verified yet; null where there are none. */
  public PendingVerification pendingVerification() {
    return pending;
  }

  public S state() {
    return state;
  }

  private static String word(Judgement.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
