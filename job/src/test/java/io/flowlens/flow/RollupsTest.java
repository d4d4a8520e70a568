package io.flowlens.flow;

import static io.flowlens.flow.Flows.at;
import static io.flowlens.flow.Flows.partial;
import static io.flowlens.flow.Flows.slow;
import static io.flowlens.flow.Flows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of five minutes and of an hour. */
class RollupsTest {
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

  @AfterEach
  void stateAndTimersReturnToZero() throws Exception {
    panes.processWatermark(at("14:00:00"));
    panes.setProcessingTime(Long.MAX_VALUE - 1);
    assertThat(panes.numKeyedStateEntries()).isZero();
    assertThat(panes.numEventTimeTimers()).isZero();
    assertThat(panes.numProcessingTimeTimers()).isZero();
    panes.close();
  }

  @Test
  void aRollUpIsWrittenOnceWhenItsWindowIsOver() throws Exception {
    add(write("10:00:01"));
    add(write("10:03:01"), write("10:03:02"));
    watermark("10:04:59.998");
    assertThat(rollups()).isEmpty();

    watermark("10:04:59.999");
    assertThat(rollups()).containsExactly("10:00 300 s 3 calls");

    add(write("10:06:00"));
    watermark("10:59:59.998");
    assertThat(rollups()).containsExactly("10:00 300 s 3 calls", "10:05 300 s 1 calls");

    watermark("12:00:00");
    assertThat(rollups())
        .containsExactly("10:00 300 s 3 calls", "10:05 300 s 1 calls", "10:00 3600 s 4 calls");
  }

  @Test
  void lateEvidenceOfAMinuteWritesItsRollUpsAgain() throws Exception {
    add(write("10:58:01"));
    watermark("11:00:30");
    assertThat(rollups()).containsExactly("10:55 300 s 1 calls", "10:00 3600 s 1 calls");

    add(write("10:59:50"));
    panes.setProcessingTime(60_000);

    assertThat(rollups().subList(2, 4))
        .containsExactly("10:55 300 s 2 calls", "10:00 3600 s 2 calls");
  }

  @Test
  void whatComesTooLateForItsMinuteChangesNoRollUpOfIt() throws Exception {
    add(write("10:58:01"));
    watermark("11:03:00");
    add(write("10:59:50"));
    panes.setProcessingTime(60_000);
    watermark("11:10:00");

    assertThat(rollups())
        .containsExactly(
            "10:55 300 s 1 calls", "10:00 3600 s 1 calls", "11:00 300 s 0 calls 1 late");
  }

  @Test
  void slowEvidenceAloneIsRolledUpAsFarAsItCameInTime() throws Exception {
    add(slow(write("10:02:30")));
    watermark("10:20:00");
    add(slow(write("10:03:30")));
    panes.setProcessingTime(60_000);
    watermark("12:00:00");

    assertThat(rollups())
        .containsExactly("10:00 300 s 1 calls", "10:00 300 s 2 calls", "10:00 3600 s 2 calls");
  }

  @Test
  void aRollUpWithFastEvidenceCountsNoSlowEvidence() throws Exception {
    add(write("10:01:01"));
    add(slow(write("10:01:01")), slow(write("10:01:02")));
    add(slow(write("10:03:30")));
    add(slow(write("10:07:30")));
    watermark("12:00:00");

    assertThat(lastOfEach())
        .containsExactlyInAnyOrder(
            "10:00 300 s 1 calls", "10:05 300 s 1 calls", "10:00 3600 s 1 calls");
  }

  /** Whatever the order in which evidence comes and the watermark's steps. */
  @Test
  void rollUpsAreTheSumOfTheirMinutesHoweverTimeGoes() throws Exception {
    List<FlowEvent> flows = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      FlowEvent flow = write("10:00:00");
      flow.time += random.nextInt(7_200_000);
      flow.keyHash = random.nextLong();
      flow.latencyMicros = 1_000L + random.nextInt(100_000);
      flows.add(flow);
    }
    List<String> expected = null;
    for (int step : new int[] {1_000, 7_777, 61_000, 500_000, 10_000_000}) {
      panes.close();
      open();
      Collections.shuffle(flows, random);
      long mark = at("10:00:00");
      List<FlowEvent> left = new ArrayList<>(flows);
      while (mark < at("13:00:00")) {
        long until = mark + step;
        for (FlowEvent flow : left) {
          if (flow.time < until) {
            Pane partial = partial(flow);
            panes.processElement(partial, partial.start);
          }
        }
        left.removeIf(flow -> flow.time < until);
        panes.processWatermark(until - 1);
        mark = until;
      }
      assertThat(sums(Panes.ROLLUPS, 300)).isEqualTo(sums(Panes.ROWS, 60));
      assertThat(sums(Panes.ROLLUPS, 3600)).isEqualTo(sums(Panes.ROWS, 60));
      expected = expected == null ? lastOfEach() : expected;
      assertThat(lastOfEach()).isEqualTo(expected);
    }
  }

  @Test
  void aRestartInTheMiddleChangesNothing() throws Exception {
    add(write("10:01:01"));
    watermark("10:07:00");
    var snapshot = panes.snapshot(1, 1);
    panes = harness();
    panes.initializeState(snapshot);
    panes.open();
    add(write("10:08:01"));
    watermark("11:00:00");

    assertThat(rollups()).containsExactly("10:05 300 s 1 calls", "10:00 3600 s 2 calls");
  }

  private void add(FlowEvent... flows) throws Exception {
    Pane partial = partial(flows);
    panes.processElement(partial, partial.start);
  }

  private void watermark(String time) throws Exception {
    panes.processWatermark(at(time));
  }

  private List<EdgeAggregate> written(OutputTag<EdgeAggregate> tag) {
    List<EdgeAggregate> rows = new ArrayList<>();
    var written = panes.getSideOutput(tag);
    if (written != null) {
      for (StreamRecord<EdgeAggregate> row : written) {
        rows.add(row.getValue());
      }
    }
    return rows;
  }

  private List<String> rollups() {
    return written(Panes.ROLLUPS).stream().map(RollupsTest::describe).toList();
  }

  /** The last row of each window with its percentile and keys. */
  private List<String> lastOfEach() {
    Map<String, EdgeAggregate> last = new TreeMap<>();
    written(Panes.ROLLUPS).forEach(row -> last.put(row.windowStart + " " + row.windowSeconds, row));
    return last.values().stream()
        .map(
            row ->
                describe(row)
                    + (row.counts.has(Detail.KEYS)
                        ? " p99 "
                            + row.counts.get(Detail.LATENCY).quantileMillis(0.99)
                            + " ms "
                            + row.counts.get(Detail.KEYS).distinct()
                            + " keys"
                        : ""))
        .toList();
  }

  /** Calls and durations of the last row of each window, all together. */
  private List<Long> sums(OutputTag<EdgeAggregate> tag, int seconds) {
    Map<Long, EdgeAggregate> last = new TreeMap<>();
    for (EdgeAggregate row : written(tag)) {
      if (row.windowSeconds == seconds) {
        last.put(row.windowStart, row);
      }
    }
    return List.of(
        last.values().stream().mapToLong(row -> row.counts.get(Counter.CALLS)).sum(),
        last.values().stream().mapToLong(row -> row.counts.get(Detail.LATENCY).sumMicros()).sum());
  }

  private static String describe(EdgeAggregate row) {
    assertThat(row.isFinal).isTrue();
    long late = row.counts.get(Counter.LATE);
    return Instant.ofEpochMilli(row.windowStart).toString().substring(11, 16)
        + " "
        + row.windowSeconds
        + " s "
        + row.counts.get(Counter.CALLS)
        + " calls"
        + (late > 0 ? " " + late + " late" : "");
  }
}
