package io.flowlens.detect;

import static io.flowlens.detect.PaneBuilder.at;
import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.Judgement;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableDetectorsTest {
  private static final Edge NEAR = Edge.of(Shop.BILLING, Shop.ORDERS_TABLE, Access.READ);
  private static final Edge FAR =
      Edge.of(Shop.ORDERS, Shop.node(NodeKind.TABLE, "eu-west-1", "Orders"), Access.READ);

  private KeyedOneInputStreamOperatorTestHarness<String, Pane, Judgement> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new TableDetectors(Detectors.onTables(Settings.defaults())),
            pane -> TableDetectors.scope(pane.edge),
            Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aTableIsOneInAllItsRegionsAndWithItsIndexes() {
    Node index = Shop.node(NodeKind.INDEX, "eu-west-1", "Orders/byUser");
    Node stream = Shop.node(NodeKind.CHANGE_STREAM, "us-east-1", "Orders");
    assertThat(TableDetectors.scope(Shop.ORDERS_WRITES)).isEqualTo("111122223333:Orders");
    assertThat(TableDetectors.scope(FAR)).isEqualTo("111122223333:Orders");
    assertThat(TableDetectors.scope(Edge.of(Shop.WEB, index, Access.READ)))
        .isEqualTo("111122223333:Orders");
    assertThat(TableDetectors.scope(Edge.of(Shop.ORDERS_TABLE, stream, Access.CHANGE)))
        .isEqualTo("111122223333:Orders");
    assertThat(TableDetectors.scope(Shop.WEB_CALLS_ORDERS)).isEmpty();
  }

  /** They would be a loop: what a function is given and what it writes have one name. */
  @Test
  void aQueueOrAKinesisStreamWithATablesNameIsNotTheTable() {
    for (NodeKind kind : List.of(NodeKind.QUEUE, NodeKind.STREAM, NodeKind.TOPIC)) {
      Node namesake = Shop.node(kind, "us-east-1", "Orders");
      Edge delivery = Edge.of(namesake, Shop.BILLING, Access.DELIVER);
      assertThat(TableDetectors.scope(delivery)).isEqualTo(namesake.id());
    }
    assertThat(TableDetectors.scope(Shop.BILLING_IS_GIVEN_ORDERS))
        .isEqualTo(TableDetectors.scope(Shop.BILLING_WRITES));
  }

  @Test
  void onlyFastEvidenceOfTablesAndDeliveriesIsJudged() {
    Pane pane = calls(1).on(NEAR, at("10:00:00"));
    assertThat(TableDetectors.concerns(pane)).isTrue();
    pane.evidence = Evidence.SLOW;
    assertThat(TableDetectors.concerns(pane)).isFalse();
    assertThat(TableDetectors.concerns(calls(1).on(Shop.WEB_CALLS_ORDERS, 0))).isFalse();
  }

  @Test
  void theOrderOfEdgesAndTheStepsOfTheWatermarkNeverShow() throws Exception {
    List<Pane> panes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      panes.add(calls(50).taking(4).on(NEAR, start(i)));
      panes.add(calls(50).taking(80).on(FAR, start(i)));
    }
    for (Pane pane : panes) {
      harness.processElement(pane, pane.start);
      watermark(pane.start - 1);
    }
    watermark(start(100));
    List<String> inOrder = sentences();

    close();
    open();
    Collections.shuffle(panes, new Random(3));
    for (Pane pane : panes) {
      harness.processElement(pane, pane.start);
    }
    watermark(start(100));
    assertThat(sentences()).isEqualTo(inOrder).hasSize(71);
  }

  @Test
  void aSilentTableLeavesNoStateAndNoTimer() throws Exception {
    for (int i = 0; i < 60; i++) {
      harness.processElement(calls(50).on(NEAR, start(i)), start(i));
      harness.processElement(calls(50).on(FAR, start(i)), start(i));
    }
    watermark(start(60));
    assertThat(harness.numKeyedStateEntries()).isPositive();
    watermark(start(60) + 49 * 3_600_000L);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void watermark(long time) throws Exception {
    harness.processWatermark(new Watermark(time));
  }

  private static long start(int n) {
    return at("10:00:00") + n * Pane.MILLIS;
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (Judgement judgement : harness.extractOutputValues()) {
      sentences.add(judgement.paneStart + " " + judgement.explanation.summary);
    }
    return sentences;
  }
}
