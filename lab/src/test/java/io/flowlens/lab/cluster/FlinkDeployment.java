package io.flowlens.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a file for the Flink Kubernetes Operator says. */
public final class FlinkDeployment {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final List<JsonNode> documents;

  private FlinkDeployment(List<JsonNode> documents) {
    this.documents = documents;
  }

  /** Reads a file with a {@code FlinkDeployment} and a {@code ConfigMap}. */
  public static FlinkDeployment read(Path file) throws IOException {
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
      return new FlinkDeployment(all.readAll());
    }
  }

  /** The settings of Flink, in the order of their names. */
  public Map<String, String> flinkConfiguration() {
    Map<String, String> settings = new TreeMap<>();
    spec()
        .get("flinkConfiguration")
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    return settings;
  }

  /** The job's own properties: the text of the only file in the {@code ConfigMap}. */
  public String applicationProperties() {
    return ofKind("ConfigMap").get("data").elements().next().asText();
  }

  /** The specification of the deployment. */
  public JsonNode spec() {
    return ofKind("FlinkDeployment").get("spec");
  }

  private JsonNode ofKind(String kind) {
    return documents.stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no " + kind + " in the file"));
  }
}
