package io.flowlens.ingest.formats.jaeger;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.span.SpanAssembler;
import io.flowlens.ingest.json.Json;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A trace with its processes, as Jaeger's interface exports it, or one span with its process, as
 * Jaeger stores it.
 */
public final class JaegerTrace implements Format {
  private final Json json;
  private final SpanAssembler span;

  public JaegerTrace(Tools tools) {
    json = tools.json();
    span = new SpanAssembler(tools);
  }

  @Override
  public String id() {
    return "jaeger-trace";
  }

  @Override
  public Set<String> marks() {
    return Set.of();
  }

  @Override
  public Set<String> weakMarks() {
    return Set.of("traceID");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode document = payload.tree(json);
    if (document.path("spans").isArray() && !document.path("spans").isEmpty()) {
      for (JsonNode one : document.path("spans")) {
        JsonNode process = document.path("processes").path(one.path("processID").asText());
        emit(one, process, payload.origin(), events);
      }
    } else if (document.has("operationName") && document.has("startTime")) {
      emit(document, document.path("process"), payload.origin(), events);
    } else {
      throw new Unusable(
          DeadLetterReason.UNKNOWN_FORMAT,
          "The object has a traceID, but neither spans nor the operationName and startTime of a"
              + " span of Jaeger.");
    }
  }

  private void emit(JsonNode jaeger, JsonNode process, Origin origin, Events events)
      throws Unusable {
    span.begin();
    Map<String, JsonNode> tags = new HashMap<>();
    tags(jaeger.path("tags"), tags::put);
    span.what(jaeger.path("operationName").asText(), text(tags, "span.kind"));
    span.ids(
        padded(jaeger.path("traceID").asText(), 32),
        padded(jaeger.path("spanID").asText(), 16),
        padded(parent(jaeger), 16));
    long start = jaeger.path("startTime").asLong() * 1_000;
    span.times(start, start + jaeger.path("duration").asLong() * 1_000);
    tags.forEach(span::attribute);
    tags(process.path("tags"), span::resource);
    span.resource("service.name", process.path("serviceName"));
    for (JsonNode log : jaeger.path("logs")) {
      Map<String, JsonNode> fields = new HashMap<>();
      tags(log.path("fields"), fields::put);
      span.event(text(fields, "event"), log.path("timestamp").asLong() * 1_000, fields);
    }
    if (text(tags, "error").equals("true") || text(tags, "otel.status_code").equals("ERROR")) {
      JsonNode message = tags.get("otel.status_description");
      span.fail(message == null ? null : message.asText());
    }
    span.emit(origin, events);
  }

  private static String parent(JsonNode jaeger) {
    for (JsonNode reference : jaeger.path("references")) {
      if (reference.path("refType").asText().equals("CHILD_OF")) {
        return reference.path("spanID").asText();
      }
    }
    return jaeger.path("parentSpanID").asText();
  }

  private static void tags(JsonNode tags, BiConsumer<String, JsonNode> each) {
    for (JsonNode tag : tags) {
      each.accept(tag.path("key").asText(), tag.path("value"));
    }
  }

  private static String text(Map<String, JsonNode> tags, String name) {
    JsonNode value = tags.get(name);
    return value == null ? "" : value.asText();
  }

  /** Jaeger leaves out the zeros before an id. */
  private static String padded(String id, int digits) {
    return id.isEmpty() || id.length() >= digits ? id : "0".repeat(digits - id.length()) + id;
  }
}
