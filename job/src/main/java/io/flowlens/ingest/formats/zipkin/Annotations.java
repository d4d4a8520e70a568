package io.flowlens.ingest.formats.zipkin;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.span.SpanAssembler;
import io.flowlens.ingest.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The events of a span of OpenTelemetry as annotations: the name, then its attributes as JSON, in
 * one text: {@code "name": {…}}, or {@code name|{…}|0}.
 */
final class Annotations {
  private static final Pattern EVENT =
      Pattern.compile("^\"?([^\"|:{]{1,80})\"?\\s*[|:]\\s*(\\{.*\\})[^}]*$", Pattern.DOTALL);

  private final Json json;

  Annotations(Json json) {
    this.json = json;
  }

  /** Adds those that are such events; others mark a moment. */
  void add(JsonNode annotations, SpanAssembler span) {
    for (JsonNode annotation : annotations) {
      Matcher event = EVENT.matcher(annotation.path("value").asText());
      if (event.matches()) {
        long nanos = annotation.path("timestamp").asLong() * 1_000;
        span.event(event.group(1), nanos, attributes(event.group(2)));
      }
    }
  }

  private Map<String, JsonNode> attributes(String text) {
    Map<String, JsonNode> attributes = new HashMap<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      json.tree(bytes, 0, bytes.length)
          .fields()
          .forEachRemaining(field -> attributes.put(field.getKey(), field.getValue()));
    } catch (IOException e) {
      // A text that only looks like it names no attributes.
      return Map.of();
    }
    return attributes;
  }
}
