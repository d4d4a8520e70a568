package io.flowlens.detect;

import static io.flowlens.detect.PaneBuilder.at;
import static io.flowlens.detect.PaneBuilder.calls;
import static io.flowlens.model.ErrorClass.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaneDetectorsTest {
  private static final PaneBuilder HEALTHY = calls(200).retried(2, THROTTLED);
  private static final PaneBuilder STORM = calls(200).retried(100, THROTTLED);

  private KeyedOneInputStreamOperatorTestHarness<String, Pane, Judgement> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new PaneDetectors(Detectors.all(Settings.defaults()), Settings.defaults()),
            pane -> pane.edge.id(),
            Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void speaksOfTheEdgeInTroubleOnly() throws Exception {
    for (int i = 0; i < 3; i++) {
      closed(STORM, Shop.ORDERS_WRITES, i);
      closed(HEALTHY, Shop.ORDERS_READS_STOCK, i);
      watermarkAtEndOf(i);
    }
    assertThat(judgements())
        .extracting(judgement -> judgement.edge)
        .containsExactly(Shop.ORDERS_WRITES, Shop.ORDERS_WRITES, Shop.ORDERS_WRITES);
  }

  @Test
  void noticesSilenceAtTheEndOfTheNextPane() throws Exception {
    closed(STORM, Shop.ORDERS_WRITES, 0);
    watermarkAtEndOf(0);
    assertThat(judgements()).hasSize(1);
    watermarkAtEndOf(1);
    assertThat(judgements()).hasSize(2).last().extracting(j -> j.paneStart).isEqualTo(start(1));
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
      harness.processElement(alone.get(i), start(i));
      watermarkAtEndOf(i);
    }
    List<String> undisturbed = sentences();

    close();
    open();
    for (int i = 0; i < 60; i++) {
      closed(STORM, Shop.BILLING_WRITES, i);
      harness.processElement(alone.get(i), start(i));
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
    return (int) (millis / Pane.MILLIS);
  }

  @Test
  void slowEvidenceAndRepeatedPanesAreLeftOut() throws Exception {
    Pane slow = STORM.on(Shop.ORDERS_WRITES, start(0));
    slow.evidence = Evidence.SLOW;
    harness.processElement(slow, start(0));
    closed(HEALTHY, Shop.ORDERS_WRITES, 1);
    closed(STORM, Shop.ORDERS_WRITES, 1);
    closed(STORM, Shop.ORDERS_WRITES, 0);
    watermarkAtEndOf(1);
    assertThat(judgements()).isEmpty();
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
                new PaneDetectors(Detectors.all(Settings.defaults()), Settings.defaults())),
            pane -> pane.edge.id(),
            Types.STRING);
    harness.initializeState(snapshot);
    harness.open();
    watermarkAtEndOf(1);
    assertThat(judgements()).extracting(judgement -> judgement.paneStart).containsExactly(start(1));
  }

  private void closed(PaneBuilder pane, Edge edge, int n) throws Exception {
    harness.processElement(pane.on(edge, start(n)), start(n));
  }

  private void watermarkAtEndOf(int n) throws Exception {
    harness.processWatermark(new Watermark(start(n) + Pane.MILLIS - 1));
  }

  private static long start(int n) {
    return at("10:00:00") + n * Pane.MILLIS;
  }

  private List<Judgement> judgements() {
    return harness.extractOutputValues();
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (Judgement j : judgements()) {
      sentences.add(j.paneStart + " " + j.edge.id() + " " + j.level + " " + j.explanation.summary);
    }
    return sentences;
  }
}
