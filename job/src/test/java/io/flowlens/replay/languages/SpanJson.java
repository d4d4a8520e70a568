package io.flowlens.replay.languages;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes spans as OTLP JSON, and as CloudWatch writes them into {@code aws/spans}. */
final class SpanJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpanJson() {}

  /** One export request with all these spans. */
  static String otlp(Map<String, Object> resource, List<Span> spans) {
    ObjectNode request = JSON.createObjectNode();
    ObjectNode ofResource = request.putArray("resourceSpans").addObject();
    otlp(ofResource.putObject("resource").putArray("attributes"), resource);
    ArrayNode written = ofResource.putArray("scopeSpans").addObject().putArray("spans");
    for (Span span : spans) {
      ObjectNode node = written.addObject();
      ids(node, span).put("kind", 3);
      node.put("startTimeUnixNano", Long.toString(span.startNanos()));
      node.put("endTimeUnixNano", Long.toString(span.endNanos()));
      otlp(node.putArray("attributes"), span.attributes());
      for (Span.Event event : span.events()) {
        ObjectNode happened = node.withArray("events").addObject();
        happened.put("name", event.name()).put("timeUnixNano", Long.toString(event.nanos()));
        otlp(happened.putArray("attributes"), event.attributes());
      }
      ObjectNode status = node.putObject("status");
      if (span.error() != null) {
        status.put("code", 2).put("message", span.error());
      }
    }
    return request.toString();
  }

  /** One span with its resource. */
  static String awsSpan(Map<String, Object> resource, Span span) {
    ObjectNode node = JSON.createObjectNode();
    node.putObject("resource").set("attributes", JSON.valueToTree(new TreeMap<>(resource)));
    ids(node, span).put("kind", "CLIENT");
    node.put("startTimeUnixNano", span.startNanos());
    node.put("endTimeUnixNano", span.endNanos());
    node.put("durationNano", span.endNanos() - span.startNanos());
    node.set("attributes", JSON.valueToTree(new TreeMap<>(span.attributes())));
    for (Span.Event event : span.events()) {
      ObjectNode happened = node.withArray("events").addObject();
      happened.put("name", event.name()).put("timeUnixNano", event.nanos());
      happened.set("attributes", JSON.valueToTree(new TreeMap<>(event.attributes())));
    }
    ObjectNode status = node.putObject("status");
    status.put("code", span.error() == null ? "UNSET" : "ERROR");
    if (span.error() != null) {
      status.put("message", span.error());
    }
    return node.toString();
  }

  private static ObjectNode ids(ObjectNode node, Span span) {
    return node.put("traceId", span.traceId())
        .put("spanId", span.id())
        .put("parentSpanId", span.parentId())
        .put("name", span.name());
  }

  private static void otlp(ArrayNode node, Map<String, Object> attributes) {
    new TreeMap<>(attributes)
        .forEach((key, value) -> value(node.addObject().put("key", key).putObject("value"), value));
  }

  private static void value(ObjectNode node, Object value) {
    if (value instanceof Collection<?> values) {
      ArrayNode array = node.putObject("arrayValue").putArray("values");
      values.forEach(one -> value(array.addObject(), one));
    } else if (value instanceof Number number) {
      node.put("intValue", number.toString());
    } else {
      node.put("stringValue", (String) value);
    }
  }
}
