package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON objects have no order, so no order of fields may change what a payload means. */
class FieldOrderTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int ORDERS = 20;

  /** Places in a text, which an order of fields does change. */
  private static final String PLACE = "line \\d+, column \\d+";

  static Stream<String> formats() {
    return Samples.formats().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noOrderOfFieldsChangesTheMeaning(String format) throws JsonProcessingException {
    Events events = new Events();
    Random random = new Random(7);
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      for (Map.Entry<String, List<String>> sample : Samples.of(format).entrySet()) {
        for (String payload : sample.getValue()) {
          decoder.decode(Samples.record(payload), events);
          List<String> expected = comparable(events);
          for (int i = 0; i < ORDERS; i++) {
            String shuffled = shuffle(MAPPER.readTree(payload), random).toString();
            decoder.decode(Samples.record(shuffled), events);
            assertThat(comparable(events)).as("%s as %s", sample, shuffled).isEqualTo(expected);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aPayloadIsOfTheSameFormatWhicheverFieldIsFirst(String format)
      throws JsonProcessingException {
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      for (Map.Entry<String, List<String>> sample : Samples.of(format).entrySet()) {
        for (String payload : sample.getValue()) {
          ObjectNode object = (ObjectNode) MAPPER.readTree(payload);
          Set<List<String>> formats = new HashSet<>();
          for (String first : (Iterable<String>) object::fieldNames) {
            ObjectNode ordered = MAPPER.createObjectNode();
            ordered.set(first, object.get(first));
            ordered.setAll(object);
            decoder.decode(Samples.record(ordered.toString()), events);
            formats.add(List.copyOf(events.formats()));
          }
          assertThat(formats).as(sample.getKey()).hasSize(1);
        }
      }
    }
  }

  /** The events in one order; which unknown field is named, and where a text breaks, may change. */
  private static List<String> comparable(Events events) {
    return EventText.of(events).stream()
        .map(line -> line.replaceAll(PLACE, "").replaceAll("the first is .*", ""))
        .sorted()
        .collect(Collectors.toList());
  }

  private static JsonNode shuffle(JsonNode node, Random random) throws JsonProcessingException {
    if (node.isArray()) {
      ArrayNode array = MAPPER.createArrayNode();
      for (JsonNode element : node) {
        array.add(shuffle(element, random));
      }
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    ObjectNode object = MAPPER.createObjectNode();
    for (String name : names) {
      JsonNode value = node.get(name);
      boolean payload = name.equals("message") && value.asText().matches("(?s)\\{.*\\}");
      object.set(
          name,
          payload
              ? MAPPER.getNodeFactory().textNode(shuffleText(value.asText(), random))
              : shuffle(value, random));
    }
    return object;
  }

  private static String shuffleText(String json, Random random) {
    try {
      return shuffle(MAPPER.readTree(json), random).toString();
    } catch (JsonProcessingException e) {
      return json;
    }
  }
}
