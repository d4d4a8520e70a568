package io.flowlens.schemas;

/**
 * Which version of its schema a record follows: the field {@value #FIELD}, a whole number, of every
 * edge aggregate, anomaly and dead letter.
 *
 * <p>It rises only when a field changes its meaning or goes. Fields, and values such as types and
 * reasons, are added without: read what you know.
 */
public final class SchemaVersion {
  /** The field's name, in JSON and in the edge table. */
  public static final String FIELD = "schemaVersion";

  public static final int EDGE_AGGREGATE = 1;
  public static final int ANOMALY = 1;
  public static final int DEAD_LETTER = 1;

  /** The version of the heartbeats that this release writes. */
  public static final int HEARTBEAT = 1;

  private SchemaVersion() {}
}
