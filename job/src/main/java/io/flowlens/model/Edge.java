package io.flowlens.model;

import java.util.Objects;

/** An arrow of the diagram: data passes from one node to another by one kind of access. */
public final class Edge {
  public Node from;
  public Node to;
  public Access access;

  /** For Flink. */
  public Edge() {}

  private Edge(Node from, Node to, Access access) {
    this.from = Objects.requireNonNull(from, "from");
    this.to = Objects.requireNonNull(to, "to");
    this.access = Objects.requireNonNull(access, "access");
  }

  public static Edge of(Node from, Node to, Access access) {
    return new Edge(from, to, access);
  }

  /** The edge's id: {@code <from>|<to>|<access>}. */
  public String id() {
    return from.id() + '|' + to.id() + '|' + access.label();
  }

  /** Whether both regions are known and differ. */
  public boolean crossRegion() {
    return !from.region.isEmpty() && !to.region.isEmpty() && !from.region.equals(to.region);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Edge)) {
      return false;
    }
    Edge that = (Edge) other;
    return access == that.access && from.equals(that.from) && to.equals(that.to);
  }

  @Override
  public int hashCode() {
    return (from.hashCode() * 31 + to.hashCode()) * 31 + access.ordinal();
  }

  @Override
  public String toString() {
    return id();
  }
}
