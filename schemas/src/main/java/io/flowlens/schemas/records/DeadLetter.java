package io.flowlens.schemas.records;

import io.flowlens.schemas.SchemaVersion;
import java.time.Instant;

/**
 * Input that could not be used, or a part of it; {@code dead-letter.schema.json} says what each
 * field means. What is not known is null.
 */
public final class DeadLetter {
  public int schemaVersion;

  /** One of {@link io.flowlens.schemas.DeadLetterReason}; later releases add reasons. */
  public String reason;

  /** One sentence for a person. */
  public String detail;

  public String stream;
  public String shardId;
  public String sequence;

  /** When the stream took it. */
  public Instant arrival;

  /** Which part this is; null when it is the whole. */
  public Part part;

  /** The input's bytes. */
  public byte[] data;

  /**
   * Reads a dead letter.
   *
   * @throws IllegalArgumentException if the text is no dead letter
   * @throws NewerSchemaVersion if it follows a newer schema
   */
  public static DeadLetter parse(String json) {
    DeadLetter letter =
        Json.known(json, DeadLetter.class, "dead letter", SchemaVersion.DEAD_LETTER);
    if (letter.reason == null || letter.data == null) {
      throw new IllegalArgumentException("This is no dead letter: it lacks reason or data.");
    }
    return letter;
  }

  /** Which part of how many. */
  public static final class Part {
    /** From 1. */
    public int number;

    public int of;
  }
}
