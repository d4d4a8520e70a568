package io.flowlens.detect.verify;

import static io.flowlens.detect.PaneBuilder.at;
import static io.flowlens.detect.PaneBuilder.calls;
import static io.flowlens.model.ErrorClass.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.Episode.Phase;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.detect.run.PanesToScopes;
import io.flowlens.detect.run.Rounds;
import io.flowlens.detect.run.ScopeInput;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A detector with counters and a scope of its own, in the job's operator: two services write to one
 * table, and spans show that half of their attempts are throttled.
 */
class VerificationStageTest {
  private static final Settings SETTINGS = Settings.defaults();
  private static final List<Detector<?>> DETECTORS = List.of(new ThrottledShare());
  private static final int MINUTES = 3;
  private static final int FAILED_A_MINUTE = 12;

  private final List<ScopeInput> inputs = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, ScopeInput, EpisodeUpdate> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new Rounds(DETECTORS, SETTINGS), input -> input.key, Types.STRING);
    for (int minute = 0; minute < MINUTES; minute++) {
      spansShowThrottling(Shop.ORDERS_WRITES, minute);
      spansShowThrottling(Shop.BILLING_WRITES, minute);
    }
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void whatCloudTrailShowsTooIsConfirmedAndWhatOnlyTheSampleShowsIsRetracted() throws Exception {
    for (int minute = 0; minute < MINUTES; minute++) {
      cloudTrailShows(Shop.ORDERS_WRITES, minute, 100_000, 0);
      cloudTrailShows(Shop.BILLING_WRITES, minute, 5_000, 3_000);
    }
    run();
    Episode sampled = last(Shop.ORDERS_WRITES);
    assertThat(sampled.phase).isEqualTo(Phase.RETRACTED);
    assertThat(sampled.verdictWhy.findings).containsExactly("REFUTED_BY_CLOUDTRAIL");
    assertThat(sampled.verdictWhy.measures)
        .extracting(measure -> measure.name)
        .containsExactly("cloudtrail-throttled-share-at-most");
    Episode real = last(Shop.BILLING_WRITES);
    assertThat(real.phase).isEqualTo(Phase.RESOLVED);
    assertThat(real.verdict).isEqualTo(Level.CONFIRMED);
    assertThat(real.verdictWhy.summary)
        .isEqualTo(
            "CloudTrail confirms it: of 5,012 requests in that minute 3,048 failed, at least 0.58 of requests"
                + " throttled.");
  }

  @Test
  void withoutCloudTrailNothingIsDecided() throws Exception {
    run();
    assertThat(last(Shop.ORDERS_WRITES).phase).isEqualTo(Phase.RESOLVED);
    assertThat(last(Shop.ORDERS_WRITES).verdict).isNull();
  }

  @Test
  void nothingIsKeptInTheEnd() throws Exception {
    cloudTrailShows(Shop.ORDERS_WRITES, 0, 100_000, 0);
    run();
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  /** Ten calls in each pane, of which two are given up after four attempts. */
  private void spansShowThrottling(Edge edge, int minute) {
    for (int pane = 0; pane < 6; pane++) {
      PaneBuilder seen = calls(8);
      for (int call = 2 * pane; call < 2 * pane + 2; call++) {
        seen.lost(1, 4, THROTTLED, id(edge, minute, call));
      }
      add(seen.on(edge, start(minute) + pane * Pane.MILLIS));
    }
  }

  /** So many requests, all failed ones that spans show, and so many more that are throttled. */
  private void cloudTrailShows(Edge edge, int minute, long requests, long throttled) {
    PaneBuilder shown = calls(requests).failed(3L * FAILED_A_MINUTE + throttled, THROTTLED);
    for (int call = 0; call < FAILED_A_MINUTE; call++) {
      shown.lost(1, 1, THROTTLED, id(edge, minute, call));
    }
    Pane pane = shown.on(edge, start(minute));
    pane.evidence = Evidence.SLOW;
    add(pane);
  }

  private void add(Pane pane) {
    new PanesToScopes(DETECTORS, SETTINGS).flatMap(pane, new ListCollector<>(inputs));
  }

  private void run() throws Exception {
    for (ScopeInput input : inputs) {
      harness.processElement(input, input.round);
    }
    harness.processWatermark(new Watermark(start(40)));
  }

  private Episode last(Edge edge) {
    return harness.extractOutputValues().stream()
        .map(update -> update.episode)
        .filter(episode -> episode.subject.edge.equals(edge))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static String id(Edge edge, int minute, int call) {
    return edge.id() + '/' + minute + '/' + call;
  }

  private static long start(int minute) {
    return at("10:00:00") + minute * 60_000L;
  }
}
