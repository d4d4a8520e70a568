package io.flowlens.schemas.records;

/** Where an anomaly begins: at an edge, or at a node. */
public final class Root {
  /** Start of the edge; null where the root is a node. */
  public Node from;

  /** End of the edge; null where the root is a node. */
  public Node to;

  /** How data passes along the edge; null where the root is a node. */
  public String access;

  /** Null where the root is an edge. */
  public Node node;
}
