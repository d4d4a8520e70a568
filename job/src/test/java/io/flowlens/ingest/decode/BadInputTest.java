package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.model.RawRecord;
import io.flowlens.schemas.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a record holds, it ends as events, as known but unused, or as a dead letter. */
class BadInputTest {
  private static final int MUTATIONS = 1_000;

  private final Events events = new Events();
  private final RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());

  @AfterEach
  void close() {
    decoder.close();
  }

  static Stream<String> formats() {
    return Samples.formats().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aThousandBrokenSamplesNeverThrowAndNoneIsLost(String format) {
    List<byte[]> samples = new ArrayList<>();
    Samples.of(format)
        .values()
        .forEach(all -> all.forEach(p -> samples.add(p.getBytes(StandardCharsets.UTF_8))));
    Mutations mutations = new Mutations(format.hashCode(), samples);
    int deadLetters = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] data = mutations.next();
      byte[] before = data.clone();
      decode(data);
      assertThat(data).isEqualTo(before);
      assertThat(told()).as("%s mutation %d", format, i).isPositive();
      deadLetters += events.faults().size();
      for (Events.Fault fault : events.faults()) {
        assertThat(fault.reason).as(fault.detail).isNotEqualTo(DeadLetterReason.INTERNAL_ERROR);
        assertThat(fault.detail).endsWith(".").hasSizeLessThan(1_000);
      }
    }
    assertThat(deadLetters).isBetween(MUTATIONS / 10, MUTATIONS * 2);
  }

  @Test
  void nothingIsEmpty() {
    assertThat(fault(new byte[0])).startsWith("empty: ");
    assertThat(fault(" \n ".getBytes(StandardCharsets.UTF_8))).startsWith("empty: ");
    assertThat(fault(Samples.gzip(""))).startsWith("empty: ");
    assertThat(fault(null)).startsWith("empty: ");
  }

  @Test
  void brokenGzipIsToldFromWholeGzip() {
    byte[] whole = Samples.gzip(Samples.one("aws-span", "server.json"));
    assertThat(fault(Arrays.copyOf(whole, whole.length / 2))).contains("ends in the middle");
    assertThat(fault(Arrays.copyOf(whole, whole.length - 3))).contains("checksum is cut off");
    byte[] wrong = whole.clone();
    wrong[wrong.length - 6] ^= 1;
    assertThat(fault(wrong)).contains("checksum does not match");
    assertThat(fault(Arrays.copyOf(whole, whole.length + 5))).contains("other bytes follow");
    assertThat(fault(Arrays.copyOf(whole, 5))).contains("header is broken");
  }

  @Test
  void gzipThatInflatesWithoutEndIsTooLarge() {
    byte[] bomb = Samples.gzip(new byte[64 << 20]);
    assertThat(fault(bomb)).startsWith("too-large: ").contains("16777216 bytes");
  }

  @Test
  void membersOfGzipThatFollowEachOtherAreOneText() {
    String text = Samples.one("dynamodb-change", "insert-microseconds.json");
    byte[] first = Samples.gzip(text.substring(0, 50));
    byte[] second = Samples.gzip(text.substring(50));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    decode(both);
    assertThat(events.flows()).hasSize(1);
  }

  @Test
  void jsonThatNestsTooDeepIsTold() {
    assertThat(fault(bytes("{\"resource\":" + "[".repeat(100_000))))
        .startsWith("too-deep: ")
        .contains("64 levels");
    assertThat(fault(bytes("{\"eventTime\":" + "{\"a\":".repeat(100)))).startsWith("too-deep: ");
  }

  @Test
  void textThatIsNotUtf8IsTold() {
    assertThat(fault("{\"tableName\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
        .startsWith("bad-utf8: ");
    assertThat(fault("{\"tableName\":\"x\"}".getBytes(StandardCharsets.UTF_16)))
        .startsWith("bad-utf8: ");
  }

  @Test
  void whatIsNotOneJsonObjectIsTold() {
    assertThat(fault(bytes("START RequestId: 1"))).startsWith("bad-json: ");
    assertThat(fault(bytes("[1]"))).startsWith("bad-json: ");
    assertThat(fault(bytes("{\"detail-type\":1}{"))).startsWith("bad-json: ").contains("follows");
    assertThat(fault(bytes("{\"a\":1}"))).startsWith("unknown-format: ").contains("\"a\"");
    assertThat(fault(bytes("{}"))).startsWith("unknown-format: ");
  }

  @Test
  void aMegabyteOfOneStringIsOneDeadLetter() {
    assertThat(fault(bytes("{\"" + "a".repeat(1 << 20) + "\":1}"))).hasSizeLessThan(500);
    assertThat(fault(bytes("{\"a\":\"" + "a".repeat(1 << 20) + "\"}"))).startsWith("unknown-");
  }

  private void decode(byte[] data) {
    RawRecord record = Samples.record(data);
    decoder.decode(record, events);
  }

  private String fault(byte[] data) {
    decode(data);
    assertThat(told()).isEqualTo(1);
    return events.faults().get(0).toString();
  }

  private long told() {
    return events.flows().size()
        + events.halves().size()
        + events.signals().size()
        + events.faults().size()
        + events.ignoredCount()
        + events.controlMessageCount()
        + events.textLineCount()
        + events.unknownLineCount();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
