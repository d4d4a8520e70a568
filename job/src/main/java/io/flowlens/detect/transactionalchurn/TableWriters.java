package io.flowlens.detect.transactionalchurn;

/** Who writes to one table: the detector's state. */
public final class TableWriters {
  /** In the order of their edges' ids. */
  public Writer[] writers = new Writer[0];

  /** Start of the newest round in which spans or flow events told of writes. */
  public long lastFast = Long.MIN_VALUE;

  /** For Flink. */
  public TableWriters() {}
}
