package io.flowlens.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The anomalies of the stream, each at its highest revision. */
final class Anomalies {
  /** More than a person looks through; the ones that changed longest ago go first. */
  static final int KEPT = 500;

  private static final Comparator<ObjectNode> NEWEST_FIRST =
      Comparator.comparing((ObjectNode anomaly) -> isOpen(anomaly) ? 0 : 1)
          .thenComparing(anomaly -> anomaly.path("startedAt").asText(), Comparator.reverseOrder())
          .thenComparing(anomaly -> anomaly.path("id").asText());

  private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
  private final List<ObjectNode> news = new ArrayList<>();

  /**
   * Takes an anomaly as it came from the stream, possibly again or late.
   *
   * @return whether it can be read
   */
  synchronized boolean take(JsonNode json) {
    if (!(json instanceof ObjectNode anomaly)
        || !anomaly.path("id").isTextual()
        || !anomaly.path("root").isObject()) {
      return false;
    }
    String id = anomaly.path("id").asText();
    ObjectNode known = byId.get(id);
    if (known == null || revision(known) < revision(anomaly)) {
      byId.remove(id);
      ObjectNode named = withEdgeIds(anomaly);
      byId.put(id, named);
      news.add(named);
      dropOldest();
    }
    return true;
  }

  private static int revision(JsonNode anomaly) {
    return anomaly.path("revision").asInt();
  }

  /**
   * Adds {@code rootEdgeId} (of a root that is a node, the node's id) and {@code pathEdgeIds}, so
   * that the page need not build ids.
   */
  private static ObjectNode withEdgeIds(ObjectNode anomaly) {
    ObjectNode named = anomaly.deepCopy();
    JsonNode root = anomaly.path("root");
    named.put("rootEdgeId", root.has("node") ? Names.node(root.get("node")) : Names.edge(root));
    ArrayNode path = named.putArray("pathEdgeIds");
    anomaly.path("path").forEach(edge -> path.add(Names.edge(edge)));
    return named;
  }

  private void dropOldest() {
    if (byId.size() > KEPT) {
      byId.values().stream()
          .filter(anomaly -> !isOpen(anomaly))
          .findFirst()
          .or(() -> byId.values().stream().findFirst())
          .ifPresent(oldest -> byId.remove(oldest.path("id").asText()));
    }
  }

  static boolean isOpen(JsonNode anomaly) {
    String status = anomaly.path("status").asText();
    return status.equals("open") || status.equals("updated");
  }

  /** All of them, open ones first, then the newest first. */
  synchronized ArrayNode list() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    byId.values().stream().sorted(NEWEST_FIRST).forEach(list::add);
    return list;
  }

  /** Those that changed since this was last asked. */
  synchronized List<ObjectNode> news() {
    List<ObjectNode> result = List.copyOf(news);
    news.clear();
    return result;
  }

  synchronized int size() {
    return byId.size();
  }

  synchronized int open() {
    return (int) byId.values().stream().filter(Anomalies::isOpen).count();
  }
}
