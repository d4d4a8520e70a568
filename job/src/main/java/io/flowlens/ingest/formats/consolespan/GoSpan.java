package io.flowlens.ingest.formats.consolespan;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.span.SpanAssembler;
import io.flowlens.ingest.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A span as {@code stdouttrace} of Go prints it. */
public final class GoSpan implements Format {
  private static final String[] KINDS = {
    "UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"
  };

  private final Json json;
  private final SpanAssembler span;

  public GoSpan(Tools tools) {
    json = tools.json();
    span = new SpanAssembler(tools);
  }

  @Override
  public String id() {
    return "go-span";
  }

  @Override
  public Set<String> marks() {
    return Set.of("SpanContext");
  }

  @Override
  public boolean isLoggedByFunctions() {
    return true;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode printed = payload.tree(json);
    span.begin();
    int kind = printed.path("SpanKind").asInt();
    span.what(
        printed.path("Name").asText(), kind >= 0 && kind < KINDS.length ? KINDS[kind] : "INTERNAL");
    span.ids(
        printed.path("SpanContext").path("TraceID").asText(),
        printed.path("SpanContext").path("SpanID").asText(),
        printed.path("Parent").path("SpanID").asText());
    span.times(
        SpanAssembler.nanos(printed.path("StartTime").asText()),
        SpanAssembler.nanos(printed.path("EndTime").asText()));
    attributes(printed.path("Attributes")).forEach(span::attribute);
    attributes(printed.path("Resource")).forEach(span::resource);
    for (JsonNode event : printed.path("Events")) {
      span.event(
          event.path("Name").asText(),
          SpanAssembler.nanos(event.path("Time").asText()),
          attributes(event.path("Attributes")));
    }
    JsonNode status = printed.path("Status");
    if (status.path("Code").asText().equals("Error")) {
      span.fail(status.path("Description").asText(null));
    }
    span.emit(payload.origin(), events);
  }

  private static Map<String, JsonNode> attributes(JsonNode list) {
    Map<String, JsonNode> attributes = new HashMap<>();
    for (JsonNode attribute : list) {
      attributes.put(attribute.path("Key").asText(), attribute.path("Value").path("Value"));
    }
    return attributes;
  }
}
