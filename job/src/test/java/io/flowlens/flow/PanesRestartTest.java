package io.flowlens.flow;

import static io.flowlens.flow.Flows.at;
import static io.flowlens.flow.Flows.partial;
import static io.flowlens.flow.Flows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.model.Counter;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a restart no watermark is known until the inputs send one: an edge remembers its own. */
class PanesRestartTest {
  private KeyedOneInputStreamOperatorTestHarness<String, Pane, Pane> panes;

  @BeforeEach
  void open() throws Exception {
    panes = harness();
    panes.open();
  }

  @AfterEach
  void close() throws Exception {
    panes.close();
  }

  @Test
  void aMinuteThatWasFinalStaysFinal() throws Exception {
    add(write("10:00:01"));
    watermark("10:01:30");
    add(write("10:00:02"));
    restart();
    panes.setProcessingTime(5_000);

    EdgeAggregate row = lastRow();
    assertThat(row.counts.get(Counter.CALLS)).isEqualTo(2);
    assertThat(row.isFinal).isTrue();
  }

  @Test
  void aPaneThatWasJudgedIsNotJudgedAgain() throws Exception {
    add(write("10:00:01"));
    watermark("10:01:30");
    restart();
    add(write("10:00:02"));
    watermark("10:01:31");

    assertThat(panes.extractOutputValues()).isEmpty();
    panes.setProcessingTime(5_000);
    assertThat(lastRow().counts.get(Counter.CALLS)).isEqualTo(2);
  }

  @Test
  void whatIsTooLateIsStillTooLate() throws Exception {
    add(write("10:00:01"));
    watermark("10:03:00");
    restart();
    add(write("10:00:02"));
    add(write("10:03:04"));
    watermark("10:03:59.999");

    EdgeAggregate row = lastRow();
    assertThat(row.windowStart).isEqualTo(at("10:03:00"));
    assertThat(row.counts.get(Counter.CALLS)).isEqualTo(1);
    assertThat(row.counts.get(Counter.LATE)).isEqualTo(1);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Pane, Pane> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Panes(Settings.defaults())),
        pane -> pane.edge.key(),
        Types.STRING);
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = panes.snapshot(1, 1);
    panes.close();
    panes = harness();
    panes.initializeState(snapshot);
    panes.open();
  }

  private void add(FlowEvent... flows) throws Exception {
    Pane partial = partial(flows);
    panes.processElement(partial, partial.start);
  }

  private void watermark(String time) throws Exception {
    panes.processWatermark(at(time));
  }

  private EdgeAggregate lastRow() {
    return List.copyOf(panes.getSideOutput(Panes.ROWS)).stream()
        .reduce((first, second) -> second)
        .orElseThrow()
        .getValue();
  }
}
