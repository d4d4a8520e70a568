package io.flowlens.detect.regionmismatch;

/** What is known of the table in one region. */
public final class Replica {
  public String region;

  /** Start of the newest pane in which it answered or changed. */
  public long lastOk = Route.NEVER;

  /** Start of the newest pane in which it answered a client. */
  public long lastAnswer = Route.NEVER;

  /** Start of the newest pane in which it failed its callers. */
  public long lastDistress = Route.NEVER;

  /** Start of the first of the panes in which it has been failing its callers, on and off. */
  public long distressSince = Route.NEVER;

  /** How it failed them last, for a sentence. */
  public String distress = "";

  /** Five minutes of {@link ReplicaHealth}, packed. */
  public byte[] health = new byte[0];

  /** Its writes over two days, packed. */
  public byte[] writes = new byte[0];

  /** What shows that it is a replica of the table, for a sentence; empty while nothing does. */
  public String proof = "";

  /** A sample of the keys that changed in the running hour, while nothing shows it yet. */
  public long[] changedKeys = new long[0];

  /** For Flink. */
  public Replica() {}
}
