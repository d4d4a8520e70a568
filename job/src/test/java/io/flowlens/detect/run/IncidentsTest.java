package io.flowlens.detect.run;

import static io.flowlens.detect.PaneBuilder.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.AnomalyText;
import io.flowlens.detect.Judgements;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.EpisodeTracker;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.log.CapturedLog;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentsTest {
  private static final List<Edge> EDGES =
      List.of(
          Shop.WEB_CALLS_ORDERS, Shop.ORDERS_WRITES, Shop.ORDERS_READS_STOCK, Shop.BILLING_WRITES);

  private KeyedTwoInputStreamOperatorTestHarness<String, EpisodeUpdate, Signal, Anomaly> harness;

  private final EpisodeTracker tracker = new EpisodeTracker(Settings.defaults());
  private TreeMap<String, Episode> episodes;
  private Map<Long, List<Judgement>> findings;
  private long next;

  @BeforeEach
  void open() throws Exception {
    episodes = new TreeMap<>();
    findings = new HashMap<>();
    next = start(0);
    harness = newHarness();
    harness.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, EpisodeUpdate, Signal, Anomaly>
      newHarness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new Incidents(Settings.defaults())),
        update -> Incidents.KEY,
        change -> Incidents.KEY,
        Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void waitsForTheWatermarkBeforeItTakesARound() throws Exception {
    said(Shop.ORDERS_WRITES, 0, Level.EXTREME);
    send(updatesUpTo(0));
    watermark(new Watermark(start(0) + Pane.MILLIS - 2));
    assertThat(anomalies()).isEmpty();
    watermarkAtEndOf(0);
    assertThat(anomalies()).hasSize(1);
    assertThat(harness.extractOutputStreamRecords().get(0).getTimestamp())
        .isEqualTo(start(0) + Pane.MILLIS - 1);
  }

  @Test
  void aWholeLifeLeavesNoStateAndNoTimer() throws Exception {
    for (int i = 0; i < 12; i++) {
      said(Shop.ORDERS_WRITES, i, Level.FIRING);
    }
    said(Shop.BILLING_WRITES, 3, Level.FIRING);
    watermarkAtEndOf(30);
    assertThat(lines())
        .containsExactly("10:00:20 open 1", "10:01:20 updated 2", "10:03:30 resolved 3");
    assertThat(harness.numKeyedStateEntries()).isPositive();
    watermarkAtEndOf(20 + 180);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void anEpisodeIsLoggedWhenItOpensAndWhenItIsOver() throws Exception {
    try (CapturedLog log = new CapturedLog(Incidents.class)) {
      for (int i = 0; i < 12; i++) {
        said(Shop.ORDERS_WRITES, i, Level.FIRING);
      }
      watermarkAtEndOf(30);
      String id = anomalies().get(0).id;
      String edge = Shop.ORDERS_WRITES.id();
      assertThat(log.lines())
          .containsExactly(
              "INFO Episode open: " + id + " retry-cascade at " + edge + ", revision 1",
              "INFO Episode resolved: " + id + " retry-cascade at " + edge + ", revision 3");
    }
  }

  @Test
  void theEndOfTheInputResolvesWhatIsOpen() throws Exception {
    said(Shop.ORDERS_WRITES, 0, Level.EXTREME);
    send(updatesUpTo(30));
    watermark(Watermark.MAX_WATERMARK);
    assertThat(lines()).containsExactly("10:00:10 open 1", "10:01:40 resolved 2");
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfArrivalNeverShows(long seed) throws Exception {
    Random random = new Random(seed);
    List<Judgement> judgements = new ArrayList<>();
    for (int pane = 0; pane < 120; pane++) {
      for (Edge edge : EDGES) {
        if (random.nextInt(10) < 6) {
          Level level = Level.values()[1 + random.nextInt(3)];
          judgements.add(Judgements.of(edge, start(pane), level));
        }
      }
    }
    List<String> inOrder = run(judgements, 1, null);

    assertThat(run(judgements, 160, random)).isEqualTo(inOrder).isNotEmpty();
  }

  /** All updates before any watermark, or a watermark after each round. */
  private List<String> run(List<Judgement> judgements, int roundsPerWatermark, Random shuffled)
      throws Exception {
    close();
    open();
    judgements.forEach(this::said);
    List<EpisodeUpdate> updates = updatesUpTo(150);
    if (shuffled != null) {
      Collections.shuffle(updates, shuffled);
    }
    for (int last = roundsPerWatermark - 1; last < 160; last += roundsPerWatermark) {
      for (EpisodeUpdate update : updates) {
        long round = (update.round - start(0)) / Pane.MILLIS;
        if (round <= last && round > last - roundsPerWatermark) {
          harness.processElement1(update, update.round);
        }
      }
      watermark(new Watermark(start(last) + Pane.MILLIS - 1));
    }
    watermark(Watermark.MAX_WATERMARK);
    List<String> texts = new ArrayList<>();
    for (Anomaly anomaly : anomalies()) {
      texts.add(AnomalyText.of(anomaly));
    }
    return texts;
  }

  @Test
  void anUpdateOfARoundThatIsOverIsDropped() throws Exception {
    watermarkAtEndOf(4);
    said(Shop.ORDERS_WRITES, 5, Level.EXTREME);
    List<EpisodeUpdate> updates = updatesUpTo(5);
    watermark(new Watermark(start(5) + Pane.MILLIS - 1));
    for (EpisodeUpdate update : updates) {
      harness.processElement1(update, update.round);
    }
    watermark(new Watermark(start(8) + Pane.MILLIS - 1));
    assertThat(anomalies()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void goesOnFromASnapshot() throws Exception {
    said(Shop.ORDERS_WRITES, 0, Level.EXTREME);
    watermarkAtEndOf(3);
    String id = anomalies().get(0).id;
    var snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    watermarkAtEndOf(30);
    assertThat(anomalies()).singleElement().extracting(anomaly -> anomaly.id).isEqualTo(id);
    assertThat(anomalies().get(0).revision).isEqualTo(2);
  }

  @Test
  void aChangeBeforeAnEpisodeIsToldWithIt() throws Exception {
    changed("09:56:00", "UpdateTable");
    for (int i = 0; i < 12; i++) {
      said(Shop.ORDERS_WRITES, i, Level.FIRING);
    }
    watermarkAtEndOf(4);
    assertThat(anomalies().get(0).explanation.summary)
        .endsWith(
            " 4 min before, Orders was changed: UpdateTable by ops: billingMode=PROVISIONED.");
    assertThat(anomalies().get(0).explanation.findings).contains("CHANGED_BEFORE");
    assertThat(anomalies().get(0).explanation.evidence)
        .anyMatch(item -> "event of 09:56:00".equals(item.eventId));
  }

  @Test
  void aChangeThatBecomesKnownLateIsToldWithTheNextRevision() throws Exception {
    for (int i = 0; i < 12; i++) {
      said(Shop.ORDERS_WRITES, i, Level.FIRING);
    }
    watermarkAtEndOf(4);
    changed("09:56:00", "UpdateTable");
    watermarkAtEndOf(30);
    assertThat(anomalies().get(0).explanation.findings).doesNotContain("CHANGED_BEFORE");
    assertThat(anomalies().get(1).explanation.findings).contains("CHANGED_BEFORE");
  }

  @Test
  void whatIsLongAgoOrElsewhereOrYetToComeIsNotTold() throws Exception {
    changed("09:29:00", "UpdateTable");
    changed("10:00:30", "DeleteTable");
    Signal elsewhere = change("09:58:00", "UpdateTable");
    elsewhere.node = Shop.STOCK_TABLE;
    harness.processElement2(elsewhere, elsewhere.time);
    said(Shop.ORDERS_WRITES, 0, Level.EXTREME);
    watermarkAtEndOf(0);
    assertThat(anomalies()).hasSize(1);
    assertThat(anomalies().get(0).explanation.findings).doesNotContain("CHANGED_BEFORE");
    assertThat(anomalies().get(0).explanation.evidence).noneMatch(item -> item.eventId != null);
  }

  @Test
  void changesLeaveNoStateAfterAnHour() throws Exception {
    for (int i = 0; i < 3; i++) {
      changed("09:56:0" + i, "UpdateTable");
      changed("09:56:0" + i, "UpdateTable");
    }
    assertThat(harness.numKeyedStateEntries()).isPositive();
    watermarkAtEndOf(6 * 57);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(anomalies()).isEmpty();
  }

  private void changed(String time, String what) throws Exception {
    Signal change = change(time, what);
    harness.processElement2(change, change.time);
  }

  private static Signal change(String time, String what) {
    Signal change = new Signal();
    change.node = Shop.ORDERS_TABLE;
    change.kind = SignalKind.CONFIGURATION_CHANGE;
    change.dimensions.put(Signal.OPERATION, what);
    change.time = at(time);
    change.detail = "ops: billingMode=PROVISIONED";
    change.eventId = "event of " + time;
    return change;
  }

  private void said(Edge edge, int pane, Level level) {
    said(Judgements.of(edge, start(pane), level));
  }

  private void said(Judgement finding) {
    findings.computeIfAbsent(finding.paneStart, round -> new ArrayList<>()).add(finding);
  }

  /** What the scopes send of the rounds that have not been sent, this one included. */
  private List<EpisodeUpdate> updatesUpTo(int last) {
    List<EpisodeUpdate> updates = new ArrayList<>();
    for (; next <= start(last); next += Pane.MILLIS) {
      updates.addAll(tracker.advance(episodes, findings.getOrDefault(next, List.of()), next));
    }
    return updates;
  }

  private void send(List<EpisodeUpdate> updates) throws Exception {
    for (EpisodeUpdate update : updates) {
      harness.processElement1(update, update.round);
    }
  }

  private void watermark(Watermark watermark) throws Exception {
    harness.processBothWatermarks(watermark);
  }

  private void watermarkAtEndOf(int round) throws Exception {
    send(updatesUpTo(round));
    watermark(new Watermark(start(round) + Pane.MILLIS - 1));
  }

  private static long start(int pane) {
    return at("10:00:00") + pane * Pane.MILLIS;
  }

  private List<Anomaly> anomalies() {
    return harness.extractOutputValues();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Anomaly anomaly : anomalies()) {
      lines.add(
          PaneBuilder.time(anomaly.updatedAt)
              + " "
              + anomaly.status.label()
              + " "
              + anomaly.revision);
    }
    return lines;
  }
}
