package io.flowlens.detect.contractbreach;

import io.flowlens.model.Edge;

/** What is remembered of one edge that has a contract, or may learn one. */
public final class PromisedEdge {
  public Edge edge;

  /** Start of its first pane, epoch milliseconds. */
  public long since;

  /** Start of its newest pane with a call. */
  public long lastCall;

  /** Calls an hour when the newest one came. */
  public long hourlyRate;

  /** {@link CallRings}. */
  public byte[] calls = new byte[0];

  /** {@link UsualCalls}. */
  public byte[] usual = new byte[0];

  /**
   * What was missed since the last call, in rounds in which its program went on: thousandths of the
   * usual calls; where the contract says how often one comes, milliseconds.
   */
  public long missed;

  /** The learned availability in millionths; 0 while none is learned. */
  public int learned;

  /** Null while nothing is spent too fast. */
  public Breach breach;

  /** For Flink. */
  public PromisedEdge() {}
}
