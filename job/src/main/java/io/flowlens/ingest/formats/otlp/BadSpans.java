package io.flowlens.ingest.formats.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The spans of a payload that could not be used. They become dead letters that are the payload
 * without its other spans, one for each reason, so that a replay counts no good span twice.
 */
final class BadSpans {
  private final Map<String, BitSet> byReason = new TreeMap<>();
  private final Map<String, String> details = new TreeMap<>();
  private Unusable first;
  private int spans;
  private int position;

  /** Passes a good span. */
  void good() {
    spans++;
  }

  void add(Unusable fault) {
    first = first == null ? fault : first;
    byReason.computeIfAbsent(fault.reason(), reason -> new BitSet()).set(spans);
    details.putIfAbsent(fault.reason(), "span " + (spans + 1) + ": " + fault.getMessage());
    spans++;
  }

  /**
   * Emits the dead letters.
   *
   * @throws Unusable if no span could be used, for one reason: then the payload itself says it
   */
  void emit(Payload payload, Json json, Events events) throws Unusable, IOException {
    if (spans == 0) {
      throw new Unusable(DeadLetterReason.MISSING_FIELD, "The payload has no spans.");
    }
    if (first != null && byReason.size() == 1 && count(first.reason()) == spans) {
      throw new Unusable(first.reason(), spans == 1 ? first.getMessage() : detail(first.reason()));
    }
    for (Map.Entry<String, BitSet> entry : byReason.entrySet()) {
      JsonNode tree = payload.tree(json);
      position = 0;
      keep(tree, entry.getValue());
      events.unusable(entry.getKey(), detail(entry.getKey()), json.write(tree));
    }
  }

  private int count(String reason) {
    return byReason.get(reason).cardinality();
  }

  private String detail(String reason) {
    return count(reason)
        + " of the payload's "
        + spans
        + " spans cannot be used; "
        + details.get(reason);
  }

  /** Takes out all spans but these, counting them as the decoder did: in the order they stand. */
  private void keep(JsonNode node, BitSet positions) {
    for (JsonNode inner : node.path("resourceSpans")) {
      keep(inner, positions);
    }
    for (JsonNode scope : node.path("scopeSpans")) {
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
