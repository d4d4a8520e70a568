package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that hold several JSON texts. */
class TextsTest {
  private static final String INSERT =
      Samples.one("dynamodb-change", "insert-microseconds.json").trim();
  private static final String MODIFY =
      Samples.one("dynamodb-change", "modify-milliseconds.json").trim();
  private static final String SPAN = Samples.one("aws-span", "server.json").trim();

  private final Events events = new Events();
  private final RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void textsBehindEachOtherAreDecodedEach() {
    for (String between : new String[] {"", "\n", " \r\n\n"}) {
      decode(INSERT + between + SPAN + between + MODIFY + between);
      assertThat(events.flows()).hasSize(2);
      assertThat(events.halves()).hasSize(1);
      assertThat(events.faults()).isEmpty();
      assertThat(events.formats())
          .containsExactly("dynamodb-change", "aws-span", "dynamodb-change");
    }
  }

  @Test
  void theObjectsOfAnArrayAreDecodedEach() {
    decode("[" + INSERT + "," + MODIFY + "]");
    assertThat(events.flows()).hasSize(2);
    decode(" [ " + INSERT + " ] ");
    assertThat(events.flows()).hasSize(1);
  }

  @Test
  void theRecordsOfACloudTrailFileAndOfALambdaEventAreDecodedEach() {
    String get = Samples.one("cloudtrail-event", "batch-get-counts-its-keys.json");
    String stream = Samples.one("dynamodb-change", "stream-insert.json");
    decode("{\"Records\":[" + get + "," + stream + "]}");
    assertThat(events.flows()).hasSize(3);
    assertThat(events.formats()).containsExactly("cloudtrail-event", "dynamodb-change");
    decode("{\"Records\":[" + get + ",{\"a\":1}]}");
    assertThat(events.flows()).hasSize(2);
    assertThat(text(0)).isEqualTo("{\"a\":1}\n");
  }

  @Test
  void recordsBesideOtherFieldsOrOfNothingAreDeadLetters() {
    for (String text :
        new String[] {
          "{\"Records\":[]}", "{\"Records\":[{}],\"a\":1}", "{\"Records\":3}", "{\"Records\":[3]}"
        }) {
      decode(text);
      assertThat(events.faults()).as(text).hasSize(1);
      assertThat(events.faults().get(0).toString()).startsWith("unknown-format: ");
    }
  }

  @Test
  void gzipOfSeveralTextsIsDecodedToo() {
    decoder.decode(Samples.record(Samples.gzip(INSERT + '\n' + MODIFY)), events);
    assertThat(events.flows()).hasSize(2);
  }

  @Test
  void theTextsThatCannotBeUsedAreDeadLettersByReason() {
    String unknown = "{\"a\":1}";
    String bad = INSERT.replace("INSERT", "UPSERT");
    decode(INSERT + unknown + bad + unknown + MODIFY);
    assertThat(events.flows()).hasSize(2);
    assertThat(events.faults()).hasSize(2);
    assertThat(text(1)).isEqualTo(bad + '\n');
    assertThat(text(0)).isEqualTo(unknown + '\n' + unknown + '\n');
    assertThat(events.faults().get(0).toString())
        .startsWith("unknown-format: 2 of the 5 texts in the record cannot be used; number 2: ");
    decode(text(0));
    assertThat(events.faults()).hasSize(1);
    assertThat(events.faults().get(0).data).as("the whole record").isNull();
  }

  @Test
  void aRecordWhoseEndIsBrokenIsOneDeadLetter() {
    for (String end : new String[] {"{", "x", "1", "{\"a\":1}}"}) {
      decode(INSERT + end);
      assertThat(events.flows()).isEmpty();
      assertThat(events.faults()).hasSize(1);
      assertThat(events.faults().get(0).toString()).startsWith("bad-json: ");
      assertThat(events.faults().get(0).data).isNull();
    }
  }

  private void decode(String text) {
    decoder.decode(Samples.record(text), events);
  }

  private String text(int fault) {
    return new String(events.faults().get(fault).data, StandardCharsets.UTF_8);
  }
}
