package io.flowlens.ingest.formats.cloudwatch;

import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.util.HashMap;
import java.util.Map;

/** The metrics that are used: what each is a signal of, and which of its statistics counts. */
final class KnownMetric {
  /** Which statistic of a period is the signal's value. */
  enum Statistic {
    SUM,
    MAXIMUM,
    AVERAGE;

    double of(MetricPoint point) {
      switch (this) {
        case SUM:
          return point.sum;
        case MAXIMUM:
          return Double.isNaN(point.max) ? point.average() : point.max;
        default:
          return point.average();
      }
    }
  }

  private static final long MINUTE = 60;
  private static final long FIVE_MINUTES = 300;
  private static final Map<String, KnownMetric> ALL = new HashMap<>();

  static {
    table("ConsumedReadCapacityUnits", SignalKind.CONSUMED_READ_UNITS, Statistic.SUM);
    table("ConsumedWriteCapacityUnits", SignalKind.CONSUMED_WRITE_UNITS, Statistic.SUM);
    table("ProvisionedReadCapacityUnits", SignalKind.PROVISIONED_READ_UNITS, Statistic.MAXIMUM)
            .seconds =
        FIVE_MINUTES;
    table("ProvisionedWriteCapacityUnits", SignalKind.PROVISIONED_WRITE_UNITS, Statistic.MAXIMUM)
            .seconds =
        FIVE_MINUTES;
    throttles("ThrottleEvents", "");
    throttles("ProvisionedThroughputThrottleEvents", Signal.PROVISIONED);
    throttles("KeyRangeThroughputThrottleEvents", Signal.KEY_RANGE);
    throttles("AccountLimitThrottleEvents", Signal.ACCOUNT_LIMIT);
    throttles("MaxOnDemandThroughputThrottleEvents", Signal.MAX_ON_DEMAND);
    table("ConditionalCheckFailedRequests", SignalKind.CONDITION_FAILURES, Statistic.SUM);
    table("TransactionConflict", SignalKind.TRANSACTION_CONFLICTS, Statistic.SUM);
    put(MetricOwner.OPERATION, "ThrottledRequests", SignalKind.THROTTLED_REQUESTS, Statistic.SUM);
    put(
        MetricOwner.OPERATION,
        "SuccessfulRequestLatency",
        SignalKind.SERVICE_LATENCY,
        Statistic.AVERAGE);
    put(
                MetricOwner.REPLICA,
                "ReplicationLatency",
                SignalKind.REPLICATION_LATENCY,
                Statistic.AVERAGE)
            .seconds =
        FIVE_MINUTES;
    function("Invocations", SignalKind.FUNCTION_INVOCATIONS, Statistic.SUM);
    function("Errors", SignalKind.FUNCTION_ERRORS, Statistic.SUM);
    function("Throttles", SignalKind.FUNCTION_THROTTLES, Statistic.SUM);
    function("ConcurrentExecutions", SignalKind.FUNCTION_CONCURRENCY, Statistic.MAXIMUM);
    function("IteratorAge", SignalKind.ITERATOR_AGE, Statistic.MAXIMUM);
    stream("IncomingRecords", SignalKind.STREAM_RECORDS, Statistic.SUM);
    stream("GetRecords.IteratorAgeMilliseconds", SignalKind.ITERATOR_AGE, Statistic.MAXIMUM);
    stream("WriteProvisionedThroughputExceeded", SignalKind.STREAM_WRITE_THROTTLES, Statistic.SUM);
    stream("ReadProvisionedThroughputExceeded", SignalKind.STREAM_READ_THROTTLES, Statistic.SUM);
    queue("ApproximateAgeOfOldestMessage", SignalKind.QUEUE_AGE);
    queue("ApproximateNumberOfMessagesVisible", SignalKind.QUEUE_DEPTH);
  }

  final MetricOwner owner;
  final SignalKind kind;
  final Statistic statistic;

  /** {@link Signal#CAUSE}; empty where it has none. */
  private String cause = "";

  /** How long its period is where the source does not tell. */
  private long seconds = MINUTE;

  private KnownMetric(MetricOwner owner, SignalKind kind, Statistic statistic) {
    this.owner = owner;
    this.kind = kind;
    this.statistic = statistic;
  }

  /** Null where nothing uses it. */
  static KnownMetric of(MetricPoint point) {
    return ALL.get(point.namespace + '/' + point.name);
  }

  String cause() {
    return cause;
  }

  long seconds() {
    return seconds;
  }

  private static void throttles(String name, String cause) {
    table("Read" + name, SignalKind.READ_THROTTLES, Statistic.SUM).cause = cause;
    table("Write" + name, SignalKind.WRITE_THROTTLES, Statistic.SUM).cause = cause;
  }

  private static KnownMetric table(String name, SignalKind kind, Statistic statistic) {
    return put(MetricOwner.TABLE, name, kind, statistic);
  }

  private static void function(String name, SignalKind kind, Statistic statistic) {
    put(MetricOwner.FUNCTION, name, kind, statistic);
  }

  private static void stream(String name, SignalKind kind, Statistic statistic) {
    put(MetricOwner.STREAM, name, kind, statistic);
  }

  private static void queue(String name, SignalKind kind) {
    put(MetricOwner.QUEUE, name, kind, Statistic.MAXIMUM);
  }

  private static KnownMetric put(
      MetricOwner owner, String name, SignalKind kind, Statistic statistic) {
    KnownMetric metric = new KnownMetric(owner, kind, statistic);
    ALL.put(owner.namespace + '/' + name, metric);
    return metric;
  }
}
