package io.flowlens.flow;

import static io.flowlens.flow.Flows.at;
import static io.flowlens.flow.Flows.partial;
import static io.flowlens.flow.Flows.slow;
import static io.flowlens.flow.Flows.throttled;
import static io.flowlens.flow.Flows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PanesTest {
  private KeyedOneInputStreamOperatorTestHarness<String, Pane, Pane> panes;

  @BeforeEach
  void open() throws Exception {
    panes = harness();
    panes.open();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Pane, Pane> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Panes(Settings.defaults())),
        pane -> pane.edge.key(),
        Types.STRING);
  }

  /** Whatever a test did, nothing stays behind once time has passed. */
  @AfterEach
  void stateAndTimersReturnToZero() throws Exception {
    panes.processWatermark(at("13:00:00"));
    panes.setProcessingTime(Long.MAX_VALUE - 1);
    assertThat(panes.numKeyedStateEntries()).isZero();
    assertThat(panes.numEventTimeTimers()).isZero();
    assertThat(panes.numProcessingTimeTimers()).isZero();
    panes.close();
  }

  @Test
  void aPaneIsHandedOnOnceWhenTheWatermarkPassesItsEnd() throws Exception {
    add(write("10:00:01"), write("10:00:09"));
    watermark("10:00:09.998");
    assertThat(panes.extractOutputValues()).isEmpty();

    watermark("10:00:09.999");

    assertThat(panes.extractOutputValues())
        .singleElement()
        .satisfies(
            pane -> {
              assertThat(pane.edge).isEqualTo(Flows.CHECKOUT_WRITES_ORDERS);
              assertThat(pane.start).isEqualTo(at("10:00:00"));
              assertThat(pane.get(Counter.CALLS)).isEqualTo(2);
            });
  }

  @Test
  void panesComeInOrderAlsoWhenTheWatermarkJumps() throws Exception {
    add(write("10:00:41"));
    add(write("10:00:05"));
    add(write("10:01:15"));
    watermark("10:05:00");

    assertThat(panes.extractOutputValues())
        .extracting(pane -> Instant.ofEpochMilli(pane.start).toString())
        .containsExactly("2026-11-24T10:00:00Z", "2026-11-24T10:00:40Z", "2026-11-24T10:01:10Z");
  }

  @Test
  void theOpenMinuteIsWrittenSoonAfterAChangeWithoutWaitingForTheWatermark() throws Exception {
    add(write("10:00:01"));
    panes.setProcessingTime(5_000);
    add(write("10:00:12"));
    panes.setProcessingTime(9_999);
    assertThat(rows()).containsExactly("10:00 1 call");

    panes.setProcessingTime(10_000);

    assertThat(rows()).containsExactly("10:00 1 call", "10:00 2 calls");
  }

  @Test
  void aMinuteWithoutAChangeIsNotWrittenAgain() throws Exception {
    add(write("10:00:01"));
    panes.setProcessingTime(5_000);
    panes.setProcessingTime(60_000);

    assertThat(rows()).containsExactly("10:00 1 call");
  }

  @Test
  void theLastWriteOfAMinuteSaysFinal() throws Exception {
    add(write("10:00:01"));
    add(write("10:00:59.999"));
    watermark("10:00:59.998");
    assertThat(rows()).isEmpty();

    watermark("10:00:59.999");

    assertThat(rows()).containsExactly("10:00 2 calls final");
  }

  @Test
  void lateEvidenceWritesTheMinuteAgainButIsNotJudgedTwice() throws Exception {
    add(write("10:00:01"));
    watermark("10:01:30");
    add(write("10:00:02"));
    panes.setProcessingTime(5_000);

    assertThat(rows()).containsExactly("10:00 1 call final", "10:00 2 calls final");
    assertThat(panes.extractOutputValues()).hasSize(1);
    assertThat(counter("unjudged")).isEqualTo(1);
    assertThat(counter("late")).isZero();
  }

  @Test
  void whatComesAfterTheLatenessLimitIsCountedAsLateOnTheCurrentRow() throws Exception {
    add(write("10:00:01"));
    watermark("10:03:00");
    add(write("10:00:02"), write("10:00:03"));
    add(write("10:03:04"));
    watermark("10:03:59.999");

    assertThat(rows()).containsExactly("10:00 1 call final", "10:03 1 call 2 late final");
    assertThat(counter("unjudged")).isZero();
    assertThat(counter("late")).isEqualTo(2);
  }

  @Test
  void theSameCallsFromASlowSourceCountOnceWhicheverComesFirst() throws Exception {
    add(slow(write("10:00:01")), slow(write("10:00:02")));
    panes.setProcessingTime(5_000);
    add(write("10:00:01"));
    watermark("10:00:59.999");
    add(slow(write("10:00:03")));
    panes.setProcessingTime(20_000);

    assertThat(rows())
        .containsExactly("10:00 2 calls slow", "10:00 1 call final", "10:00 1 call final");
  }

  @Test
  void slowEvidenceSpeaksForAMinuteThatHasNoOther() throws Exception {
    add(write("10:00:01"));
    watermark("10:10:00");
    add(slow(write("10:00:30")));
    add(slow(write("10:01:30")));
    panes.setProcessingTime(5_000);

    assertThat(rows()).containsExactly("10:00 1 call final", "10:01 1 call slow final");
    assertThat(panes.extractOutputValues()).as("only fast evidence is judged").hasSize(1);
  }

  @Test
  void whatSlowEvidenceSaysOfAMinuteIsHandedOnOnceItHasBeenWaitedFor() throws Exception {
    add(write("10:00:01"));
    add(slow(write("10:00:30")), slow(throttled(write("10:00:31"), 1, false)));
    watermark("10:15:59.998");
    assertThat(handedOn()).containsExactly("10:00:00 FAST 1 call");
    add(slow(write("10:00:45")));

    watermark("10:15:59.999");
    add(slow(write("10:00:50")));
    watermark("10:20:00");

    assertThat(handedOn()).containsExactly("10:00:00 FAST 1 call", "10:00:00 SLOW 3 calls");
    panes.setProcessingTime(5_000);
    Pane said = panes.extractOutputValues().get(1);
    assertThat(said.errors(ErrorClass.THROTTLED)).isEqualTo(1);
    assertThat(said.has(Detail.FAILED_REQUESTS)).isFalse();
  }

  @Test
  void panesAndSlowMinutesComeInOneOrderHoweverTheWatermarkJumps() throws Exception {
    for (int jump : new int[] {1, 37, 10_000}) {
      panes.close();
      open();
      add(write("10:16:01"));
      add(write("10:00:01"));
      add(slow(write("10:00:30")));
      add(write("10:15:51"));
      add(slow(write("10:01:30")));
      for (long time = at("10:00:00"); time < at("10:20:00"); time += jump * 1_000L) {
        panes.processWatermark(time);
      }
      watermark("10:20:00");
      assertThat(handedOn())
          .containsExactly(
              "10:00:00 FAST 1 call",
              "10:15:50 FAST 1 call",
              "10:00:00 SLOW 1 call",
              "10:16:00 FAST 1 call",
              "10:01:00 SLOW 1 call");
    }
  }

  @Test
  void slowEvidenceThatCameTooLateForItsRowIsNotHandedOnWithTheRowItIsBookedOn() throws Exception {
    add(write("10:00:01"));
    watermark("11:00:00");
    add(slow(write("10:00:30")));
    watermark("11:40:00");
    assertThat(handedOn()).containsExactly("10:00:00 FAST 1 call");
  }

  @Test
  void slowEvidenceThatWasHandedOnIsNotHandedOnAgainAfterARestart() throws Exception {
    add(write("10:00:01"), write("10:00:02"));
    add(slow(write("10:00:30")));
    watermark("10:16:00");
    assertThat(handedOn()).hasSize(2);
    var snapshot = panes.snapshot(1, 1);
    panes = harness();
    panes.initializeState(snapshot);
    panes.open();
    add(slow(write("10:01:30")));
    watermark("10:18:00");
    assertThat(handedOn()).containsExactly("10:01:00 SLOW 1 call");
  }

  @Test
  void aRestartInTheMiddleChangesNothing() throws Exception {
    add(write("10:00:01"));
    watermark("10:00:15");
    add(write("10:00:16"));
    var snapshot = panes.snapshot(1, 1);
    panes = harness();
    panes.initializeState(snapshot);
    panes.open();
    add(write("10:00:17"));
    watermark("10:00:59.999");

    assertThat(rows()).containsExactly("10:00 3 calls final");
    assertThat(panes.extractOutputValues())
        .extracting(pane -> pane.get(Counter.CALLS))
        .containsExactly(2L);
  }

  private void add(io.flowlens.model.FlowEvent... flows) throws Exception {
    Pane partial = partial(flows);
    panes.processElement(partial, partial.start);
  }

  private void watermark(String time) throws Exception {
    panes.processWatermark(at(time));
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    var written = panes.getSideOutput(Panes.ROWS);
    if (written != null) {
      for (StreamRecord<EdgeAggregate> row : written) {
        rows.add(describe(row.getValue()));
      }
    }
    return rows;
  }

  private List<String> handedOn() {
    return panes.extractOutputValues().stream()
        .map(
            pane ->
                Instant.ofEpochMilli(pane.start).toString().substring(11, 19)
                    + " "
                    + pane.evidence
                    + (pane.get(Counter.CALLS) == 1
                        ? " 1 call"
                        : " " + pane.get(Counter.CALLS) + " calls"))
        .toList();
  }

  private long counter(String name) {
    return (long)
        panes.getEnvironment().getAccumulatorRegistry().getUserMap().get(name).getLocalValue();
  }

  private static String describe(EdgeAggregate row) {
    String minute = Instant.ofEpochMilli(row.windowStart).toString().substring(11, 16);
    return minute
        + (row.counts.get(Counter.CALLS) == 1
            ? " 1 call"
            : " " + row.counts.get(Counter.CALLS) + " calls")
        + (row.counts.get(Counter.LATE) > 0 ? " " + row.counts.get(Counter.LATE) + " late" : "")
        + (row.counts.evidence == Evidence.SLOW ? " slow" : "")
        + (row.isFinal ? " final" : "");
  }
}
