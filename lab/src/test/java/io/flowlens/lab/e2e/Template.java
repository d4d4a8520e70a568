package io.flowlens.lab.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The committed CloudFormation template: what the job in it is told, with references filled in. */
final class Template {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APPLICATION = "AWS::KinesisAnalyticsV2::Application";

  private final JsonNode resources;
  private final JsonNode parameters;

  private Template(JsonNode template) {
    this.resources = template.get("Resources");
    this.parameters = template.path("Parameters");
  }

  static Template read(Path file) throws IOException {
    return new Template(JSON.readTree(file.toFile()));
  }

  private JsonNode groups() {
    for (JsonNode resource : resources) {
      if (resource.get("Type").asText().equals(APPLICATION)) {
        return resource.at(
            "/Properties/ApplicationConfiguration/EnvironmentProperties/PropertyGroups");
      }
    }
    throw new IllegalStateException("the template has no " + APPLICATION);
  }

  /**
   * The application's property groups.
   *
   * @param values what references stand for: {@code AWS::Region}, {@code <resource>} for a name,
   *     {@code <resource>.Arn}
   */
  PropertyGroups properties(Map<String, String> values) {
    ArrayNode groups = JSON.createArrayNode();
    for (JsonNode group : groups()) {
      ObjectNode filled = groups.addObject();
      filled.set("PropertyGroupId", group.get("PropertyGroupId"));
      ObjectNode map = filled.putObject("PropertyMap");
      group
          .get("PropertyMap")
          .properties()
          .forEach(entry -> map.put(entry.getKey(), text(entry.getValue(), values)));
    }
    return PropertyGroups.parse(groups);
  }

  /** The name of the resource that a property refers to, as in {@code Spans} for its ARN. */
  String referred(String group, String key) {
    for (JsonNode each : groups()) {
      if (each.get("PropertyGroupId").asText().equals(group)) {
        JsonNode value = each.get("PropertyMap").get(key);
        return value.has("Ref") ? value.get("Ref").asText() : value.at("/Fn::GetAtt/0").asText();
      }
    }
    throw new IllegalStateException("the template has no property group " + group);
  }

  private String text(JsonNode value, Map<String, String> values) {
    if (value.isTextual()) {
      return value.asText();
    }
    if (value.has("Fn::GetAtt")) {
      return known(
          value.at("/Fn::GetAtt/0").asText() + "." + value.at("/Fn::GetAtt/1").asText(), values);
    }
    if (value.has("Ref")) {
      String name = value.get("Ref").asText();
      JsonNode given = parameters.path(name).path("Default");
      return given.isMissingNode() ? known(name, values) : given.asText();
    }
    throw new IllegalStateException("the test knows no value for " + value);
  }

  private static String known(String reference, Map<String, String> values) {
    String value = values.get(reference);
    if (value == null) {
      throw new IllegalStateException("the test knows no value for " + reference);
    }
    return value;
  }
}
