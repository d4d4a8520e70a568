package io.flowlens.lab.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a replay's {@code anomalies.jsonl}: of each anomaly its last revision. */
final class AnomalyReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnomalyReader() {}

  /** Each anomaly as it stood in the end. */
  static List<Detection> read(Path file) throws IOException {
    Map<String, JsonNode> last = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode anomaly = JSON.readTree(line);
      last.merge(
          anomaly.path("id").asText(),
          anomaly,
          (a, b) -> a.path("revision").asInt() > b.path("revision").asInt() ? a : b);
    }
    return last.values().stream().map(AnomalyReader::detection).toList();
  }

  private static Detection detection(JsonNode anomaly) {
    List<String> path = new ArrayList<>();
    path.add(edge(anomaly.path("root")));
    for (JsonNode edge : anomaly.path("path")) {
      String id = edge(edge);
      if (!path.contains(id)) {
        path.add(id);
      }
    }
    return new Detection(
        anomaly.path("id").asText(),
        anomaly.path("type").asText(),
        millis(anomaly, "startedAt"),
        millis(anomaly, "detectedAt"),
        anomaly.hasNonNull("resolvedAt") ? millis(anomaly, "resolvedAt") : Long.MAX_VALUE,
        path,
        anomaly.hasNonNull("parentId"),
        anomaly.path("severity").asText().equals("info"),
        findings(anomaly),
        measures(anomaly),
        anomaly.path("status").asText().equals("retracted"));
  }

  private static List<String> findings(JsonNode anomaly) {
    List<String> findings = new ArrayList<>();
    anomaly.path("findings").forEach(finding -> findings.add(finding.asText()));
    return findings;
  }

  private static Map<String, Double> measures(JsonNode anomaly) {
    Map<String, Double> measures = new LinkedHashMap<>();
    anomaly
        .path("measures")
        .forEach(m -> measures.put(m.path("name").asText(), m.path("observed").asDouble()));
    return measures;
  }

  private static long millis(JsonNode anomaly, String field) {
    return Instant.parse(anomaly.path(field).asText()).toEpochMilli();
  }

  private static String edge(JsonNode edge) {
    return node(edge.path("from"))
        + '|'
        + node(edge.path("to"))
        + '|'
        + edge.path("access").asText();
  }

  private static String node(JsonNode node) {
    return String.join(
        ":",
        encode(node.path("kind").asText()),
        encode(node.path("account").asText()),
        encode(node.path("region").asText()),
        encode(node.path("name").asText()));
  }

  private static String encode(String part) {
    StringBuilder text = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      text.append(":|%$ ".indexOf(b) < 0 ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    return text.toString();
  }
}
