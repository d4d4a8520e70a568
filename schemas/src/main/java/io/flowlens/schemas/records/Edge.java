package io.flowlens.schemas.records;

/** An arrow of the diagram. */
public final class Edge {
  public Node from;
  public Node to;

  /** How data passes, such as {@code read}, {@code write} or {@code call}. */
  public String access;
}
