package io.flowlens.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class CounterTest {
  /** Positions are stored: new ones are appended, none is changed or used again. */
  @Test
  void storedPositionsStayWhatTheyAre() {
    assertThat(
            Arrays.stream(Counter.values())
                .map(counter -> counter.position + " " + counter)
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "0 CALLS, 1 RETRIES, 2 OK, 3 FAILED, 4 RETRIED, 5 READ_MILLI_UNITS,"
                + " 6 WRITE_MILLI_UNITS, 7 WASTED_WRITE_MILLI_UNITS, 8 BYTES, 9 RECORDS,"
                + " 10 STRONG_READS, 11 EVENTUAL_READS, 12 COLD_STARTS, 13 SAMPLED, 14 UNPAIRED,"
                + " 15 LATE, 16 FOLDED, 17 LEFT_OUT_MILLI, 18 THROTTLED, 19 CONFLICT,"
                + " 20 CONDITIONAL, 21 TIMEOUT, 22 SERVER, 23 CLIENT, 24 OTHER, 25 ATTEMPTS_SHOWN,"
                + " 28 USEFUL_UNITS_MEASURED, 29 USEFUL_MILLI_UNITS, 30 CANCELLED_CONFLICT,"
                + " 31 CANCELLED_CONDITION, 32 CANCELLED_THROTTLED, 33 CANCELLED_ELSEWHERE,"
                + " 34 CANCELLED_UNEXPLAINED, 35 REPLICATED_CONFLICT, 36 DUPLICATES,"
                + " 37 FAILED_UNITS_MEASURED, 38 CONDITION_MILLI_UNITS, 39 CONFLICT_MILLI_UNITS,"
                + " 40 CANCELLED_MILLI_UNITS, 41 DUPLICATE_MILLI_UNITS,"
                + " 42 INVOCATIONS, 43 INVOCATIONS_FAILED, 44 OF_KNOWN_AGE, 45 AGE_SECONDS,"
                + " 46 UNPROCESSED, 47 THROTTLED_KEY_RANGE, 48 THROTTLED_PROVISIONED");
    assertThat(
            Detail.all().stream()
                .map(detail -> detail.position + " " + detail)
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "0 latency, 1 operations, 2 exemplars, 3 keys, 4 instances, 5 calledKeys, 6 exposed,"
                + " 7 batches, 8 repeats, 9 backoff, 10 failedRequests, 13 failedKeys,"
                + " 20 deliveredBatches, 21 bulkCalls, 23 itemChanges");
  }

  @Test
  void noPositionIsUsedTwice() {
    assertThat(Arrays.stream(Counter.values()).map(counter -> counter.position))
        .doesNotHaveDuplicates();
    assertThat(Detail.all().stream().map(detail -> detail.position)).doesNotHaveDuplicates();
  }

  @Test
  void everyErrorClassHasACounterOfItsName() {
    for (ErrorClass errorClass : ErrorClass.values()) {
      assertThat(Counter.of(errorClass).label()).isEqualTo(errorClass.label());
    }
  }

  /** One more bit among those that say which counters follow. */
  @Test
  void aCounterOfANewerVersionIsRefusedWithAMessage() throws IOException {
    long[] counts = new long[Counter.POSITIONS + 1];
    counts[Counter.POSITIONS] = 7;
    DataOutputSerializer out = new DataOutputSerializer(16);
    PaneSerializer.writeCounts(out, counts);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThatThrownBy(() -> PaneSerializer.readCounts(in, new long[Counter.POSITIONS]))
        .hasMessageContaining("a counter")
        .hasMessageContaining("written by a newer version");
  }

  @Test
  void aCounterThatIsAppendedShiftsNothing() throws IOException {
    long[] counts = new long[Counter.POSITIONS];
    Arrays.setAll(counts, i -> i % 3 == 0 ? 0 : 1L << i);
    DataOutputSerializer out = new DataOutputSerializer(256);
    PaneSerializer.writeCounts(out, counts);
    long[] read = new long[Counter.POSITIONS + 1];
    PaneSerializer.readCounts(new DataInputDeserializer(out.getCopyOfBuffer()), read);
    assertThat(Arrays.copyOf(read, Counter.POSITIONS)).isEqualTo(counts);
    assertThat(read[Counter.POSITIONS]).isZero();
  }

  @Test
  void aStateOfANewerVersionIsRefusedWithAMessageWhenTheJobStarts() {
    for (CompactSnapshot<?> snapshot :
        List.of(new PaneSerializer.Snapshot(), new EdgeSerializer.Snapshot())) {
      int newer = snapshot.getCurrentVersion() + 1;
      assertThatThrownBy(() -> snapshot.readSnapshot(newer, new DataInputDeserializer(), null))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("this one is of version " + newer)
          .hasMessageContaining("start from a snapshot that an older one took");
    }
  }
}
