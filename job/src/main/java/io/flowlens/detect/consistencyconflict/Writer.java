package io.flowlens.detect.consistencyconflict;

import io.flowlens.model.Edge;

/** A caller that writes to the table in one region. */
public final class Writer {
  public Edge edge;

  /** Start of the newest pane in which it wrote. */
  public long lastWrite;

  /** Writes that succeeded since it is remembered. */
  public long writes;

  /** For Flink. */
  public Writer() {}
}
