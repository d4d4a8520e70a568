package io.flowlens.ingest.formats.consolespan;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
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

/** A span as {@code ConsoleSpanExporter} of Python prints it. */
public final class PythonSpan implements Format {
  private static final String KIND = "SpanKind.";

  private final Json json;
  private final SpanAssembler span;

  public PythonSpan(Tools tools) {
    json = tools.json();
    span = new SpanAssembler(tools);
  }

  @Override
  public String id() {
    return "python-span";
  }

  @Override
  public Set<String> marks() {
    return Set.of();
  }

  @Override
  public Set<String> weakMarks() {
    return Set.of("context");
  }

  @Override
  public boolean isLoggedByFunctions() {
    return true;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode printed = payload.tree(json);
    JsonNode context = printed.path("context");
    if (!context.path("span_id").isTextual() || !printed.path("end_time").isTextual()) {
      throw new Unusable(
          DeadLetterReason.UNKNOWN_FORMAT,
          "The object has a context, but not the span_id and end_time of a span of Python.");
    }
    span.begin();
    String kind = printed.path("kind").asText();
    span.what(
        printed.path("name").asText(),
        kind.startsWith(KIND) ? kind.substring(KIND.length()) : kind);
    span.ids(
        digits(context.path("trace_id")),
        digits(context.path("span_id")),
        digits(printed.path("parent_id")));
    span.times(
        SpanAssembler.nanos(printed.path("start_time").asText()),
        SpanAssembler.nanos(printed.path("end_time").asText()));
    fields(printed.path("attributes")).forEach(span::attribute);
    JsonNode resource = printed.path("resource");
    fields(resource.has("attributes") ? resource.path("attributes") : resource)
        .forEach(span::resource);
    for (JsonNode event : printed.path("events")) {
      span.event(
          event.path("name").asText(),
          SpanAssembler.nanos(event.path("timestamp").asText()),
          fields(event.path("attributes")));
    }
    JsonNode status = printed.path("status");
    if (status.path("status_code").asText().equals("ERROR")) {
      span.fail(status.path("description").asText(null));
    }
    span.emit(payload.origin(), events);
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new HashMap<>();
    object.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private static String digits(JsonNode id) {
    String text = id.asText("");
    return id.isNull() ? "" : text.startsWith("0x") ? text.substring(2) : text;
  }
}
