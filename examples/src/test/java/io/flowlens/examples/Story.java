package io.flowlens.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Anomalies for the stream, made of the schema's samples. */
final class Story {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Story() {}

  /** A retry cascade at one revision. */
  static ObjectNode storm(String id, int revision, String status, String severity) {
    return sample("retry-cascade-opens")
        .put("id", id)
        .put("revision", revision)
        .put("status", status)
        .put("severity", severity);
  }

  /** One that was folded under another. */
  static ObjectNode symptom(String id, int revision) {
    return storm(id, revision, "updated", "info").put("parentId", "root");
  }

  /** One of a version that nobody knows yet: its root and evidence look different. */
  static ObjectNode ofNextVersion(String id) {
    ObjectNode anomaly = storm(id, 1, "open", "critical").put("schemaVersion", 2);
    anomaly.put("root", "edge-7").put("recommendations", 3).put("measures", "many");
    return anomaly;
  }

  private static ObjectNode sample(String name) {
    String resource = "/io/flowlens/schemas/samples/anomaly/" + name + ".json";
    try {
      return (ObjectNode) JSON.readTree(Story.class.getResourceAsStream(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
