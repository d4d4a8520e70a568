package io.flowlens.lab.simulator.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.simulator.world.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The two shapes of a span in JSON: flat as in the log group {@code aws/spans}, and OTLP. */
final class SpanForms {
  private static final int RANDOM_BITS = 56;

  private final String account;
  private final String traceState;

  /**
   * @param sampling the share of traces that is recorded; it stands in their trace state
   */
  SpanForms(String account, double sampling) {
    this.account = account;
    this.traceState = sampling < 1 && sampling > 0 ? "ot=th:" + threshold(sampling) : "";
  }

  /** OpenTelemetry's threshold: the share that is left out, in hexadecimal fractions. */
  private static String threshold(double sampling) {
    long leftOut = Math.round((1 - sampling) * (1L << RANDOM_BITS));
    return String.format(Locale.ROOT, "%014x", leftOut).replaceAll("0+$", "");
  }

  /** The span in its service's form. */
  String write(SpanData span) {
    boolean flat = span.service().telemetry().form() == Service.Form.AWS_SPANS;
    return Json.text(flat ? flat(span) : otlp(span));
  }

  private ObjectNode flat(SpanData span) {
    ObjectNode root = Json.object();
    putAll(root.putObject("resource").putObject("attributes"), resource(span));
    root.putObject("scope").put("name", scope(span)).put("version", "2.29.0-alpha");
    root.put("traceId", span.traceId());
    root.put("spanId", span.spanId());
    root.put("parentSpanId", span.parentId());
    if (!traceState.isEmpty()) {
      root.put("traceState", traceState);
    }
    root.put("flags", 257);
    root.put("name", span.name());
    root.put("kind", span.kind().name());
    root.put("startTimeUnixNano", span.start() * 1000);
    root.put("endTimeUnixNano", span.end() * 1000);
    root.put("durationNano", (span.end() - span.start()) * 1000);
    putAll(root.putObject("attributes"), span.attributes());
    if (!span.events().isEmpty()) {
      ArrayNode events = root.putArray("events");
      for (SpanData.Event event : span.events()) {
        ObjectNode node = events.addObject().put("timeUnixNano", event.time() * 1000);
        putAll(node.put("name", event.name()).putObject("attributes"), event.attributes());
      }
    }
    root.putObject("status").put("code", span.error() ? "ERROR" : "UNSET");
    return root;
  }

  private static void putAll(ObjectNode node, Map<String, Object> attributes) {
    attributes.forEach(
        (key, value) -> {
          if (value instanceof List<?> list) {
            ArrayNode array = node.putArray(key);
            list.forEach(item -> array.add((String) item));
          } else {
            node.putPOJO(key, value);
          }
        });
  }

  private ObjectNode otlp(SpanData span) {
    ObjectNode root = Json.object();
    root.putObject("resource").set("attributes", keyValues(resource(span)));
    ObjectNode scoped = root.putArray("scopeSpans").addObject();
    scoped.putObject("scope").put("name", scope(span)).put("version", "2.16.0-alpha");
    ObjectNode node = scoped.putArray("spans").addObject();
    node.put("traceId", span.traceId());
    node.put("spanId", span.spanId());
    node.put("parentSpanId", span.parentId());
    if (!traceState.isEmpty()) {
      node.put("traceState", traceState);
    }
    node.put("name", span.name());
    node.put("kind", span.kind().number());
    node.put("startTimeUnixNano", String.valueOf(span.start() * 1000));
    node.put("endTimeUnixNano", String.valueOf(span.end() * 1000));
    node.set("attributes", keyValues(span.attributes()));
    ArrayNode events = node.putArray("events");
    for (SpanData.Event event : span.events()) {
      events
          .addObject()
          .put("timeUnixNano", String.valueOf(event.time() * 1000))
          .put("name", event.name())
          .set("attributes", keyValues(event.attributes()));
    }
    node.putArray("links");
    ObjectNode status = node.putObject("status");
    if (span.error()) {
      status.put("code", 2);
    }
    return root;
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
          } else if (value instanceof List<?> list) {
            ArrayNode values = typed.putObject("arrayValue").putArray("values");
            list.forEach(item -> values.addObject().put("stringValue", (String) item));
          } else {
            typed.put("stringValue", (String) value);
          }
        });
    return all;
  }

  private static String scope(SpanData span) {
    return span.name().startsWith("DynamoDb.")
        ? "io.opentelemetry.aws-sdk-2.2"
        : "io.opentelemetry.http";
  }

  private Map<String, Object> resource(SpanData span) {
    Service service = span.service();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("cloud.provider", "aws");
    all.put("cloud.platform", service.function() ? "aws_lambda" : "aws_ecs");
    all.put("cloud.region", service.region());
    all.put("cloud.account.id", account);
    all.put("service.name", service.name());
    if (service.function()) {
      all.put("faas.name", service.name());
      all.put("faas.instance", "2026/01/01/[$LATEST]" + span.instance());
    } else {
      all.put("service.instance.id", service.name() + '-' + span.instance());
    }
    all.put("telemetry.sdk.language", "java");
    return all;
  }
}
