package io.flowlens.ingest.formats.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.json.Json;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * OTLP JSON as not every writer spells it: {@code resource_spans} with all its fields in snake case
 * (protobuf's JSON with the names of the fields kept), {@code instrumentationLibrarySpans} (before
 * version 0.15), and {@code batches} or a {@code trace} around all of it (Tempo).
 */
final class Spelling {
  static final String SNAKE = "resource_spans";
  static final String TEMPO = "batches";
  static final String TRACE = "trace";
  static final String OLD_SCOPES = "instrumentationLibrarySpans";

  private static final Map<String, String> NEW_NAMES =
      Map.of(TEMPO, "resourceSpans", OLD_SCOPES, "scopeSpans");

  private Spelling() {}

  /** The same payload in the usual spelling; null where it was spelt so. */
  static byte[] usual(Payload payload, Json json) throws IOException {
    JsonNode tree = payload.tree(json);
    boolean wrapped = tree.path(TRACE).isObject();
    boolean other = wrapped || tree.has(SNAKE) || tree.has(TEMPO);
    return other ? json.write(usual(wrapped ? tree.path(TRACE) : tree)) : null;
  }

  /** Renames all fields. The users' own names are no fields in OTLP, but values of {@code key}. */
  private static JsonNode usual(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(usual(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Iterator<Map.Entry<String, JsonNode>> i = node.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> field = i.next();
      String name = camelCase(field.getKey());
      object.set(NEW_NAMES.getOrDefault(name, name), usual(field.getValue()));
    }
    return object;
  }

  private static String camelCase(String name) {
    if (name.indexOf('_') < 0) {
      return name;
    }
    StringBuilder camel = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return camel.toString();
  }
}
