package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a payload carries as bytes means the same as if it had come by itself. */
class CarriedBytesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SPANS =
      Samples.one("otlp-trace", "node-throttled-twice-then-ok.json");

  private final Events events = new Events();
  private final RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void spansThatAFunctionPrintsAsProtobufAreItsSpans() throws IOException {
    byte[] request = OtlpMessages.ofJson(SPANS).toByteArray();
    List<String> alone = decode(request);
    assertThat(alone).anyMatch(line -> line.contains("attempts=3"));
    for (byte[] bytes : List.of(request, Samples.gzip(request))) {
      String line = stdout(bytes);
      assertThat(decode(line)).isEqualTo(alone);
      assertThat(decode(logOf("/aws/lambda/node-fn", line, "hello", line))).contains(alone.get(0));
      assertThat(events.flows()).as("no span twice").hasSize(1);
      assertThat(events.textLineCount()).isEqualTo(1);
    }
  }

  @Test
  void aWholeBatchOfALogGroupMayBeCarriedButNotByABatch() throws IOException {
    String inner = Samples.one("logs-batch", "spans-in-both-forms-and-a-cloudtrail-record.json");
    List<String> alone = decode(inner);
    String carried = kinesis(Samples.gzip(inner));
    assertThat(decode("{\"Records\":[" + carried + "]}")).isEqualTo(alone);
    assertThat(decode(logOf("other", carried)))
        .singleElement()
        .asString()
        .contains("function-lines.unknown-json 1");
  }

  @Test
  void anAccountThatTheEnvelopeNamesHoldsForWhatItCarries() throws IOException {
    String change = Samples.one("dynamodb-change", "insert-microseconds.json");
    assertThat(decode(change)).singleElement().asString().contains("table:111122223333:");
    assertThat(decode(kinesis(change.getBytes(StandardCharsets.UTF_8))))
        .singleElement()
        .asString()
        .contains("table:444455556666:");
  }

  @Test
  void whatIsCarriedAndCannotBeUsedIsADeadLetterWithTheEnvelope() throws IOException {
    decode(kinesis(new byte[] {1, 2, 3}));
    assertThat(events.faults()).hasSize(1);
    assertThat(events.faults().get(0).data).as("the whole record").isNull();
    decode(stdout(new byte[0]));
    assertThat(events.faults()).hasSize(1);
    assertThat(events.faults().get(0).toString()).startsWith("empty: What the payload carries: ");
  }

  private static String stdout(byte[] payload) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("__otel_otlp_stdout", "otlp-stdout-span-exporter@0.17.1");
    line.put("source", "node-fn");
    line.put("content-type", "application/x-protobuf");
    line.put("payload", Base64.getEncoder().encodeToString(payload));
    line.put("base64", true);
    return line.toString();
  }

  private static String kinesis(byte[] data) {
    ObjectNode record = MAPPER.createObjectNode();
    record.putObject("kinesis").put("data", Base64.getEncoder().encodeToString(data));
    record.put("eventSource", "aws:kinesis");
    record.put("eventSourceARN", "arn:aws:kinesis:eu-west-1:444455556666:stream/changes");
    return record.toString();
  }

  private static String logOf(String group, String... lines) {
    ObjectNode batch = MAPPER.createObjectNode();
    batch.put("messageType", "DATA_MESSAGE").put("owner", "111122223333").put("logGroup", group);
    for (String line : lines) {
      batch
          .withArray("logEvents")
          .addObject()
          .put("id", "1")
          .put("timestamp", 1)
          .put("message", line);
    }
    return batch.toString();
  }

  private List<String> decode(String payload) {
    return decode(payload.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> decode(byte[] payload) {
    decoder.decode(Samples.record(payload), events);
    return EventText.of(events);
  }
}
