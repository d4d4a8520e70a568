package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.config.ConfigurationException;
import io.flowlens.config.Settings;
import io.flowlens.schemas.EdgeTable;
import io.flowlens.schemas.PropertyNames;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code infra/flowlens.template.json} deploys is what the job expects. */
class InfraTemplateTest {
  private static final JsonNode RESOURCES = resources();

  @Test
  void theJobReadsThePropertyGroupsOfTheTemplateWithoutAFault() throws ConfigurationException {
    Settings settings = JobOptions.all().read(propertyGroups());

    assertThat(settings.names(PropertyNames.INPUT)).containsExactly("changes", "spans", "trail");
  }

  @ParameterizedTest
  @MethodSource("everyKey")
  void aMisspeltKeyOfTheTemplateIsAFault(String group, String key) {
    Map<String, Properties> groups = propertyGroups();
    Properties properties = groups.get(group);
    properties.setProperty(key + "x", (String) properties.remove(key));

    assertThatThrownBy(() -> JobOptions.all().read(groups))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(group)
        .hasMessageContaining(key);
  }

  @Test
  void aMisspeltGroupOfTheTemplateIsAFault() {
    Map<String, Properties> groups = propertyGroups();
    groups.put("EdgeTabel", groups.remove("EdgeTable"));

    assertThatThrownBy(() -> JobOptions.all().read(groups))
        .hasMessageContaining("EdgeTabel is an unknown group: did you mean EdgeTable?");
  }

  @Test
  void theEdgeTableOfTheTemplateHasTheKeysThatTheJobWrites() {
    JsonNode table = only("AWS::DynamoDB::Table");
    JsonNode index = table.path("GlobalSecondaryIndexes").path(0);

    assertThat(keys(table)).containsExactly(EdgeTable.PK, EdgeTable.SK);
    assertThat(index.path("IndexName").asText()).isEqualTo(EdgeTable.BY_WINDOW);
    assertThat(keys(index)).containsExactly(EdgeTable.WINDOW, EdgeTable.PK);
    assertThat(table.path("TimeToLiveSpecification").path("AttributeName").asText())
        .isEqualTo(EdgeTable.EXPIRES_AT);
    for (JsonNode attribute : table.path("AttributeDefinitions")) {
      assertThat(attribute.path("AttributeType").asText()).as(attribute.toString()).isEqualTo("S");
    }
  }

  static Stream<Arguments> everyKey() {
    return propertyGroups().entrySet().stream()
        .flatMap(
            group ->
                group.getValue().stringPropertyNames().stream()
                    .map(key -> Arguments.of(group.getKey(), key)));
  }

  /** The property groups as Managed Flink would hand them to the job. */
  private static Map<String, Properties> propertyGroups() {
    Map<String, Properties> groups = new TreeMap<>();
    for (JsonNode group :
        only("AWS::KinesisAnalyticsV2::Application")
            .path("ApplicationConfiguration")
            .path("EnvironmentProperties")
            .path("PropertyGroups")) {
      Properties properties = new Properties();
      group
          .path("PropertyMap")
          .fields()
          .forEachRemaining(
              entry -> properties.setProperty(entry.getKey(), text(entry.getValue())));
      groups.put(group.path("PropertyGroupId").asText(), properties);
    }
    return groups;
  }

  /** The text that CloudFormation makes of a value. */
  private static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    String name = value.path("Ref").asText(value.path("Fn::GetAtt").path(0).asText());
    if (name.equals("AWS::Region")) {
      return "us-east-1";
    }
    return switch (RESOURCES.path(name).path("Type").asText()) {
      case "AWS::Kinesis::Stream" -> {
        assertThat(value.path("Fn::GetAtt").path(1).asText()).isEqualTo("Arn");
        yield "arn:aws:kinesis:us-east-1:111122223333:stream/flowlens-" + name;
      }
      case "AWS::DynamoDB::Table" -> {
        assertThat(value.has("Ref")).as("a table's name, not its ARN").isTrue();
        yield "flowlens-" + name;
      }
      default -> throw new IllegalArgumentException("This test cannot fill in " + value);
    };
  }

  private static Stream<String> keys(JsonNode tableOrIndex) {
    JsonNode schema = tableOrIndex.path("KeySchema");
    assertThat(schema.path(0).path("KeyType").asText()).isEqualTo("HASH");
    return Stream.of(schema.path(0), schema.path(1)).map(key -> key.path("AttributeName").asText());
  }

  private static JsonNode only(String type) {
    JsonNode found = null;
    for (JsonNode resource : RESOURCES) {
      if (resource.path("Type").asText().equals(type)) {
        assertThat(found).as("one " + type).isNull();
        found = resource.path("Properties");
      }
    }
    return found;
  }

  private static JsonNode resources() {
    File template = new File("../infra/flowlens.template.json");
    try {
      return new ObjectMapper().readTree(template).path("Resources");
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + template, e);
    }
  }
}
