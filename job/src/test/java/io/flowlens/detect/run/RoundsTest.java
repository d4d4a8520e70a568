package io.flowlens.detect.run;

import static io.flowlens.detect.PaneBuilder.at;
import static io.flowlens.detect.PaneBuilder.calls;
import static io.flowlens.model.ErrorClass.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Scope;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.Episode.Phase;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rounds of edges. */
class RoundsTest {
  private static final List<Detector<?>> DETECTORS = Detectors.all(Settings.defaults());
  private static final PaneBuilder HEALTHY = calls(200).retried(2, THROTTLED);
  private static final PaneBuilder STORM = calls(200).retried(100, THROTTLED);

  private KeyedOneInputStreamOperatorTestHarness<String, ScopeInput, EpisodeUpdate> harness;

  private final List<String> keys = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new Rounds(DETECTORS, Settings.defaults()), input -> input.key, Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void reportsTheEdgeInTroubleOnly() throws Exception {
    for (int i = 0; i < 3; i++) {
      closed(STORM, Shop.ORDERS_WRITES, i);
      closed(HEALTHY, Shop.ORDERS_READS_STOCK, i);
      watermarkAtEndOf(i);
    }
    assertThat(updates())
        .extracting(update -> update.episode.subject.edge)
        .containsExactly(Shop.ORDERS_WRITES, Shop.ORDERS_WRITES, Shop.ORDERS_WRITES);
    assertThat(updates())
        .extracting(update -> update.episode.phase)
        .containsExactly(Phase.SUSPECTED, Phase.OPEN, Phase.OPEN);
  }

  @Test
  void noticesSilenceAtTheEndOfTheNextPane() throws Exception {
    closed(STORM, Shop.ORDERS_WRITES, 0);
    watermarkAtEndOf(0);
    assertThat(updates()).hasSize(1);
    watermarkAtEndOf(1);
    assertThat(updates()).hasSize(2).last().extracting(u -> u.round).isEqualTo(start(1));
  }

  @Test
  void aJumpOfTheWatermarkChangesNothing() throws Exception {
    List<Integer> panes = List.of(0, 1, 2, 5, 6, 40, 41, 200);
    for (int pane : panes) {
      for (int before = 0; before <= pane; before++) {
        watermarkAtEndOf(before - 1);
      }
      closed(STORM, Shop.ORDERS_WRITES, pane);
    }
    watermarkAtEndOf(400);
    List<String> stepByStep = sentences();

    close();
    open();
    for (int pane : panes) {
      closed(STORM, Shop.ORDERS_WRITES, pane);
    }
    watermarkAtEndOf(400);
    assertThat(sentences()).isEqualTo(stepByStep).isNotEmpty();
  }

  @Test
  void edgesDoNotDisturbEachOther() throws Exception {
    Random random = new Random(7);
    List<Pane> alone = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      alone.add((random.nextInt(3) == 0 ? STORM : HEALTHY).on(Shop.ORDERS_WRITES, start(i)));
    }
    for (int i = 0; i < 60; i++) {
      send(alone.get(i));
      watermarkAtEndOf(i);
    }
    List<String> undisturbed = sentences();

    close();
    open();
    for (int i = 0; i < 60; i++) {
      closed(STORM, Shop.BILLING_WRITES, i);
      send(alone.get(i));
      closed(HEALTHY, Shop.ORDERS_READS_STOCK, i);
      watermarkAtEndOf(i);
    }
    assertThat(sentences().stream().filter(line -> line.contains(Shop.ORDERS_WRITES.id())))
        .containsExactlyElementsOf(undisturbed);
  }

  @Test
  void aQuietEdgeLeavesNoStateAndNoTimer() throws Exception {
    closed(STORM, Shop.ORDERS_WRITES, 0);
    closed(HEALTHY, Shop.ORDERS_READS_STOCK, 0);
    closed(HEALTHY, Shop.ORDERS_READS_STOCK, 30);
    watermarkAtEndOf(31);
    assertThat(harness.numKeyedStateEntries()).isPositive();
    assertThat(harness.numEventTimeTimers()).isPositive();

    watermarkAtEndOf(30 + longestMemoryInPanes());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private static int longestMemoryInPanes() {
    long millis =
        Detectors.all(Settings.defaults()).stream()
            .mapToLong(detector -> detector.memory().toMillis())
            .max()
            .orElseThrow();
    return (int) (millis / Pane.MILLIS) + 1;
  }

  @Test
  void aPaneThatComesTwiceOrTooLateIsLeftOut() throws Exception {
    closed(HEALTHY, Shop.ORDERS_WRITES, 1);
    closed(STORM, Shop.ORDERS_WRITES, 1);
    watermarkAtEndOf(1);
    closed(STORM, Shop.ORDERS_WRITES, 0);
    watermarkAtEndOf(2);
    assertThat(updates()).isEmpty();
  }

  @Test
  void slowEvidenceAloneMakesNoState() throws Exception {
    Pane slow = STORM.on(Shop.ORDERS_WRITES, start(0));
    slow.evidence = Evidence.SLOW;
    send(slow);
    watermarkAtEndOf(360);
    assertThat(updates()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void anEdgeThatNoDetectorConcernsCostsNothing() throws Exception {
    closed(STORM, Shop.ORDERS_CHANGES, 0);
    for (Detector<?> detector : DETECTORS) {
      boolean ofEdges = detector.scope() == Scope.EDGE;
      assertThat(ofEdges && detector.accesses().contains(Access.CHANGE)).isFalse();
    }
    assertThat(keys).noneMatch(key -> Scope.of(key) == Scope.EDGE);
  }

  @Test
  void aDetectorWithoutAnythingToLookAtHasNoState() throws Exception {
    closed(calls(10), Shop.BILLING_IS_GIVEN_ORDERS, 0);
    watermarkAtEndOf(0);
    assertThat(harness.numKeyedStateEntries())
        .as("the clock, replay-loop and batch-flood")
        .isEqualTo(3);
  }

  @Test
  void goesOnFromASnapshot() throws Exception {
    closed(STORM, Shop.ORDERS_WRITES, 0);
    watermarkAtEndOf(0);
    var snapshot = harness.snapshot(1, 1);
    close();

    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new org.apache.flink.streaming.api.operators.KeyedProcessOperator<>(
                new Rounds(DETECTORS, Settings.defaults())),
            input -> input.key,
            Types.STRING);
    harness.initializeState(snapshot);
    harness.open();
    watermarkAtEndOf(1);
    assertThat(updates()).extracting(update -> update.round).containsExactly(start(1));
  }

  private void closed(PaneBuilder pane, Edge edge, int n) throws Exception {
    send(pane.on(edge, start(n)));
  }

  private void send(Pane pane) throws Exception {
    List<ScopeInput> inputs = new ArrayList<>();
    new PanesToScopes(DETECTORS, Settings.defaults()).flatMap(pane, new ListCollector<>(inputs));
    for (ScopeInput input : inputs) {
      keys.add(input.key);
      harness.processElement(input, pane.start);
    }
  }

  private void watermarkAtEndOf(int n) throws Exception {
    harness.processWatermark(new Watermark(start(n) + Pane.MILLIS - 1));
  }

  private static long start(int n) {
    return at("10:00:00") + n * Pane.MILLIS;
  }

  private List<EpisodeUpdate> updates() {
    return harness.extractOutputValues();
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (EpisodeUpdate update : updates()) {
      Episode episode = update.episode;
      sentences.add(
          update.round
              + " "
              + episode.subject.id()
              + " "
              + episode.phase
              + " "
              + episode.explanation.summary);
    }
    return sentences;
  }
}
