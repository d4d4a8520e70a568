package io.flowlens.schemas.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.schemas.SchemaVersion;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * An anomaly as it stands at one revision; {@code anomaly.schema.json} says what each field means.
 * All times are event time.
 */
public final class Anomaly {
  /** What keeps name and meaning in every version. */
  private static final Set<String> HEAD =
      Set.of(
          SchemaVersion.FIELD,
          "id",
          "type",
          "revision",
          "status",
          "severity",
          "startedAt",
          "updatedAt",
          "summary",
          "parentId");

  public int schemaVersion;
  public String id;

  /** Such as {@code retry-cascade}; later releases add types. */
  public String type;

  /** Counts up from 1 with each emission of the same id; the highest counts. */
  public int revision;

  /** {@code open}, {@code updated}, {@code resolved} or {@code retracted}. */
  public String status;

  /** {@code info}, {@code warning} or {@code critical}. */
  public String severity;

  /** From 0 to 1. */
  public double confidence;

  public Instant startedAt;
  public Instant detectedAt;
  public Instant updatedAt;

  /** Null while it goes on. */
  public Instant resolvedAt;

  /** Where it begins. */
  public Root root;

  /** The edges that it runs along, cause first. */
  public List<Edge> path = List.of();

  /** One sentence with the numbers. */
  public String summary;

  public List<String> findings = List.of();
  public List<Measure> measures = List.of();
  public List<Evidence> evidence = List.of();
  public List<String> counterEvidence = List.of();
  public List<Recommendation> recommendations = List.of();

  /** The anomaly that this one is a symptom of; null when none. */
  public String parentId;

  /** Why nobody is called for it; null when it is not muted. */
  public Muted muted;

  /**
   * Reads an anomaly. Of one that follows a newer schema it takes only what keeps its meaning in
   * every version: all but id, type, revision, status, severity, startedAt, updatedAt, summary and
   * parentId stays empty. So an anomaly can be reported whatever its version.
   *
   * @throws IllegalArgumentException if the text is no anomaly
   */
  public static Anomaly parse(String json) {
    ObjectNode record = Json.object(json, "anomaly");
    if (Json.version(record, "anomaly") > SchemaVersion.ANOMALY) {
      record.retain(HEAD);
    }
    Anomaly anomaly = Json.convert(record, Anomaly.class, "anomaly");
    if (anomaly.id == null || anomaly.revision < 1 || anomaly.status == null) {
      throw new IllegalArgumentException("This is no anomaly: it lacks id, revision or status.");
    }
    return anomaly;
  }

  /** Whether it follows a newer schema than this program knows, so that only its head is read. */
  public boolean headOnly() {
    return schemaVersion > SchemaVersion.ANOMALY;
  }

  /** Whether it goes on. */
  public boolean goesOn() {
    return status.equals("open") || status.equals("updated");
  }

  /** A number that an anomaly rests on. */
  public static final class Measure {
    /** Such as {@code attempts-per-call}. */
    public String name;

    /** The unit of observed, expected and threshold. */
    public String unit;

    public double observed;

    /** What would be usual; null when not known. */
    public Double expected;

    /** Where the line is drawn; null when none is drawn on this number. */
    public Double threshold;

    /** On which side of the threshold the bad values are: above or below; null means above. */
    public String bad;

    /** Observations that it is made from. */
    public long samples;
  }

  /** What a person can look up to check an anomaly. Ids that are not known are null. */
  public static final class Evidence {
    public String traceId;
    public String requestId;
    public String eventId;
    public String shardId;
    public String sequence;
    public Instant at;
    public String note;
  }

  /** The settings say that the anomaly is known, or meant. */
  public static final class Muted {
    public String reason;

    /** When that ends; null where it does not. */
    public Instant until;
  }

  /** What to do about an anomaly. */
  public static final class Recommendation {
    public String action;
    public String where;
    public String why;
  }
}
