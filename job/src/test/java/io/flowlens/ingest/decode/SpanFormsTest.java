package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A span means the same in the form of {@code aws/spans} and in OTLP. */
class SpanFormsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String[] KINDS = {
    "", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"
  };

  static Stream<String> samples() {
    return Samples.of("otlp-trace").keySet().stream().filter(name -> name.startsWith("sdk-"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSpanMeansTheSameInBothForms(String name) throws IOException {
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      for (String payload : Samples.of("otlp-trace").get(name)) {
        decoder.decode(Samples.record(payload), events);
        List<String> fromOtlp = EventText.of(events);
        JsonNode one = MAPPER.readTree(payload);
        JsonNode span = one.at("/scopeSpans/0/spans/0");
        decoder.decode(Samples.record(toAwsSpan(one.get("resource"), span)), events);
        assertThat(EventText.of(events)).isEqualTo(fromOtlp).isNotEmpty();
        assertThat(events.formats()).containsExactly("aws-span");
      }
    }
  }

  private static String toAwsSpan(JsonNode resource, JsonNode otlp) {
    ObjectNode span = otlp.deepCopy();
    span.putObject("resource").set("attributes", flat(resource.get("attributes")));
    span.put("kind", KINDS[otlp.get("kind").asInt()]);
    span.put("startTimeUnixNano", otlp.get("startTimeUnixNano").asLong());
    span.put("endTimeUnixNano", otlp.get("endTimeUnixNano").asLong());
    span.set("attributes", flat(otlp.get("attributes")));
    for (JsonNode event : span.get("events")) {
      ((ObjectNode) event).set("attributes", flat(event.get("attributes")));
    }
    span.putObject("status").put("code", otlp.at("/status/code").asInt() == 2 ? "ERROR" : "UNSET");
    return span.toString();
  }

  private static ObjectNode flat(JsonNode attributes) {
    ObjectNode flat = MAPPER.createObjectNode();
    for (JsonNode attribute : attributes) {
      flat.set(attribute.get("key").asText(), plain(attribute.get("value")));
    }
    return flat;
  }

  private static JsonNode plain(JsonNode value) {
    if (!value.has("arrayValue")) {
      JsonNode scalar = value.elements().next();
      return value.has("intValue") ? MAPPER.getNodeFactory().numberNode(scalar.asLong()) : scalar;
    }
    ArrayNode array = MAPPER.createArrayNode();
    value.at("/arrayValue/values").forEach(element -> array.add(plain(element)));
    return array;
  }
}
