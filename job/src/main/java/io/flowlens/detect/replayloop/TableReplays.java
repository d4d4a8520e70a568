package io.flowlens.detect.replayloop;

/** One table with the functions that work on its changes: the detector's state. */
public final class TableReplays {
  /** In the order of their edges' ids. */
  public Delivery[] deliveries = new Delivery[0];

  /** What was added to its items; kept while a function writes to it. */
  public Additions additions = new Additions();

  /** Start of the newest pane in which a function wrote to it. */
  public long lastWriteByFunction;

  /** For Flink. */
  public TableReplays() {}
}
