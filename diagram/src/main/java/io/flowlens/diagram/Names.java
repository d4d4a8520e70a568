package io.flowlens.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Ids of nodes and edges, written as the outside contract says. */
final class Names {
  private Names() {}

  /** The id of a node given as an object of its parts, or already as an id. */
  static String node(JsonNode node) {
    if (node.isTextual()) {
      return node.asText();
    }
    return node.path("kind").asText("unknown")
        + ':'
        + encode(node.path("account").asText(""))
        + ':'
        + encode(node.path("region").asText(""))
        + ':'
        + encode(node.path("name").asText(""));
  }

  /** The id of an edge given as an object with from, to and access, or already as an id. */
  static String edge(JsonNode edge) {
    if (edge.isTextual()) {
      return edge.asText();
    }
    return node(edge.path("from"))
        + '|'
        + node(edge.path("to"))
        + '|'
        + edge.path("access").asText("");
  }

  private static String encode(String part) {
    StringBuilder text = new StringBuilder(part.length());
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (":|%$".indexOf(c) >= 0 || c <= ' ' || c == 0x7f) {
        text.append(String.format(Locale.ROOT, "%%%02X", b));
      } else {
        text.append(c);
      }
    }
    return restore(text);
  }

  /** Back from one char per byte to text. */
  private static String restore(StringBuilder bytes) {
    return new String(
        bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
