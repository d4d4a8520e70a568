package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record that the Kinesis Producer Library made of several is several records. */
class AggregatedTest {
  private static final byte[] CHANGE =
      utf8(Samples.one("dynamodb-change", "insert-microseconds.json"));
  private static final byte[] SPAN = utf8(Samples.one("aws-span", "server.json"));
  private static final byte[] UNKNOWN = utf8("{\"a\":1}");

  private final Events events = new Events();
  private final RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void eachOfItsRecordsIsDecodedWhateverItIs() throws IOException {
    byte[] protobuf =
        OtlpMessages.ofJson(Samples.one("otlp-trace", "node-query-index.json")).toByteArray();
    decode(Aggregated.of(List.of(CHANGE, Samples.gzip("[" + text(SPAN) + "]"), protobuf)));
    assertThat(events.formats()).containsExactly("dynamodb-change", "aws-span", "otlp-trace");
    assertThat(events.flows()).hasSize(2);
    assertThat(events.halves()).hasSize(1);
    assertThat(events.faults()).isEmpty();
  }

  @Test
  void whatCannotBeUsedIsOneDeadLetterThatHoldsOnlyThat() {
    decode(Aggregated.of(List.of(CHANGE, UNKNOWN, SPAN, UNKNOWN)));
    assertThat(events.flows()).hasSize(1);
    assertThat(events.halves()).hasSize(1);
    assertThat(events.faults()).hasSize(1);
    assertThat(events.faults().get(0).toString())
        .startsWith(
            "unknown-format: 2 of the 4 records in the aggregated record cannot be used; number 2:");
    byte[] letter = events.faults().get(0).data;
    assertThat(Aggregated.records(letter)).containsExactly(UNKNOWN, UNKNOWN);
    decode(letter);
    assertThat(events.faults()).hasSize(1);
    assertThat(events.faults().get(0).data).as("the whole record").isNull();
  }

  @Test
  void oneThatIsCutOffOrChangedIsADeadLetter() {
    byte[] whole = Aggregated.of(List.of(CHANGE, SPAN));
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 1;
    for (byte[] broken : List.of(Arrays.copyOf(whole, whole.length - 1), changed)) {
      decode(broken);
      assertThat(events.flows()).isEmpty();
      assertThat(events.faults()).hasSize(1);
      assertThat(events.faults().get(0).data).isNull();
    }
  }

  @Test
  void whatItsRecordsInflateToIsLimitedTogether() {
    byte[] bomb = Samples.gzip(" ".repeat(6 << 20));
    assertThat(bomb.length).isLessThan(10_000);
    decode(Aggregated.of(new ArrayList<>(Collections.nCopies(50, bomb))));
    assertThat(events.faults()).hasSize(2);
    assertThat(events.faults())
        .extracting(fault -> fault.reason)
        .containsExactlyInAnyOrder(DeadLetterReason.EMPTY, DeadLetterReason.TOO_LARGE);
  }

  @Test
  void anAggregatedRecordInsideAnotherIsNotTakenApart() {
    decode(Aggregated.of(List.of(Aggregated.of(List.of(CHANGE)))));
    assertThat(events.flows()).isEmpty();
    assertThat(events.faults()).hasSize(1);
  }

  private void decode(byte[] record) {
    decoder.decode(Samples.record(record), events);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
