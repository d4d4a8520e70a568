package io.flowlens.detect;

/** When one table is judged next: state of {@link TableDetectors}. */
public final class TableClock {
  /** Start of the newest pane with any flow, epoch milliseconds. */
  public long lastPane;

  /** When to see whether the table can be forgotten; 0 when not set. */
  public long forgetAt;

  /** For Flink. */
  public TableClock() {}
}
