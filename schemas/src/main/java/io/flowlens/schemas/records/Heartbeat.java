package io.flowlens.schemas.records;

import io.flowlens.schemas.SchemaVersion;
import java.time.Instant;

/**
 * The row of the edge table that a running job replaces every 10 s; {@code heartbeat.schema.json}
 * says what each field means. What is not known is null.
 */
public final class Heartbeat {
  public int schemaVersion;

  /** When the job wrote it, by the job's clock. */
  public Instant at;

  /** Event time up to which the detectors have judged. */
  public Instant judgedUntil;

  /**
   * Reads a heartbeat.
   *
   * @throws IllegalArgumentException if the text is no heartbeat
   * @throws NewerSchemaVersion if it follows a newer schema
   */
  public static Heartbeat parse(String json) {
    Heartbeat heartbeat = Json.known(json, Heartbeat.class, "heartbeat", SchemaVersion.HEARTBEAT);
    if (heartbeat.at == null) {
      throw new IllegalArgumentException("This is no heartbeat: it lacks at.");
    }
    return heartbeat;
  }
}
