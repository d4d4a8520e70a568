package io.flowlens.schemas;

/**
 * The fields of an edge aggregate: names in its JSON and, as native attributes, in the edge table.
 * What each means, its unit and range stand in {@code edge-aggregate.schema.json}.
 */
public final class EdgeAttributes {
  public static final String SCHEMA_VERSION = SchemaVersion.FIELD;
  public static final String EDGE_ID = "edgeId";
  public static final String FROM = "from";
  public static final String TO = "to";
  public static final String ACCESS = "access";

  /** Of {@link #FROM} and {@link #TO}. */
  public static final String KIND = "kind";

  /** Of {@link #FROM} and {@link #TO}. */
  public static final String ACCOUNT = "account";

  /** Of {@link #FROM} and {@link #TO}. */
  public static final String REGION = "region";

  /** Of {@link #FROM} and {@link #TO}. */
  public static final String NAME = "name";

  public static final String WINDOW_START = "windowStart";
  public static final String WINDOW_SECONDS = "windowSeconds";
  public static final String FINAL = "final";
  public static final String CALLS = "calls";
  public static final String ATTEMPTS = "attempts";
  public static final String RETRIES = "retries";
  public static final String ATTEMPTS_SHOWN = "attemptsShown";
  public static final String OK = "ok";
  public static final String FAILED = "failed";
  public static final String ERRORS = "errors";
  public static final String OPERATIONS = "operations";
  public static final String LATENCY_MS = "latencyMs";
  public static final String READ_UNITS = "readUnits";
  public static final String WRITE_UNITS = "writeUnits";
  public static final String WASTED_WRITE_UNITS = "wastedWriteUnits";
  public static final String BYTES = "bytes";
  public static final String RECORDS = "records";
  public static final String STRONG_READS = "strongReads";
  public static final String EVENTUAL_READS = "eventualReads";
  public static final String CROSS_REGION = "crossRegion";
  public static final String COLD_STARTS = "coldStarts";
  public static final String DISTINCT_KEYS = "distinctKeys";

  /** Of an edge that writes; absent where every attempt was useful. */
  public static final String LEDGER = "ledger";

  /** Of an edge that is promised to be something. */
  public static final String CONTRACT = "contract";

  public static final String EXEMPLARS = "exemplars";
  public static final String COMPLETE = "complete";

  private EdgeAttributes() {}
}
