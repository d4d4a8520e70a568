package io.flowlens.model;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** A measured fact about one node, such as a change of its configuration or an invocation. */
public final class Signal {
  public SignalKind kind;

  public Node node;

  /** When, epoch milliseconds. */
  public long time;

  /** How soon after its time it arrives. */
  public Evidence evidence = Evidence.FAST;

  /** In the {@link SignalKind#unit} of its kind. */
  public double value;

  /** What else is known of it, such as {@link #OPERATION}, by name. */
  @TypeInfo(Pinned.Dimensions.class)
  public Map<String, String> dimensions = new TreeMap<>();

  /** What a person wants to know of it: who did it, what changed. */
  public String detail = "";

  /** The id of the event that tells of it, to be looked up at its source; empty if it has none. */
  public String eventId = "";

  /** Dimension of {@link SignalKind#CONFIGURATION_CHANGE}: such as {@code UpdateTable}. */
  public static final String OPERATION = "operation";

  /**
   * Dimension of {@link SignalKind#CONFIGURATION_CHANGE} of a table: the regions of its replicas,
   * as far as the change names them, with commas between.
   */
  public static final String REPLICAS = "replicas";

  /** Dimension of what Lambda reports: {@code success}, {@code error} or {@code timeout}. */
  public static final String STATUS = "status";

  /** Dimension of what Lambda reports: the type of the error. */
  public static final String ERROR_TYPE = "errorType";

  /**
   * Dimension of what is about a function: the name of the {@link NodeKind} of what feeds it, or
   * {@link #NO_SOURCE}.
   */
  public static final String SOURCE_KIND = "sourceKind";

  /** Dimension of the same: the name of what feeds it. */
  public static final String SOURCE_NAME = "sourceName";

  /** Where a function is no longer fed. */
  public static final String NO_SOURCE = "none";

  /** Dimension of a metric: how long its period is, in seconds. */
  public static final String PERIOD = "period";

  /** Dimension of throttled reads and writes: one of these causes; missing where it is of all. */
  public static final String CAUSE = "cause";

  /** A cause of throttling: more than the provisioned capacity. */
  public static final String PROVISIONED = "provisioned";

  /** A cause of throttling: more than one partition can take, whatever the capacity. */
  public static final String KEY_RANGE = "key-range";

  /** A cause of throttling: more than the account may have. */
  public static final String ACCOUNT_LIMIT = "account-limit";

  /** A cause of throttling: more than the maximum that was set for on-demand capacity. */
  public static final String MAX_ON_DEMAND = "max-on-demand";

  /** Dimension of {@link SignalKind#SCALING}: {@link #READ} or {@link #WRITE} capacity. */
  public static final String CAPACITY = "capacity";

  /** Capacity to read. */
  public static final String READ = "read";

  /** Capacity to write. */
  public static final String WRITE = "write";

  /** Dimension of {@link SignalKind#SCALING}: the capacity before; missing where it is not told. */
  public static final String FORMER = "former";

  /** Dimension of {@link SignalKind#SCALING}: {@link #AUTO_SCALING}, else a person or program. */
  public static final String BY = "by";

  /** It was auto scaling. */
  public static final String AUTO_SCALING = "auto-scaling";

  /** Dimension of {@link SignalKind#REPLICATION_LATENCY}: the region of the receiving replica. */
  public static final String RECEIVING_REGION = "receivingRegion";

  /** For Flink. */
  public Signal() {}

  /** A dimension's value; empty where it is not known. */
  public String dimension(String name) {
    return dimensions.getOrDefault(name, "");
  }
}
