package io.flowlens.ingest.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.decode.Samples;
import io.flowlens.model.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicateTest {
  private static final long NOON = 1_795_608_000_000L;
  private static final long WINDOW = Duration.ofMinutes(15).toMillis();

  private KeyedOneInputStreamOperatorTestHarness<Integer, RawRecord, RawRecord> operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness();
    operator.open();
  }

  /** Whatever a test did, nothing stays behind at the end of the input. */
  @AfterEach
  void stateAndTimersReturnToZero() throws Exception {
    operator.processWatermark(Long.MAX_VALUE);
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
    operator.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, RawRecord, RawRecord> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Deduplicate(Settings.defaults())),
        record -> RecordId.bucket(record.data),
        Types.INT);
  }

  @Test
  void theSameBytesCountOnceWithinFifteenMinutes() throws Exception {
    process("a", NOON);
    process("a", NOON + WINDOW);
    process("b", NOON);
    assertThat(passed()).isEqualTo(2);
  }

  @Test
  void theSameBytesCountAgainAfterFifteenMinutes() throws Exception {
    process("a", NOON);
    process("a", NOON + WINDOW + 1);
    process("a", NOON + WINDOW + 2);
    assertThat(passed()).isEqualTo(2);
  }

  @Test
  void theEarlierArrivalMayComeSecond() throws Exception {
    process("a", NOON + 1_000);
    process("a", NOON);
    assertThat(passed()).isEqualTo(1);
  }

  @Test
  void stateIsForgottenAsTimePasses() throws Exception {
    process("a", NOON);
    operator.processWatermark(NOON + WINDOW - 1);
    assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
    operator.processWatermark(NOON + WINDOW);
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void aTimerOfAnOlderSightingDoesNotForgetAYoungerOne() throws Exception {
    process("a", NOON);
    process("a", NOON + WINDOW + 1);
    operator.processWatermark(NOON + WINDOW);
    process("a", NOON + WINDOW + 2);
    assertThat(passed()).isEqualTo(2);
  }

  @Test
  void recordsWithoutArrivalAreKnownUntilTheInputEnds() throws Exception {
    process("a", 0);
    operator.processWatermark(NOON);
    process("a", 0);
    assertThat(passed()).isEqualTo(1);
  }

  @Test
  void recordsThatShareABucketAreKnownEachForItself() throws Exception {
    List<String> sharing = new ArrayList<>();
    int bucket = RecordId.bucket("0".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; sharing.size() < 6; i++) {
      String data = Integer.toString(i);
      if (RecordId.bucket(data.getBytes(StandardCharsets.UTF_8)) == bucket) {
        sharing.add(data);
      }
    }
    for (int i = 0; i < sharing.size(); i++) {
      process(sharing.get(i), NOON + i * 60_000L);
    }
    operator.processWatermark(NOON + WINDOW + 60_000);
    for (int i = 0; i < sharing.size(); i++) {
      process(sharing.get(i), NOON + WINDOW + i * 60_000L);
    }
    assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
    assertThat(passed()).as("the first two were forgotten").isEqualTo(sharing.size() + 2);
  }

  @Test
  void aRecordThatComesAgainAfterARestartIsKnown() throws Exception {
    process("a", NOON);
    OperatorSubtaskState checkpoint = operator.snapshot(1, NOON);
    int before = passed();
    operator.close();
    operator = harness();
    operator.initializeState(checkpoint);
    operator.open();
    process("a", NOON + 60_000);
    assertThat(before).isEqualTo(1);
    assertThat(passed()).isZero();
  }

  private void process(String data, long arrival) throws Exception {
    RawRecord record = Samples.record(data.getBytes(StandardCharsets.UTF_8));
    record.arrival = arrival;
    operator.processElement(record, arrival);
  }

  private int passed() {
    return operator.extractOutputValues().size();
  }
}
