package io.flowlens.detect.tutorial;

import static io.flowlens.detect.PaneBuilder.at;
import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.detect.run.PanesToScopes;
import io.flowlens.detect.run.Rounds;
import io.flowlens.detect.run.ScopeInput;
import io.flowlens.detect.run.SignalsToScopes;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The detector of docs/detector.md: compiled as it stands there, and run by the job's operator. */
class ThrottledAfterChangeTest {
  private static final Settings SETTINGS = Settings.defaults();
  private static final List<Detector<?>> DETECTORS = List.of(new ThrottledAfterChange(SETTINGS));
  private static final PaneBuilder HEALTHY = calls(100);
  private static final PaneBuilder THROTTLED = calls(100).retried(40, ErrorClass.THROTTLED);

  private final List<EpisodeUpdate> updates = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, ScopeInput, EpisodeUpdate> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new Rounds(DETECTORS, SETTINGS), input -> input.key, Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void throttlingRightAfterAChangeIsFoundOnceTheChangeIsKnown() throws Exception {
    run(change(Shop.ORDERS_TABLE, "10:01:00"));
    assertThat(updates).isNotEmpty();
    EpisodeUpdate first = updates.get(0);
    assertThat(PaneBuilder.time(first.round))
        .as("15 minutes after the change")
        .isEqualTo("10:16:00");
    assertThat(first.episode.subject.edge).isEqualTo(Shop.ORDERS_WRITES);
    assertThat(first.episode.explanation.summary)
        .isEqualTo(
            "orders → Orders: 29 % of write attempts are throttled, since 60 s after a change.");
  }

  @Test
  void aChangeLongBeforeOrOfSomethingElseExplainsNothing() throws Exception {
    run(change(Shop.ORDERS_TABLE, "09:40:00"));
    run(change(Shop.STOCK_TABLE, "10:01:00"));
    run(change(Shop.node(NodeKind.STREAM, "us-east-1", "Orders"), "10:01:00"));
    assertThat(updates).isEmpty();
  }

  @Test
  void theJobMakesTheSignalThatItAsksFor() {
    assertThat(Detectors.signals(DETECTORS)).contains(SignalKind.CONFIGURATION_CHANGE);
  }

  /** The page shows this file, in parts. */
  @Test
  void thePageShowsWhatRuns() throws IOException {
    String page = Files.readString(Path.of("../docs/detector.md"));
    String source = "";
    for (String file : List.of("ThrottledAfterChange", "ThrottledAfterChangeState")) {
      source +=
          Files.readString(Path.of("src/test/java/io/flowlens/detect/tutorial", file + ".java"));
    }
    Matcher shown = Pattern.compile("(?s)```java\n(.*?)```").matcher(page);
    int parts = 0;
    while (shown.find()) {
      assertThat(source).contains(shown.group(1));
      parts++;
    }
    assertThat(parts).isGreaterThan(3);
  }

  /** Two healthy minutes, then twenty throttled ones. */
  private void run(Signal change) throws Exception {
    List<ScopeInput> inputs = new ArrayList<>();
    for (int i = 0; i < 132; i++) {
      Pane pane = (i < 12 ? HEALTHY : THROTTLED).on(Shop.ORDERS_WRITES, start(i));
      new PanesToScopes(DETECTORS, SETTINGS).flatMap(pane, new ListCollector<>(inputs));
    }
    new SignalsToScopes(DETECTORS, SETTINGS).flatMap(change, new ListCollector<>(inputs));
    for (ScopeInput input : inputs) {
      harness.processElement(input, input.round);
    }
    harness.processWatermark(new Watermark(start(132) - 1));
    updates.addAll(harness.extractOutputValues());
    close();
    open();
  }

  private static long start(int round) {
    return at("10:00:00") + round * Pane.MILLIS;
  }

  private static Signal change(Node node, String time) {
    Signal change = new Signal();
    change.kind = SignalKind.CONFIGURATION_CHANGE;
    change.node = node;
    change.time = at(time);
    change.evidence = Evidence.SLOW;
    change.value = 1;
    change.dimensions.put(Signal.OPERATION, "UpdateTable");
    return change;
  }
}
