package io.flowlens.model;

/**
 * What the edge table holds: one edge over one window, merged from panes. How it is written (JSON,
 * table attributes) is {@code emit}'s business; names and units there are those of {@code
 * edge-aggregate.schema.json}.
 */
public final class EdgeAggregate {
  public Edge edge;

  /** Start of the window, epoch milliseconds. */
  public long windowStart;

  public int windowSeconds;

  /** Whether the window is closed; late data may still write it again, final again. */
  public boolean isFinal;

  /** The merged counts; its own start and edge repeat the window's. */
  public Pane counts;

  /** What the edge is promised to be; null where nothing is. */
  public Contract contract;

  /** For Flink. */
  public EdgeAggregate() {}
}
