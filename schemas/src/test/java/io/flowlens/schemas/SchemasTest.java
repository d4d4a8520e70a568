package io.flowlens.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
  private static final Path SCHEMAS = Path.of("src/main/resources/io/flowlens/schemas");
  private static final Path SAMPLES = SCHEMAS.resolve("samples");
  private static final Path INVALID = Path.of("src/test/resources/io/flowlens/schemas/invalid");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  static List<Path> samples() throws IOException {
    return filesOf(SAMPLES);
  }

  static List<Path> invalid() throws IOException {
    return filesOf(INVALID);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsValid(Path sample) throws IOException {
    assertThat(faults(sample)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatIsNotOfTheContractIsRefused(Path sample) throws IOException {
    assertThat(faults(sample)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"edge-aggregate", "anomaly", "dead-letter", "flow-event", "heartbeat"})
  void aSchemaIsItselfValidAndHasSamples(String name) throws IOException {
    JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));
    assertThat(meta.validate(Files.readString(file(name)), InputFormat.JSON)).isEmpty();
    assertThat(filesOf(SAMPLES.resolve(name))).hasSizeGreaterThanOrEqualTo(2);
    assertThat(filesOf(INVALID.resolve(name))).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"edge-aggregate", "anomaly", "dead-letter", "flow-event", "heartbeat"})
  void everyFieldSaysWhatItMeans(String name) throws IOException {
    List<String> silent = new ArrayList<>();
    silent(JSON.readTree(file(name).toFile()), "", silent);
    assertThat(silent).isEmpty();
  }

  @Test
  void theConstantsAreTheFieldsOfAnEdgeAggregate() throws Exception {
    JsonNode properties = JSON.readTree(file("edge-aggregate").toFile()).get("properties");
    List<String> constants = new ArrayList<>();
    for (Field field : EdgeAttributes.class.getFields()) {
      constants.add((String) field.get(null));
    }
    List<String> ofNodes = List.of("kind", "account", "region", "name");
    assertThat(constants).containsAll(names(properties)).containsAll(ofNodes);
    assertThat(constants).hasSize(properties.size() + ofNodes.size());
  }

  @Test
  void theConstantsAreTheReasonsOfADeadLetter() throws Exception {
    JsonNode reasons = JSON.readTree(file("dead-letter").toFile()).at("/properties/reason/enum");
    List<String> constants = new ArrayList<>();
    for (Field field : DeadLetterReason.class.getFields()) {
      constants.add((String) field.get(null));
    }
    List<String> listed = new ArrayList<>();
    reasons.forEach(reason -> listed.add(reason.asText()));
    assertThat(listed).containsExactlyElementsOf(constants);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Collects the properties that neither have a description nor refer to something that has. */
  private static void silent(JsonNode schema, String path, List<String> silent) {
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              JsonNode value = property.getValue();
              if (!value.has("description") && !value.has("$ref")) {
                silent.add(path + "/" + property.getKey());
              }
              silent(value, path + "/" + property.getKey(), silent);
            });
    schema.path("$defs").fields().forEachRemaining(d -> silent(d.getValue(), d.getKey(), silent));
    if (schema.has("items")) {
      silent(schema.get("items"), path + "[]", silent);
    }
  }

  private static Path file(String name) {
    return SCHEMAS.resolve(name + ".schema.json");
  }

  private static List<String> faults(Path sample) throws IOException {
    String name = sample.getParent().getFileName().toString();
    return FACTORY
        .getSchema(Files.readString(file(name)))
        .validate(
            Files.readString(sample),
            InputFormat.JSON,
            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
