package io.flowlens.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.schemas.records.Anomaly;
import java.util.List;
import java.util.Map;

/**
 * What a webhook is sent about an anomaly. The JSON has the field names of PagerDuty's Events API
 * v2, which other services take too; for one that does not, change {@link #json}.
 */
final class IncidentEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SUMMARY = 1024;

  private IncidentEvent() {}

  /**
   * Whether somebody should be called. A symptom (it has a parentId) is not worth a call of its
   * own: its root is.
   */
  static boolean callsSomebody(Anomaly anomaly) {
    return anomaly.goesOn() && !anomaly.severity.equals("info") && anomaly.parentId == null;
  }

  /** The request's body; the same anomaly has the same dedup_key at each revision. */
  static String json(Anomaly anomaly, String routingKey) {
    Map<String, Object> event =
        Map.of(
            "routing_key",
            routingKey,
            "event_action",
            callsSomebody(anomaly) ? "trigger" : "resolve",
            "dedup_key",
            anomaly.id,
            "payload",
            payload(anomaly));
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text and maps can be written as JSON.", e);
    }
  }

  private static Map<String, Object> payload(Anomaly anomaly) {
    String summary = anomaly.summary;
    return Map.of(
        "summary", summary.substring(0, Math.min(LONGEST_SUMMARY, summary.length())),
        "severity", anomaly.severity,
        "source", source(anomaly),
        "timestamp", anomaly.startedAt.toString(),
        "custom_details", details(anomaly));
  }

  /** Of an anomaly whose version is not known, only the head is read: it has no root. */
  private static String source(Anomaly anomaly) {
    if (anomaly.root == null) {
      return "flowlens";
    }
    return anomaly.root.node == null
        ? anomaly.root.from.name + " → " + anomaly.root.to.name
        : anomaly.root.node.name;
  }

  private static Map<String, Object> details(Anomaly anomaly) {
    List<String> todo =
        anomaly.recommendations.stream().map(r -> r.action + ": " + r.where).toList();
    return Map.of(
        "type", anomaly.type,
        "status", anomaly.status,
        "revision", anomaly.revision,
        "findings", anomaly.findings,
        "recommendations", todo);
  }
}
