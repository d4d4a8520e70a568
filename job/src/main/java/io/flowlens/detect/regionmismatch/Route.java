package io.flowlens.detect.regionmismatch;

import io.flowlens.model.Edge;

/** What is remembered of one edge into the table: who calls which replica how. */
public final class Route {
  /** No time. */
  static final long NEVER = Long.MIN_VALUE;

  public Edge edge;

  /** An hour of {@link RouteTraffic}, packed. */
  public byte[] hour = new byte[0];

  /** Its calls over six hours, packed. */
  public byte[] sixHours = new byte[0];

  /** Start of the newest pane with a call. */
  public long lastCall = NEVER;

  /** Calls that the same caller made to other replicas since. */
  public long elsewhereSince;

  /** Start of the pane since when it has been a mismatch; {@link #NEVER} while it is none. */
  public long mismatchSince = NEVER;

  /** Whether this is a failover: it is given time to go back. */
  public boolean failover;

  /** Whether it is reported. */
  public boolean active;

  /** For Flink. */
  public Route() {}
}
