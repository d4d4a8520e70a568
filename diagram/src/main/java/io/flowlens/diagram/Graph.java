package io.flowlens.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** All edges seen within {@link #REMEMBERED}, and the nodes at their ends. */
final class Graph {
  /** An edge that went silent stays in the picture this long: silence is news too. */
  static final Duration REMEMBERED = Duration.ofMinutes(60);

  private final TreeMap<String, EdgeState> edges = new TreeMap<>();
  private final TreeMap<String, ObjectNode> nodes = new TreeMap<>();
  private long unreadableRows;

  /** Takes the rows of a minute that was over when the diagram started; call in order of time. */
  synchronized void begin(Collection<ObjectNode> rows) {
    rows.stream().filter(this::isReadable).forEach(row -> edgeOf(row).begin(row));
    rows.stream().filter(Graph::isRow).forEach(this::rememberNodes);
  }

  /**
   * Takes rows as read now.
   *
   * @return whether any says something new
   */
  synchronized boolean see(Collection<ObjectNode> rows, long now) {
    boolean news = false;
    for (ObjectNode row : rows) {
      if (isReadable(row)) {
        news |= edgeOf(row).see(row, now);
        rememberNodes(row);
      }
    }
    return news;
  }

  private boolean isReadable(ObjectNode row) {
    boolean readable = isRow(row);
    if (!readable) {
      unreadableRows++;
    }
    return readable;
  }

  private static boolean isRow(ObjectNode row) {
    return row.path("edgeId").isTextual()
        && row.path("from").isObject()
        && row.path("to").isObject()
        && EdgeState.windowStart(row) > 0;
  }

  private EdgeState edgeOf(ObjectNode row) {
    return edges.computeIfAbsent(row.path("edgeId").asText(), EdgeState::new);
  }

  private void rememberNodes(ObjectNode row) {
    for (String end : List.of("from", "to")) {
      JsonNode node = row.path(end);
      nodes.computeIfAbsent(Names.node(node), id -> ((ObjectNode) node.deepCopy()).put("id", id));
    }
  }

  /** Whole graph: {@code nodes} and {@code edges}. */
  synchronized ObjectNode snapshot(long now) {
    ObjectNode snapshot = JsonNodeFactory.instance.objectNode();
    snapshot.set("nodes", nodes());
    var list = snapshot.putArray("edges");
    edges.values().forEach(edge -> list.add(edge.summary(now)));
    return snapshot;
  }

  /** All nodes, each with its {@code id} and parts. */
  synchronized ArrayNode nodes() {
    return JsonNodeFactory.instance.arrayNode().addAll(nodes.values());
  }

  /** One edge as the page draws it, or null when it is not known. */
  synchronized ObjectNode edge(String id, long now) {
    EdgeState edge = edges.get(id);
    return edge == null ? null : edge.summary(now);
  }

  /** Those edges, as the page draws them, that changed since this was last asked. */
  synchronized List<ObjectNode> news(long now) {
    return edges.values().stream()
        .map(edge -> edge.news(now))
        .filter(Objects::nonNull)
        .collect(Collectors.toList());
  }

  /** Forgets edges that were silent for {@link #REMEMBERED}, and nodes without edges. */
  synchronized void forget(long now) {
    edges.values().removeIf(edge -> edge.grewAt() < now - REMEMBERED.toMillis());
    List<String> used = new ArrayList<>();
    edges.values().forEach(edge -> used.add(Names.node(edge.from())));
    edges.values().forEach(edge -> used.add(Names.node(edge.to())));
    nodes.keySet().retainAll(new HashSet<>(used));
  }

  /** How new the picture is: {@code edges}, {@code nodes}, and times in epoch milliseconds. */
  synchronized ObjectNode freshness() {
    ObjectNode freshness = JsonNodeFactory.instance.objectNode();
    freshness.put("edges", edges.size());
    freshness.put("nodes", nodes.size());
    freshness.put("unreadableRows", unreadableRows);
    putIfAny(freshness, "newestWindow", max(EdgeState::windowStart));
    putIfAny(freshness, "newestEventAt", max(EdgeState::newestEvent));
    putIfAny(freshness, "newestChangeAt", max(EdgeState::grewAt));
    return freshness;
  }

  private long max(ToLongFunction<EdgeState> time) {
    return edges.values().stream().mapToLong(time).max().orElse(0);
  }

  private static void putIfAny(ObjectNode object, String name, long time) {
    if (time > 0) {
      object.put(name, time);
    }
  }
}
