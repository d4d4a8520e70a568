package io.flowlens.detect.regionmismatch;

/** What is known of the table in one region. */
public final class Replica {
  public String region;

  /** Start of the newest pane in which it answered or changed. */
  public long lastOk = Route.NEVER;

  /** Start of the newest pane in which it took a write from a client. */
  public long lastWrite = Route.NEVER;

  /** Start of the newest pane in which it failed its callers. */
  public long lastDistress = Route.NEVER;

  /** For Flink. */
  public Replica() {}
}
