package io.flowlens.model;

/** What a signal measures, and in which unit. Stored by name: none is ever renamed. */
public enum SignalKind {
  /** Somebody changed a table or a function; the value is 1. */
  CONFIGURATION_CHANGE("1"),
  /** A function was invoked; the value is how long its handler ran, NaN where that is unknown. */
  INVOCATION("ms"),
  /** A function's environment was started; the value is how long that took. */
  COLD_START("ms"),
  /** An invocation failed; the value is 1. */
  INVOCATION_FAILED("1"),

  /** The capacity of a table or index was changed; the value is the new capacity. */
  SCALING("units/s"),
  /** An alarm began of auto scaling for more capacity; the value is its threshold for a minute. */
  SCALING_ALARM("units"),

  // Metrics of CloudWatch: each is one period of one metric. See docs/inputs.md.
  /** Read units that a table or index consumed in the period. */
  CONSUMED_READ_UNITS("units", true),
  /** Write units that a table or index consumed in the period. */
  CONSUMED_WRITE_UNITS("units", true),
  /** The read capacity of a table or index. */
  PROVISIONED_READ_UNITS("units/s", true),
  /** The write capacity of a table or index. */
  PROVISIONED_WRITE_UNITS("units/s", true),
  /** Throttled reads of items, all together or those with one {@link Signal#CAUSE}. */
  READ_THROTTLES("1", true),
  /** Throttled writes of items, all together or those with one {@link Signal#CAUSE}. */
  WRITE_THROTTLES("1", true),
  /** Requests to a table of one operation that were throttled. */
  THROTTLED_REQUESTS("1", true),
  /** Writes to a table that failed their condition. */
  CONDITION_FAILURES("1", true),
  /** Items of a table whose request was refused because a transaction held them. */
  TRANSACTION_CONFLICTS("1", true),
  /** How long successful requests of one operation took inside the service, on average. */
  SERVICE_LATENCY("ms", true),
  /** How long a write takes to reach the replica in one region, on average. */
  REPLICATION_LATENCY("ms", true),

  /** Invocations of a function, failed ones among them. */
  FUNCTION_INVOCATIONS("1", true),
  /** Invocations of a function that failed. */
  FUNCTION_ERRORS("1", true),
  /** Invocations of a function that were refused for want of concurrency. */
  FUNCTION_THROTTLES("1", true),
  /** How many invocations of a function ran at once, at most. */
  FUNCTION_CONCURRENCY("1", true),
  /** The age of the last record of a batch that was read from a stream, at most. */
  ITERATOR_AGE("ms", true),

  /** Records put into a stream. */
  STREAM_RECORDS("1", true),
  /** Calls that put records and were refused for want of the stream's throughput. */
  STREAM_WRITE_THROTTLES("1", true),
  /** Calls that read records and were refused for want of the stream's throughput. */
  STREAM_READ_THROTTLES("1", true),

  /** The age of the oldest message that waits in a queue, at most. */
  QUEUE_AGE("s", true),
  /** How many messages wait in a queue, at most. */
  QUEUE_DEPTH("1", true);

  private final String unit;
  private final boolean metric;

  SignalKind(String unit) {
    this(unit, false);
  }

  SignalKind(String unit, boolean metric) {
    this.unit = unit;
    this.metric = metric;
  }

  /**
   * Whether it is one period of a metric, which may be delivered several times and then counts
   * once. Its time is the start of the period.
   */
  public boolean isMetric() {
    return metric;
  }

  /** The unit of the value, such as {@code ms}; {@code 1} for a count. */
  public String unit() {
    return unit;
  }
}
