package io.flowlens.lab.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.localaws.LocalAws;
import io.flowlens.schemas.PropertyNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The job's property groups, in the JSON form of Managed Service for Apache Flink. */
final class PropertyGroups {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Map<String, String>> groups = new TreeMap<>();

  /** Those of a job over these inputs, by name, into this target. */
  static PropertyGroups of(Map<String, Stream> inputs, Target target) {
    PropertyGroups properties = new PropertyGroups();
    inputs.forEach(
        (name, stream) ->
            properties
                .set("Input." + name, PropertyNames.STREAM_ARN, stream.arn())
                .set("Input." + name, PropertyNames.MAX_OUT_OF_ORDERNESS, "5 s"));
    return properties
        .set(PropertyNames.EDGE_TABLE, PropertyNames.TABLE_NAME, target.table)
        .set(PropertyNames.ANOMALY_STREAM, PropertyNames.STREAM_ARN, target.anomalies.arn())
        .set(PropertyNames.DEAD_LETTER_STREAM, PropertyNames.STREAM_ARN, target.deadLetters.arn())
        .often();
  }

  /** Those of an array of groups as Managed Flink has it. */
  static PropertyGroups parse(JsonNode array) {
    PropertyGroups properties = new PropertyGroups();
    for (JsonNode group : array) {
      group
          .get("PropertyMap")
          .properties()
          .forEach(
              property ->
                  properties.set(
                      group.get("PropertyGroupId").asText(),
                      property.getKey(),
                      property.getValue().asText()));
    }
    return properties;
  }

  /** Sets one property. */
  PropertyGroups set(String group, String key, String value) {
    groups.computeIfAbsent(group, any -> new TreeMap<>()).put(key, value);
    return this;
  }

  /** Sets one property of every input. */
  PropertyGroups setInputs(String key, String value) {
    groups.keySet().stream()
        .filter(group -> group.startsWith("Input."))
        .forEach(group -> set(group, key, value));
    return this;
  }

  /** One property; null where it is not set. */
  String get(String group, String key) {
    return groups.getOrDefault(group, Map.of()).get(key);
  }

  /** Writes rows and episodes again as often as it may. */
  PropertyGroups often() {
    return set("Flow", "update.interval", "1 s").set("Episodes", "update.every", "10 s");
  }

  /** Adds where the local AWS is, and what it needs of a connector, to all inputs and outputs. */
  PropertyGroups on(LocalAws aws) {
    for (String group : groups.keySet()) {
      if (group.equals(PropertyNames.EDGE_TABLE)) {
        connect(group, aws.dynamoDbEndpoint());
      } else if (groups.get(group).containsKey(PropertyNames.STREAM_ARN)) {
        connect(group, aws.kinesisEndpoint());
      }
    }
    return this;
  }

  /** Reads all inputs from another Kinesis. */
  PropertyGroups readFrom(URI kinesis) {
    return setInputs("aws.endpoint", kinesis.toString());
  }

  private void connect(String group, URI endpoint) {
    set(group, PropertyNames.AWS_REGION, Cloud.HOME.id());
    set(group, "aws.endpoint", endpoint.toString());
    set(group, "aws.http.protocol.version", "HTTP1_1");
    set(group, "aws.credentials.provider", "BASIC");
    set(group, "aws.credentials.provider.basic.accesskeyid", LocalAws.ACCESS_KEY_ID);
    set(group, "aws.credentials.provider.basic.secretkey", LocalAws.SECRET_ACCESS_KEY);
  }

  /** Writes them to a file. */
  Path write(Path file) throws IOException {
    ArrayNode array = JSON.createArrayNode();
    groups.forEach(
        (id, properties) ->
            array
                .addObject()
                .put("PropertyGroupId", id)
                .set("PropertyMap", JSON.valueToTree(properties)));
    Files.createDirectories(file.getParent());
    return Files.writeString(file, array.toPrettyString());
  }
}
