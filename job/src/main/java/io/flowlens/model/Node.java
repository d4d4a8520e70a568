package io.flowlens.model;

import java.util.Objects;

/**
 * A thing that data passes through or rests in, named by kind, account, region and name. Unknown
 * parts are empty, never null; names keep their case. A global table's replica is a node of its own
 * region.
 */
public final class Node {
  public NodeKind kind;

  /** Twelve digits, or empty. */
  public String account;

  /** Such as {@code us-east-1}, or empty. */
  public String region;

  /** A table's name, a service's name; an index is {@code <table>/<index>}; or empty. */
  public String name;

  /** For Flink. */
  public Node() {}

  private Node(NodeKind kind, String account, String region, String name) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.account = account == null ? "" : account;
    this.region = region == null ? "" : region;
    this.name = name == null ? "" : name;
  }

  /** A node; null parts become empty. */
  public static Node of(NodeKind kind, String account, String region, String name) {
    return new Node(kind, account, region, name);
  }

  /** The node's id, for example {@code table:111122223333:us-east-1:Orders}. */
  public String id() {
    return kind.label()
        + ':'
        + Ids.encode(account)
        + ':'
        + Ids.encode(region)
        + ':'
        + Ids.encode(name);
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Node)) {
      return false;
    }
    Node that = (Node) other;
    return kind == that.kind
        && account.equals(that.account)
        && region.equals(that.region)
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return ((kind.ordinal() * 31 + account.hashCode()) * 31 + region.hashCode()) * 31
        + name.hashCode();
  }

  @Override
  public String toString() {
    return id();
  }
}
