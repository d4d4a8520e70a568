package io.flowlens.model;

import java.util.Objects;

/** What a finding, an episode or an anomaly is about: an edge, or a node. */
public final class Subject {
  /** Null where it is a node. */
  public Edge edge;

  /** Null where it is an edge. */
  public Node node;

  /** For Flink. */
  public Subject() {}

  private Subject(Edge edge, Node node) {
    this.edge = edge;
    this.node = node;
  }

  public static Subject of(Edge edge) {
    return new Subject(Objects.requireNonNull(edge, "edge"), null);
  }

  public static Subject of(Node node) {
    return new Subject(null, Objects.requireNonNull(node, "node"));
  }

  /** The edge's or the node's id; no edge has the id of a node. */
  public String id() {
    return edge == null ? node.id() : edge.id();
  }

  /** Where the edge starts; of a node, the node. */
  public Node start() {
    return edge == null ? node : edge.from;
  }

  /** Where the edge ends; of a node, the node. */
  public Node end() {
    return edge == null ? node : edge.to;
  }

  /** For a sentence, such as {@code web → orders}, or the node's name. */
  public String names() {
    return edge == null ? node.name : edge.from.name + " → " + edge.to.name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Subject
        && Objects.equals(edge, ((Subject) other).edge)
        && Objects.equals(node, ((Subject) other).node);
  }

  @Override
  public int hashCode() {
    return Objects.hash(edge, node);
  }

  @Override
  public String toString() {
    return id();
  }
}
