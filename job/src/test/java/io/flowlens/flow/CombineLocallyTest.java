package io.flowlens.flow;

import static io.flowlens.flow.Flows.slow;
import static io.flowlens.flow.Flows.throttled;
import static io.flowlens.flow.Flows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CombineLocallyTest {
  private OneInputStreamOperatorTestHarness<FlowEvent, Pane> combine;

  private void open(Settings settings) throws Exception {
    combine = new OneInputStreamOperatorTestHarness<>(new CombineLocally(settings));
    combine.open();
  }

  @AfterEach
  void close() throws Exception {
    combine.close();
  }

  @Test
  void flowsOfOneEdgeAndPaneBecomeOnePartial() throws Exception {
    open(Settings.defaults());
    combine.processElement(write("10:00:01"), 0);
    combine.processElement(throttled(write("10:00:02"), 2, true), 0);
    assertThat(panes()).isEmpty();

    combine.setProcessingTime(CombineLocally.FLUSH_MILLIS);

    assertThat(panes())
        .singleElement()
        .satisfies(
            pane -> {
              assertThat(pane.get(Counter.CALLS)).isEqualTo(2);
              assertThat(pane.attempts()).isEqualTo(4);
              assertThat(pane.get(Counter.RETRIES)).isEqualTo(2);
              assertThat(pane.errors(ErrorClass.THROTTLED)).isEqualTo(2);
            });
  }

  @Test
  void panesAndKindsOfEvidenceStayApart() throws Exception {
    open(Settings.defaults());
    combine.processElement(write("10:00:09"), 0);
    combine.processElement(write("10:00:10"), 0);
    combine.processElement(slow(write("10:00:10")), 0);
    combine.endInput();

    assertThat(panes()).hasSize(3).allMatch(pane -> pane.get(Counter.CALLS) == 1);
  }

  @Test
  void whatAWatermarkClosesIsHandedOnBeforeIt() throws Exception {
    open(Settings.defaults());
    FlowEvent flow = write("10:00:01");
    Watermark end = new Watermark(Pane.startOf(flow.time) + Pane.MILLIS - 1);
    combine.processElement(flow, 0);
    combine.processWatermark(end);

    assertThat(combine.getOutput()).hasSize(2).last().isEqualTo(end);
  }

  @Test
  void anEarlierWatermarkLeavesPartialsGathering() throws Exception {
    open(Settings.defaults());
    FlowEvent flow = write("10:00:01");
    Watermark early = new Watermark(Pane.startOf(flow.time) + Pane.MILLIS - 2);
    combine.processElement(flow, 0);
    combine.processWatermark(early);

    assertThat(combine.getOutput()).containsExactly(early);
  }

  @Test
  void nothingIsHeldAcrossACheckpoint() throws Exception {
    open(Settings.defaults());
    combine.processElement(write("10:00:01"), 0);
    combine.getOneInputOperator().prepareSnapshotPreBarrier(1);

    assertThat(panes()).hasSize(1);
  }

  @Test
  void edgesBeyondTheCapAreFoldedAndSaySo() throws Exception {
    open(Settings.defaults().with(FlowOptions.MAX_EDGES, 2L));
    for (int i = 0; i < 5; i++) {
      FlowEvent flow = write("10:00:01");
      flow.edge = Edge.of(Flows.service("s" + i), Flows.table("Orders"), Access.WRITE);
      combine.processElement(flow, 0);
    }
    combine.endInput();

    assertThat(panes())
        .extracting(
            pane -> pane.edge.from.name,
            pane -> pane.get(Counter.CALLS),
            pane -> pane.get(Counter.FOLDED))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("s0", 1L, 0L),
            org.assertj.core.groups.Tuple.tuple("s1", 1L, 0L),
            org.assertj.core.groups.Tuple.tuple("other", 3L, 3L));
  }

  private List<Pane> panes() {
    return combine.extractOutputValues();
  }
}
