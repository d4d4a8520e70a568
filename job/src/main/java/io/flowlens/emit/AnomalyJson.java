package io.flowlens.emit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Muted;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Subject;
import io.flowlens.schemas.SchemaVersion;
import java.io.IOException;
import java.util.List;

/** An anomaly as {@code anomaly.schema.json} describes it. */
final class AnomalyJson implements JsonForm<Anomaly> {
  @Override
  public void write(Anomaly anomaly, JsonGenerator json) throws IOException {
    Explanation explanation = anomaly.explanation;
    json.writeStartObject();
    json.writeNumberField(SchemaVersion.FIELD, SchemaVersion.ANOMALY);
    json.writeStringField("id", anomaly.id);
    json.writeStringField("type", anomaly.type);
    json.writeNumberField("revision", anomaly.revision);
    json.writeStringField("status", anomaly.status.label());
    json.writeStringField("severity", explanation.severity.label());
    Fields.measured("confidence", explanation.confidence, json);
    times(anomaly, json);
    edges(anomaly, json);
    json.writeStringField("summary", explanation.summary);
    texts("findings", explanation.findings, json);
    measures(explanation, json);
    evidence(explanation, json);
    texts("counterEvidence", explanation.counterEvidence, json);
    recommendations(explanation, json);
    Fields.textIfKnown("parentId", anomaly.parentId, json);
    if (anomaly.muted != null) {
      muted(anomaly.muted, json);
    }
    json.writeEndObject();
  }

  private static void muted(Muted muted, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("muted");
    json.writeStringField("reason", muted.reason);
    if (muted.until != 0) {
      Fields.time("until", muted.until, json);
    }
    json.writeEndObject();
  }

  private static void times(Anomaly anomaly, JsonGenerator json) throws IOException {
    Fields.time("startedAt", anomaly.startedAt, json);
    Fields.time("detectedAt", anomaly.detectedAt, json);
    Fields.time("updatedAt", anomaly.updatedAt, json);
    if (anomaly.resolvedAt != 0) {
      Fields.time("resolvedAt", anomaly.resolvedAt, json);
    }
  }

  private static void edges(Anomaly anomaly, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("root");
    root(anomaly.root, json);
    json.writeEndObject();
    json.writeArrayFieldStart("path");
    for (Edge edge : anomaly.path) {
      json.writeStartObject();
      Fields.ends(edge, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void root(Subject root, JsonGenerator json) throws IOException {
    if (root.edge == null) {
      Fields.node("node", root.node, json);
    } else {
      Fields.ends(root.edge, json);
    }
  }

  private static void texts(String field, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void measures(Explanation explanation, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("measures");
    for (Measure measure : explanation.measures) {
      json.writeStartObject();
      json.writeStringField("name", measure.name);
      json.writeStringField("unit", measure.unit);
      Fields.measured("observed", measure.observed, json);
      Fields.measured("expected", measure.expected, json);
      Fields.measured("threshold", measure.threshold, json);
      if (measure.badBelow) {
        json.writeStringField("bad", "below");
      }
      json.writeNumberField("samples", measure.samples);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void evidence(Explanation explanation, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("evidence");
    for (EvidenceItem item : explanation.evidence) {
      json.writeStartObject();
      Fields.textIfKnown("traceId", item.traceId, json);
      Fields.textIfKnown("requestId", item.requestId, json);
      Fields.textIfKnown("eventId", item.eventId, json);
      Fields.textIfKnown("shardId", item.shardId, json);
      Fields.textIfKnown("sequence", item.sequence, json);
      Fields.time("at", item.at, json);
      Fields.textIfKnown("note", item.note, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void recommendations(Explanation explanation, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("recommendations");
    for (Recommendation recommendation : explanation.recommendations) {
      json.writeStartObject();
      json.writeStringField("action", recommendation.action);
      json.writeStringField("where", recommendation.where);
      json.writeStringField("why", recommendation.why);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
