package io.flowlens.detect.consistencyconflict;

import io.flowlens.model.Edge;

/** In which modes one caller uses the table: a part of the detector's state. */
public final class CallerModes {
  /** One of its edges to the table: that to which the newest calls went. */
  public Edge edge;

  /** Start of the first and of the newest round in which it called. */
  public long knownSince;

  public long lastCall;

  /** What it did before the running window, packed: see {@link ModeCounts}. */
  public byte[] past = new byte[0];

  /** The running window, packed, and when it began. */
  public byte[] running = new byte[0];

  public long runningSince;

  /** The highest share of each mode in any window, in percent; empty at first. */
  public byte[] highest = new byte[0];

  /** The change of mode whose effect is watched; null where there is none. */
  public ModeSwitch switched;

  /** For Flink. */
  public CallerModes() {}
}
