package io.flowlens.schemas.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static final Path SCHEMAS = Path.of("src/main/resources/io/flowlens/schemas");
  private static final Path SAMPLES = SCHEMAS.resolve("samples");
  private static final String OPENS = "anomaly/retry-cascade-opens.json";

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getParent().endsWith("flow-event"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleThatIsReadAndWrittenAgainIsTheSame(Path sample) throws IOException {
    String json = Files.readString(sample);
    Object record =
        switch (sample.getParent().getFileName().toString()) {
          case "anomaly" -> Anomaly.parse(json);
          case "edge-aggregate" -> EdgeRow.parse(json);
          case "heartbeat" -> Heartbeat.parse(json);
          default -> DeadLetter.parse(json);
        };
    JsonNode written = Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(record));
    assertThat(written.equals(NUMBERS, Json.MAPPER.readTree(json))).as("%s", written).isTrue();
  }

  @Test
  void aFieldThatIsNotKnownIsLeftOut() throws IOException {
    Anomaly anomaly = Anomaly.parse(sample(OPENS).replace("\"status\"", "\"new\": [], \"status\""));
    assertThat(anomaly.measures).hasSize(10);
    assertThat(anomaly.headOnly()).isFalse();
    assertThat(anomaly.goesOn()).isTrue();
  }

  @Test
  void ofAnAnomalyOfANewerVersionTheHeadIsRead() throws IOException {
    String newer = sample(OPENS).replace("Version\": 1", "Version\": 2").replace("[", "{\"a\":[");
    Anomaly anomaly = Anomaly.parse(newer.replace("]", "]}"));
    assertThat(anomaly.headOnly()).isTrue();
    assertThat(anomaly.summary).startsWith("checkout → Orders");
    assertThat(anomaly.startedAt).isEqualTo("2026-11-24T10:00:40Z");
    assertThat(anomaly.measures).isEmpty();
    assertThat(anomaly.root).isNull();
  }

  @Test
  void aRowOrDeadLetterOfANewerVersionIsRefused() throws IOException {
    String row = sample("edge-aggregate/writes-that-are-throttled.json");
    String letter = sample("dead-letter/truncated-change.json");
    assertThatThrownBy(() -> EdgeRow.parse(row.replace("Version\": 1", "Version\": 2")))
        .isInstanceOf(NewerSchemaVersion.class)
        .hasMessage(
            "The edge row follows version 2 of its schema, and this program knows 1: update flowlens-schemas.");
    assertThatThrownBy(() -> DeadLetter.parse(letter.replace("Version\": 1", "Version\": 3")))
        .isInstanceOf(NewerSchemaVersion.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"schemaVersion\": 0}",
        "{\"schemaVersion\": \"1\"}",
        "{\"schemaVersion\": 1}",
        "{\"schemaVersion\": 2}",
        "{\"schemaVersion\": 1, \"id\": \"a\", \"revision\": \"first\"}"
      })
  void whatIsNoAnomalySaysSo(String text) {
    assertThatThrownBy(() -> Anomaly.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("This is no anomaly");
  }

  @Test
  void theDataOfADeadLetterIsDecoded() throws IOException {
    DeadLetter letter = DeadLetter.parse(sample("dead-letter/truncated-change.json"));
    assertThat(new String(letter.data, StandardCharsets.UTF_8)).startsWith("{\"eventName\"");
    assertThatThrownBy(() -> DeadLetter.parse("{\"schemaVersion\":1,\"data\":\"*\"}"))
        .hasMessage("This is no dead letter of version 1.");
    assertThatThrownBy(() -> Heartbeat.parse("{\"schemaVersion\":1}"))
        .hasMessage("This is no heartbeat: it lacks at.");
  }

  @Test
  void everyPropertyOfASchemaIsAFieldAndTheOtherWayRound() throws IOException {
    assertThat(faults("anomaly", Anomaly.class)).isEmpty();
    assertThat(faults("edge-aggregate", EdgeRow.class)).isEmpty();
    assertThat(faults("dead-letter", DeadLetter.class)).isEmpty();
    assertThat(faults("heartbeat", Heartbeat.class)).isEmpty();
    assertThat(faults("dead-letter", EdgeRow.class))
        .contains("edgeId: not in the schema", "reason: no field");
  }

  private static List<String> faults(String schema, Class<?> type) throws IOException {
    JsonNode root = Json.MAPPER.readTree(SCHEMAS.resolve(schema + ".schema.json").toFile());
    return new SchemaFields(root).faults(type);
  }

  private static final Comparator<JsonNode> NUMBERS =
      (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
          return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
      };

  private static String sample(String name) throws IOException {
    return Files.readString(SAMPLES.resolve(name));
  }
}
