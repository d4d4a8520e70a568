package io.flowlens.detect.replayloop;

/** One table with the functions that work on its changes: the detector's state. */
public final class TableReplays {
  /** In the order of their edges' ids. */
  public FunctionDelivery[] deliveries = new FunctionDelivery[0];

  /** What was added to its items; kept while a function writes to it. */
  public Additions additions = new Additions();

  /** {@link OtherWriters}, packed; empty while nothing is known of them. */
  public byte[] others = new byte[0];

  /** Start of the newest pane that was learned of them. */
  public long othersSeen;

  /** Start of the newest pane in which a function wrote to it. */
  public long lastWriteByFunction;

  /** Where this is a function: what is known of it; null for others. */
  public FedFunction function;

  /** For Flink. */
  public TableReplays() {}
}
