package io.flowlens.detect.regionmismatch;

import io.flowlens.model.Edge;
import io.flowlens.model.Pane;

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

  /** Start of the first pane with a call. */
  public long firstCall = NEVER;

  /** Start of the newest pane with a call that succeeded. */
  public long lastOk = NEVER;

  /** The usual median duration in microseconds; 0 while it is not known. */
  public float usualMicros;

  /** What is remembered of calls that leave the region; null where they do not. */
  public Strays strays;

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

  /** A mismatch is reported. */
  void report() {
    if (!active) {
      active = true;
      strays.report();
    }
  }

  /** It is no mismatch, or none any more. */
  void end() {
    if (strays != null) {
      strays.end(active, lastCall + Pane.MILLIS);
    }
    active = false;
    mismatchSince = NEVER;
    failover = false;
  }
}
