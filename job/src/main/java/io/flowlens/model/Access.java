package io.flowlens.model;

import java.util.Locale;

/** How data passes along an edge. */
public enum Access {
  READ,
  WRITE,
  /** A transaction, reading or writing. */
  TRANSACT,
  /** Service to service. */
  CALL,
  /** Table to its change stream. */
  CHANGE,
  /** Stream, queue or bus to function. */
  DELIVER,
  /** Something sent to a stream, topic, queue or bus. */
  PUBLISH,
  /** Replica to replica of a global table. */
  REPLICATE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word used in ids and JSON, for example {@code write}. */
  public String label() {
    return label;
  }

  /**
   * The access with this label.
   *
   * @throws IllegalArgumentException if none has it
   */
  public static Access of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
