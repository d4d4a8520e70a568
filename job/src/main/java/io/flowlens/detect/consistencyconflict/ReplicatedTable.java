package io.flowlens.detect.consistencyconflict;

import io.flowlens.model.Node;

/** What is remembered of one table: the detector's state. */
public final class ReplicatedTable {
  /** The table in each region whose change records are known, in the order they became known. */
  public Node[] regions = new Node[0];

  /** The newest changes of its items, packed: see {@link Steps}. */
  public byte[] steps = new byte[0];

  /** Changes that all regions recorded, or that a comparison of histories explained. */
  public long replicated;

  /** Changes that some regions never recorded. */
  public long unmatched;

  /** Whether only a sample of the items could be followed. */
  public boolean isSample;

  /** Who writes to the table, in the order of their edges' ids. */
  public Writer[] writers = new Writer[0];

  /** In which modes callers use the table, in the order of their ids. */
  public CallerModes[] callers = new CallerModes[0];

  /** What was lost; null where nothing was of late. */
  public Losses losses;

  /** For Flink. */
  public ReplicatedTable() {}
}
