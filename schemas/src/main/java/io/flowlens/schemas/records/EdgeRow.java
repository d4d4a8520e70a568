package io.flowlens.schemas.records;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flowlens.schemas.SchemaVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One arrow of the diagram over one window; {@code edge-aggregate.schema.json} says what each field
 * means.
 */
public final class EdgeRow {
  public int schemaVersion;

  /** {@code <from>|<to>|<access>}, with percent-encoded parts. */
  public String edgeId;

  public Node from;
  public Node to;

  /** How data passes, such as {@code read}, {@code write} or {@code call}. */
  public String access;

  public Instant windowStart;

  /** 60, 300 or 3600. */
  public int windowSeconds;

  /** Whether the window is closed; late evidence may still write it again. */
  @JsonProperty("final")
  public boolean isFinal;

  /** Logical calls, however often they were tried. */
  public long calls;

  /** First tries plus retries. */
  public long attempts;

  public long retries;

  /**
   * Calls whose source shows how often they were tried; 0 where retries cannot be seen, null in a
   * row of an older version.
   */
  public Long attemptsShown;

  /** Calls that succeeded in the end. */
  public long ok;

  /** Calls that failed in the end. */
  public long failed;

  public Errors errors;

  /** Calls by operation of the API. */
  public Map<String, Long> operations = Map.of();

  /** Null when no call told its duration. */
  public Latency latencyMs;

  public double readUnits;
  public double writeUnits;

  /** Write capacity units consumed by attempts that failed. */
  public double wastedWriteUnits;

  public long bytes;
  public long records;
  public long strongReads;
  public long eventualReads;
  public boolean crossRegion;
  public long coldStarts;

  /** Distinct item keys: exact to 64, an estimate beyond. */
  public long distinctKeys;

  /** Where attempts to write went; null where all were useful, and of edges that do not write. */
  public Ledger ledger;

  /** How the edge keeps what it is promised to be; null where no contract is about it. */
  public Contract contract;

  public List<Exemplar> exemplars = List.of();
  public Complete complete;

  /**
   * Reads a row: the JSON of a replay's {@code edges.jsonl}, or a table's item as JSON, such as
   * {@code EnhancedDocument.fromAttributeValueMap(item).toJson()}.
   *
   * @throws IllegalArgumentException if the text is no row of an edge
   * @throws NewerSchemaVersion if it follows a newer schema
   */
  public static EdgeRow parse(String json) {
    EdgeRow row = Json.known(json, EdgeRow.class, "edge row", SchemaVersion.EDGE_AGGREGATE);
    if (row.edgeId == null || row.windowStart == null) {
      throw new IllegalArgumentException("This is no edge row: it lacks edgeId or windowStart.");
    }
    return row;
  }

  /** Failed attempts by cause. */
  public static final class Errors {
    public long throttled;
    public long conflict;
    public long conditional;
    public long timeout;
    public long server;
    public long client;
    public long other;
  }

  /** Where attempts to write went: all but {@link #units} are attempts and add up to all. */
  public static final class Ledger {
    public long useful;
    public long throttled;
    public long failedConditions;
    public long conflicts;
    public long replicatedConflicts;
    public long cancelledByCondition;
    public long cancelledByConflict;
    public long cancelledByThrottling;
    public long cancelledByOtherTable;
    public long cancelledUnexplained;
    public long duplicates;

    /** Timeouts and failures of the service: whether they wrote is not known. */
    public long unknown;

    public long rejected;
    public Units units;
  }

  /** Write capacity units, as far as told. */
  public static final class Units {
    /** Useful attempts whose units are told. */
    public long usefulMeasured;

    /** Failed attempts, other than throttled ones, whose units are told. */
    public long failedMeasured;

    public double useful;
    public double failedConditions;
    public double conflicts;
    public double cancelled;
    public double duplicates;

    /** Of calls whose attempts failed in several ways. */
    public double other;
  }

  /** How an edge keeps what a group {@code Contract.<name>} of the configuration promises. */
  public static final class Contract {
    public String name;

    /** Calls that succeed; null where the contract has no availability. */
    public Availability availability;

    /** Calls that are fast; null where the contract has no timing. */
    public Timing timing;
  }

  /** Calls that succeed, after retries or without. */
  public static final class Availability {
    /** The promised share, between 0 and 1. */
    public double target;

    /** Calls that count. */
    public long calls;

    /** Of these, those that were as promised. */
    public long good;

    /** Above 1 the budget is spent too fast; null where no call counts. */
    public Double burn;
  }

  /** Calls that are fast, retries included. */
  public static final class Timing {
    /** The promised share, between 0 and 1. */
    public double target;

    /** A call that takes longer is not as promised; milliseconds. */
    public double fasterMs;

    /** Calls whose duration is known. */
    public long calls;

    /** Of these, those that were as promised. */
    public long good;

    /** Above 1 the budget is spent too fast; null where no call counts. */
    public Double burn;
  }

  /** How long calls took, in milliseconds, retries included. */
  public static final class Latency {
    /** Calls that told their duration. */
    public long count;

    public double mean;
    public double p50;
    public double p90;
    public double p99;
    public double p999;
    public double max;
  }

  /** A flow by name. */
  public static final class Exemplar {
    public String traceId;
    public String requestId;

    /** Milliseconds; null when unknown. */
    public Double latencyMs;

    /** {@code ok}, or the class of the last failure. */
    public String outcome;

    public Instant at;
  }

  /** How far the counts can be trusted; all zero when they are complete. In calls. */
  public static final class Complete {
    public long sampled;
    public long unpaired;
    public long late;
    public long folded;
  }
}
