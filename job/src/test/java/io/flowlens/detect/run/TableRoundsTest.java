package io.flowlens.detect.run;

import static io.flowlens.detect.PaneBuilder.at;
import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Shop;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.detect.regionmismatch.RegionMismatch;
import io.flowlens.detect.replayloop.ReplayLoop;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.Collections;
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

/** The rounds of tables. */
class TableRoundsTest {
  private static final Edge NEAR = Edge.of(Shop.BILLING, Shop.ORDERS_TABLE, Access.READ);
  private static final Edge FAR =
      Edge.of(Shop.ORDERS, Shop.node(NodeKind.TABLE, "eu-west-1", "Orders"), Access.READ);

  private static final List<Detector<?>> DETECTORS =
      List.of(new RegionMismatch(Settings.defaults()), new ReplayLoop(Settings.defaults()));

  private KeyedOneInputStreamOperatorTestHarness<String, ScopeInput, EpisodeUpdate> harness;

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
  void theOrderOfEdgesAndTheStepsOfTheWatermarkNeverShow() throws Exception {
    List<Pane> panes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      panes.add(calls(50).taking(4).on(NEAR, start(i)));
      panes.add(calls(50).taking(80).on(FAR, start(i)));
    }
    for (Pane pane : panes) {
      send(pane);
      watermark(pane.start - 1);
    }
    watermark(start(100));
    List<String> inOrder = sentences();

    close();
    open();
    Collections.shuffle(panes, new Random(3));
    for (Pane pane : panes) {
      send(pane);
    }
    watermark(start(100));
    assertThat(sentences()).isEqualTo(inOrder).hasSizeGreaterThan(60);
  }

  @Test
  void aSilentTableLeavesNoStateAndNoTimer() throws Exception {
    for (int i = 0; i < 60; i++) {
      send(calls(50).on(NEAR, start(i)));
      send(calls(50).on(FAR, start(i)));
    }
    watermark(start(60));
    assertThat(harness.numKeyedStateEntries()).isPositive();
    watermark(start(60) + 73 * 3_600_000L);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void send(Pane pane) throws Exception {
    List<ScopeInput> inputs = new ArrayList<>();
    new PanesToScopes(DETECTORS, Settings.defaults()).flatMap(pane, new ListCollector<>(inputs));
    for (ScopeInput input : inputs) {
      harness.processElement(input, pane.start);
    }
  }

  private void watermark(long time) throws Exception {
    harness.processWatermark(new Watermark(time));
  }

  private static long start(int n) {
    return at("10:00:00") + n * Pane.MILLIS;
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (EpisodeUpdate update : harness.extractOutputValues()) {
      sentences.add(update.round + " " + update.episode.explanation.summary);
    }
    return sentences;
  }
}
