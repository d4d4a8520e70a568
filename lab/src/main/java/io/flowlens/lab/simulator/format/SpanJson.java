package io.flowlens.lab.simulator.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The two forms of a span in JSON: flat as in the log group {@code aws/spans}, and OTLP. */
public final class SpanJson {
  private SpanJson() {}

  /** One log event of {@code aws/spans}: attributes as an object, times as numbers. */
  public static String flat(SpanRecord span) {
    ObjectNode root = Json.object();
    putAll(root.putObject("resource").putObject("attributes"), span.resource());
    scope(root.putObject("scope"), span);
    context(root, span).put("flags", span.context().flags());
    root.put("name", span.name());
    root.put("kind", span.kind().name());
    root.put("startTimeUnixNano", span.start());
    root.put("endTimeUnixNano", span.end());
    root.put("durationNano", span.end() - span.start());
    putAll(root.putObject("attributes"), span.attributes());
    if (!span.events().isEmpty()) {
      ArrayNode events = root.putArray("events");
      for (SpanRecord.Event event : span.events()) {
        ObjectNode node = events.addObject().put("timeUnixNano", event.time());
        putAll(node.put("name", event.name()).putObject("attributes"), event.attributes());
      }
    }
    ObjectNode status = root.putObject("status").put("code", span.status().code().name());
    if (!span.status().message().isEmpty()) {
      status.put("message", span.status().message());
    }
    return Json.text(root);
  }

  /** OTLP's JSON with one span: attributes as a list of typed values, times as strings. */
  public static String otlp(SpanRecord span) {
    ObjectNode root = Json.object();
    root.putObject("resource").set("attributes", keyValues(span.resource()));
    ObjectNode scoped = root.putArray("scopeSpans").addObject();
    scope(scoped.putObject("scope"), span);
    ObjectNode node = context(scoped.putArray("spans").addObject(), span);
    node.put("name", span.name());
    node.put("kind", span.kind().ordinal() + 1);
    node.put("startTimeUnixNano", String.valueOf(span.start()));
    node.put("endTimeUnixNano", String.valueOf(span.end()));
    node.set("attributes", keyValues(span.attributes()));
    ArrayNode events = node.putArray("events");
    for (SpanRecord.Event event : span.events()) {
      events
          .addObject()
          .put("timeUnixNano", String.valueOf(event.time()))
          .put("name", event.name())
          .set("attributes", keyValues(event.attributes()));
    }
    node.putArray("links");
    ObjectNode status = node.putObject("status");
    if (span.status().code() != SpanRecord.Status.Code.UNSET) {
      status.put("code", span.status().code().ordinal());
    }
    return Json.text(root);
  }

  private static void scope(ObjectNode node, SpanRecord span) {
    node.put("name", span.scope().name()).put("version", span.scope().version());
  }

  private static ObjectNode context(ObjectNode node, SpanRecord span) {
    SpanRecord.Context context = span.context();
    node.put("traceId", context.traceId()).put("spanId", context.spanId());
    if (context.parentId() != null) {
      node.put("parentSpanId", context.parentId());
    }
    if (!context.traceState().isEmpty()) {
      node.put("traceState", context.traceState());
    }
    return node;
  }

  private static void putAll(ObjectNode node, Map<String, Object> attributes) {
    attributes.forEach(
        (key, value) -> {
          if (value instanceof List<?> list) {
            ArrayNode array = node.putArray(key);
            list.forEach(array::addPOJO);
          } else {
            node.putPOJO(key, value);
          }
        });
  }

  private static ArrayNode keyValues(Map<String, Object> attributes) {
    ArrayNode all = Json.array();
    attributes.forEach(
        (key, value) -> {
          ObjectNode typed = all.addObject().put("key", key).putObject("value");
          if (value instanceof Boolean flag) {
            typed.put("boolValue", flag);
          } else if (value instanceof Long number) {
            typed.put("intValue", number.toString());
          } else if (value instanceof Double number) {
            typed.put("doubleValue", number);
          } else if (value instanceof List<?> list) {
            ArrayNode values = typed.putObject("arrayValue").putArray("values");
            list.forEach(item -> values.addObject().put("stringValue", (String) item));
          } else {
            typed.put("stringValue", (String) value);
          }
        });
    return all;
  }
}
