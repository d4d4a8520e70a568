package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.config.Options;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.ingest.source.InputOptions;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.RawRecord;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change reads the same whether it comes by Kinesis Data Streams for DynamoDB or by a pipe. */
class ChangeRoutesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert-without-precision-is-milliseconds.json",
        "modify-milliseconds.json",
        "remove-by-time-to-live.json"
      })
  void aChangeIsTheSameFlowByEitherRoute(String sample) throws JsonProcessingException {
    String viaKinesis = Samples.one("dynamodb-change", sample);
    assertThat(flow(viaPipe(viaKinesis))).usingRecursiveComparison().isEqualTo(flow(viaKinesis));
  }

  @Test
  void aChangeOfAnotherTableIsAnotherFlow() throws JsonProcessingException {
    String viaKinesis = Samples.one("dynamodb-change", "modify-milliseconds.json");
    String ofAnother = viaPipe(viaKinesis).replace("table/Orders", "table/Orders2");
    assertThat(flow(ofAnother).edge).isNotEqualTo(flow(viaKinesis).edge);
  }

  @Test
  void aChangeAsTheApiOfStreamsAnswersIsOfTheTableThatItsInputNames() throws Exception {
    ObjectNode record =
        (ObjectNode) MAPPER.readTree(Samples.one("dynamodb-change", "stream-insert.json"));
    record.remove("eventSourceARN");
    Properties input = new Properties();
    input.setProperty("stream.arn", "arn:aws:kinesis:us-east-1:111122223333:stream/test-stream");
    input.setProperty("aws.region", "us-east-1");
    input.setProperty("table", "Orders");
    Settings settings = Options.of(InputOptions.GROUP).read(Map.of("Input.changes", input));
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(settings, Aliases.none())) {
      decoder.decode(Samples.record(record.toString()), events);
    }
    assertThat(events.faults()).isEmpty();
    assertThat(events.flows().get(0).edge.from.name).isEqualTo("Orders");
  }

  @Test
  void aChangeWithoutATimeHappenedWhenItArrivedIfThatIsKnown() throws Exception {
    ObjectNode record =
        (ObjectNode) MAPPER.readTree(Samples.one("dynamodb-change", "stream-insert.json"));
    ((ObjectNode) record.get("dynamodb")).remove("ApproximateCreationDateTime");
    RawRecord raw = Samples.record(record.toString());
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      decoder.decode(raw, events);
      assertThat(events.faults()).hasSize(1);
      raw.arrival = 1_796_062_946_891L;
      decoder.decode(raw, events);
    }
    assertThat(events.faults()).isEmpty();
    assertThat(events.flows().get(0).time).isEqualTo(1_796_062_946_891L);
  }

  @Test
  void aRecordWhoseChangeIsNotAnObjectIsADeadLetterHoweverItArrived() throws Exception {
    ObjectNode record =
        (ObjectNode) MAPPER.readTree(Samples.one("dynamodb-change", "stream-insert.json"));
    record.put("dynamodb", 7);
    RawRecord raw = Samples.record(record.toString());
    raw.arrival = 1_796_062_946_891L;
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      decoder.decode(raw, events);
    }
    assertThat(events.faults()).hasSize(1);
    assertThat(events.flows()).isEmpty();
  }

  /** The same change as DynamoDB Streams has it, and as a pipe passes it on. */
  private static String viaPipe(String viaKinesis) throws JsonProcessingException {
    ObjectNode record = (ObjectNode) MAPPER.readTree(viaKinesis);
    record.remove("recordFormat");
    String table = record.remove("tableName").textValue();
    record.put(
        "eventSourceARN",
        "arn:aws:dynamodb:eu-west-1:111122223333:table/"
            + table
            + "/stream/2026-11-01T09:12:44.310");
    record.put("eventVersion", "1.1");
    if (record.get("userIdentity").isNull()) {
      record.remove("userIdentity");
    }
    ObjectNode change = (ObjectNode) record.get("dynamodb");
    change.remove("ApproximateCreationDateTimePrecision");
    change.put(
        "ApproximateCreationDateTime",
        change.get("ApproximateCreationDateTime").longValue() / 1_000.0);
    change.put("SequenceNumber", "4800000000000200001");
    change.put("StreamViewType", "NEW_AND_OLD_IMAGES");
    return record.toString();
  }

  private static FlowEvent flow(String payload) {
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      decoder.decode(Samples.record(payload), events);
    }
    assertThat(EventText.of(events)).hasSize(1);
    assertThat(events.formats()).containsExactly("dynamodb-change");
    return events.flows().get(0);
  }
}
