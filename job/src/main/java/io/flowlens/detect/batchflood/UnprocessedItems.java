package io.flowlens.detect.batchflood;

import io.flowlens.model.Edge;

/** A caller whose batch writes left items undone, while it does. */
public final class UnprocessedItems {
  public Edge edge;

  /** Items that were left and sent, by minute, packed. */
  public byte[] minutes = new byte[0];

  /** Start of the minute of the first. */
  public long since;

  /** Items left undone since then, and items sent. */
  public long left;

  public long sent;

  /** Start of the newest pane with some. */
  public long lastPane;

  /** For Flink. */
  public UnprocessedItems() {}
}
