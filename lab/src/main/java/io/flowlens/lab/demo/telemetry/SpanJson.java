package io.flowlens.lab.demo.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * A finished span as one log event of {@code aws/spans} holds it: attributes flat, times in
 * nanoseconds.
 */
final class SpanJson {
  private SpanJson() {}

  static ObjectNode of(SpanData span) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("resource").set("attributes", attributes(span.getResource().getAttributes()));
    json.putObject("scope")
        .put("name", span.getInstrumentationScopeInfo().getName())
        .put("version", span.getInstrumentationScopeInfo().getVersion());
    json.put("traceId", span.getTraceId()).put("spanId", span.getSpanId());
    if (SpanId.isValid(span.getParentSpanId())) {
      json.put("parentSpanId", span.getParentSpanId());
    }
    json.put("flags", span.getSpanContext().getTraceFlags().asByte())
        .put("name", span.getName())
        .put("kind", span.getKind().name())
        .put("startTimeUnixNano", span.getStartEpochNanos())
        .put("endTimeUnixNano", span.getEndEpochNanos())
        .put("durationNano", span.getEndEpochNanos() - span.getStartEpochNanos());
    json.set("attributes", attributes(span.getAttributes()));
    ArrayNode events = json.putArray("events");
    span.getEvents().forEach(event -> events.add(event(event)));
    ObjectNode status =
        json.putObject("status").put("code", span.getStatus().getStatusCode().name());
    if (!span.getStatus().getDescription().isEmpty()) {
      status.put("message", span.getStatus().getDescription());
    }
    return json;
  }

  private static ObjectNode event(EventData event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("timeUnixNano", event.getEpochNanos()).put("name", event.getName());
    json.set("attributes", attributes(event.getAttributes()));
    return json;
  }

  private static ObjectNode attributes(Attributes attributes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    attributes.forEach((key, value) -> put(json, key, value));
    return json;
  }

  private static void put(ObjectNode json, AttributeKey<?> key, Object value) {
    if (value instanceof Long number) {
      json.put(key.getKey(), number);
    } else if (value instanceof Double number) {
      json.put(key.getKey(), number);
    } else if (value instanceof Boolean truth) {
      json.put(key.getKey(), truth);
    } else if (value instanceof List<?> list) {
      ArrayNode array = json.putArray(key.getKey());
      list.forEach(array::addPOJO);
    } else {
      json.put(key.getKey(), value.toString());
    }
  }
}
