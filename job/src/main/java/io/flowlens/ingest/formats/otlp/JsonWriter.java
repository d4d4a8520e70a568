package io.flowlens.ingest.formats.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.json.Json;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;

/** Writes a payload of OTLP JSON again, with some of its spans. */
final class JsonWriter implements BadSpans.Writer {
  private final Payload payload;
  private final Json json;
  private int position;

  JsonWriter(Payload payload, Json json) {
    this.payload = payload;
    this.json = json;
  }

  @Override
  public byte[] only(BitSet positions) throws IOException {
    JsonNode tree = payload.tree(json);
    position = 0;
    keep(tree, positions);
    return json.write(tree);
  }

  /** Takes out all spans but these, counting them as the decoder did: in the order they stand. */
  private void keep(JsonNode node, BitSet positions) {
    for (JsonNode inner : node.path("resourceSpans")) {
      keep(inner, positions);
    }
    JsonNode scopes =
        node.has("scopeSpans") ? node.path("scopeSpans") : node.path(Spelling.OLD_SCOPES);
    for (JsonNode scope : scopes) {
      JsonNode all = scope.path("spans");
      if (all instanceof ArrayNode && scope instanceof ObjectNode) {
        for (Iterator<JsonNode> i = all.elements(); i.hasNext(); ) {
          if (!i.next().isObject() || !positions.get(position++)) {
            i.remove();
          }
        }
      }
    }
  }
}
