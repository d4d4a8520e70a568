package io.flowlens.flow;

import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps the number of distinct edges bounded: the first {@code max} edges seen in an hour keep
 * their identity, all others are one edge named {@code other}.
 */
final class EdgeCap {
  private static final long GENERATION_MILLIS = 3_600_000;

  private final long max;
  private Set<Edge> known = new HashSet<>();
  private Set<Edge> before = new HashSet<>();
  private long generationStart = Long.MIN_VALUE;

  EdgeCap(long max) {
    this.max = max;
  }

  /** Whether this edge keeps its identity; {@code now} is any clock in milliseconds. */
  boolean admits(Edge edge, long now) {
    if (known.contains(edge)) {
      return true;
    }
    if (generationStart == Long.MIN_VALUE || now - generationStart >= GENERATION_MILLIS) {
      before = known;
      known = new HashSet<>();
      generationStart = now;
    }
    if (before.contains(edge) || known.size() < max) {
      known.add(edge);
      return true;
    }
    return false;
  }

  /** The edge that takes what has no place: the access is kept, the ends are not. */
  static Edge other(Access access) {
    Node other = Node.of(NodeKind.UNKNOWN, "", "", "other");
    return Edge.of(other, other, access);
  }
}
