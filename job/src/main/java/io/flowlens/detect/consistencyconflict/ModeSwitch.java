package io.flowlens.detect.consistencyconflict;

import io.flowlens.model.Edge;

/** A caller began to use a table in another mode. */
public final class ModeSwitch {
  /** The caller's edge with which it is reported; null until it is. */
  public Edge edge;

  /** Start of the window in which it was seen, epoch milliseconds. */
  public long since;

  /** Which mode gained most: the place in {@link ModeCounts.Mode}. */
  public int mode;

  /** The shares of this mode before and in that window. */
  public double shareBefore;

  public double shareAfter;

  /** What the caller did before and since, packed: see {@link ModeCounts}. */
  public byte[] before = new byte[0];

  public byte[] after = new byte[0];

  /** What became of its conflicts: a name of {@link Effect}; empty while that is not known. */
  public String effect = "";

  /** Since when that is known. */
  public long knownSince;

  /** For Flink. */
  public ModeSwitch() {}

  /** What a change of mode does to conflicts. */
  enum Effect {
    /** Fewer are visible, and no more updates are lost. */
    IMPROVED,
    /** Fewer are visible, but more updates are lost between regions. */
    HIDDEN,
    /** Fewer are visible to this caller, more to others. */
    MOVED,
    /** More are visible. */
    WORSE,
    /** As many as before. */
    NONE
  }
}
