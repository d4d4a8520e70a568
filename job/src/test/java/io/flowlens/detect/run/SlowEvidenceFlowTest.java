package io.flowlens.detect.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.AnomalyText;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.flow.Panes;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From flows to anomalies, through the operators that hold state, with spans and CloudTrail. */
class SlowEvidenceFlowTest {
  private static final long START = PaneBuilder.at("10:00:00");
  private static final int SECONDS = 40 * 60;

  /** A flow, and when its record arrives. */
  private record Arrival(long at, FlowEvent flow) {}

  private KeyedOneInputStreamOperatorTestHarness<String, Pane, Pane> panes;
  private KeyedOneInputStreamOperatorTestHarness<String, ScopeInput, EpisodeUpdate> detectors;
  private KeyedTwoInputStreamOperatorTestHarness<String, EpisodeUpdate, Signal, Anomaly> episodes;

  @BeforeEach
  void open() throws Exception {
    Settings settings = Settings.defaults();
    panes =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new Panes(settings), pane -> pane.edge.key(), Types.STRING);
    detectors =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new Rounds(Detectors.all(settings), settings), input -> input.key, Types.STRING);
    episodes =
        ProcessFunctionTestHarnesses.forKeyedCoProcessFunction(
            new Incidents(settings),
            update -> Incidents.KEY,
            change -> Incidents.KEY,
            Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    panes.close();
    detectors.close();
    episodes.close();
  }

  @Test
  void theBiasedSampleIsRetractedAndTheTrueStormConfirmed() throws Exception {
    run(traffic(), 10_000);
    assertThat(last(Shop.ORDERS_WRITES).status).isEqualTo(Anomaly.Status.RETRACTED);
    assertThat(last(Shop.BILLING_WRITES).status).isEqualTo(Anomaly.Status.RESOLVED);
    assertThat(last(Shop.BILLING_WRITES).explanation.findings).contains("CONFIRMED_BY_CLOUDTRAIL");
    assertThat(last(Shop.ORDERS_READS_STOCK).status).isEqualTo(Anomaly.Status.RESOLVED);
    assertThat(last(Shop.ORDERS_READS_STOCK).explanation.findings)
        .noneMatch(code -> code.endsWith("BY_CLOUDTRAIL"));
  }

  @Test
  void nothingStaysBehind() throws Exception {
    run(traffic(), 10_000);
    assertThat(panes.numKeyedStateEntries()).isZero();
    assertThat(panes.numEventTimeTimers()).isZero();
    assertThat(detectors.numKeyedStateEntries()).isZero();
    assertThat(detectors.numEventTimeTimers()).isZero();
    assertThat(episodes.numKeyedStateEntries()).isZero();
    assertThat(episodes.numEventTimeTimers()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 10000", "2, 170000", "3, 7777", "4, 86400000"})
  void neitherTheOrderOfArrivalNorTheWatermarksShow(long seed, long watermarkEvery)
      throws Exception {
    run(traffic(), 60_000);
    List<String> reference = texts();
    close();
    open();
    List<Arrival> shuffled = new ArrayList<>(traffic());
    Collections.shuffle(shuffled, new Random(seed));
    run(shuffled, watermarkEvery);
    assertThat(texts()).isEqualTo(reference).isNotEmpty();
  }

  /** What arrived between two watermarks comes in the list's order. */
  private void run(List<Arrival> arrivals, long watermarkEvery) throws Exception {
    List<Arrival> inOrder = new ArrayList<>(arrivals);
    inOrder.sort(Comparator.comparingLong(arrival -> arrival.at / watermarkEvery));
    long mark = Long.MIN_VALUE;
    for (Arrival arrival : inOrder) {
      if (arrival.at / watermarkEvery > mark) {
        mark = arrival.at / watermarkEvery;
        watermark(mark * watermarkEvery - 40_000);
      }
      Pane partial = new Pane();
      partial.edge = arrival.flow.edge;
      partial.evidence = arrival.flow.evidence;
      partial.start = Pane.startOf(arrival.flow.time);
      partial.add(arrival.flow);
      panes.processElement(partial, partial.start);
    }
    watermark(Watermark.MAX_WATERMARK.getTimestamp());
    panes.setProcessingTime(Long.MAX_VALUE - 1);
  }

  private void watermark(long time) throws Exception {
    panes.processWatermark(time);
    List<ScopeInput> inputs = new ArrayList<>();
    PanesToScopes toScopes =
        new PanesToScopes(Detectors.all(Settings.defaults()), Settings.defaults());
    for (Pane pane : panes.extractOutputValues()) {
      toScopes.flatMap(pane, new ListCollector<>(inputs));
    }
    for (ScopeInput input : inputs) {
      detectors.processElement(input, input.round);
    }
    panes.getOutput().clear();
    detectors.processWatermark(time);
    for (EpisodeUpdate update : detectors.extractOutputValues()) {
      episodes.processElement1(update, update.round);
    }
    detectors.getOutput().clear();
    episodes.processBothWatermarks(new Watermark(time));
  }

  private static List<Arrival> traffic() {
    Random random = new Random(11);
    List<Arrival> arrivals = new ArrayList<>();
    for (int second = 0; second < SECONDS; second++) {
      boolean storm = second >= 300 && second < 480;
      long time = START + second * 1_000L;
      for (Edge edge : List.of(Shop.ORDERS_WRITES, Shop.BILLING_WRITES, Shop.ORDERS_READS_STOCK)) {
        boolean fails = storm && second % 4 == 0;
        String id = edge.id() + second;
        span(edge, time, fails, id, arrivals, random);
        if (edge.equals(Shop.ORDERS_READS_STOCK)) {
          continue;
        }
        boolean trueStorm = storm && edge.equals(Shop.BILLING_WRITES);
        for (int i = 0; i < 20; i++) {
          trail(edge, time, trueStorm && i % 2 == 0, null, arrivals, random);
        }
        for (int attempt = 0; fails && attempt < 4; attempt++) {
          trail(edge, time, true, attempt == 3 ? id : null, arrivals, random);
        }
      }
    }
    return arrivals;
  }

  private static void span(
      Edge edge, long time, boolean fails, String id, List<Arrival> arrivals, Random random) {
    FlowEvent flow = flow(edge, time, Evidence.FAST, fails, fails ? 4 : 1, id);
    flow.traceId = id;
    flow.latencyMicros = 5_000;
    arrivals.add(new Arrival(time + random.nextInt(20_000), flow));
  }

  private static void trail(
      Edge edge, long time, boolean fails, String id, List<Arrival> arrivals, Random random) {
    FlowEvent flow = flow(edge, time, Evidence.SLOW, fails, 1, id);
    arrivals.add(new Arrival(time + 120_000 + random.nextInt(600_000), flow));
  }

  private static FlowEvent flow(
      Edge edge, long time, Evidence evidence, boolean fails, int attempts, String id) {
    FlowEvent flow = new FlowEvent();
    flow.edge = edge;
    flow.evidence = evidence;
    flow.time = time;
    flow.operation = "PutItem";
    flow.ok = !fails;
    flow.attempts = attempts;
    flow.requestId = id;
    if (fails) {
      flow.fail(ErrorClass.THROTTLED, attempts);
    }
    return flow;
  }

  private Anomaly last(Edge edge) {
    return episodes.extractOutputValues().stream()
        .filter(anomaly -> anomaly.root.edge.equals(edge))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private List<String> texts() {
    return episodes.extractOutputValues().stream().map(AnomalyText::of).toList();
  }
}
