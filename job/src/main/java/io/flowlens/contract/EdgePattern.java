package io.flowlens.contract;

import io.flowlens.config.NamePattern;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Which edges: a pattern for either end, such as {@code orders->Orders*}. */
final class EdgePattern implements Serializable {
  private static final String ARROW = "->";

  private final NamePattern from;
  private final NamePattern to;

  private EdgePattern(NamePattern from, NamePattern to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Patterns with commas between.
   *
   * @throws IllegalArgumentException if one of them is no pattern for edges
   */
  static List<EdgePattern> list(String text) {
    List<EdgePattern> patterns = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int arrow = part.indexOf(ARROW);
      if (arrow < 0) {
        throw new IllegalArgumentException(
            "\"" + part.trim() + "\" is no pattern for edges: write from->to");
      }
      patterns.add(
          new EdgePattern(
              NamePattern.of(part.substring(0, arrow).trim()),
              NamePattern.of(part.substring(arrow + ARROW.length()).trim())));
    }
    return patterns;
  }

  boolean matches(Edge edge) {
    return matches(from, edge.from) && matches(to, edge.to);
  }

  /** Whether edges that it matches may start or end at this node. */
  boolean names(Node node) {
    return matches(from, node) || matches(to, node);
  }

  private static boolean matches(NamePattern pattern, Node node) {
    return pattern.matches(pattern.isForIds() ? node.id() : node.name);
  }
}
