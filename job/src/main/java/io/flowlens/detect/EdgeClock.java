package io.flowlens.detect;

import io.flowlens.model.Edge;

/** Where one edge stands in event time: state of {@link PaneDetectors}. */
public final class EdgeClock {
  public Edge edge;

  /** Start of the newest pane judged, epoch milliseconds. */
  public long lastPane;

  /** When the pane after it is judged as silent unless it comes; 0 while silence means clear. */
  public long silentAt;

  /** When to see whether the edge can be forgotten. */
  public long forgetAt;

  /** For Flink. */
  public EdgeClock() {}
}
