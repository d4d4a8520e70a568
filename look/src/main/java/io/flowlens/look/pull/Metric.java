package io.flowlens.look.pull;

import io.flowlens.look.archive.Configuration.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A metric of CloudWatch, and what is asked of it. */
public record Metric(
    String namespace, String name, Map<String, String> dimensions, Statistic statistic) {

  /** The namespace of tables. */
  public static final String TABLES = "AWS/DynamoDB";

  /** The namespace of functions. */
  public static final String FUNCTIONS = "AWS/Lambda";

  /** The dimension that names a table. */
  public static final String TABLE = "TableName";

  /** The dimension that names a function. */
  public static final String FUNCTION = "FunctionName";

  /** Of its samples there is one for each call that succeeded. */
  public static final String LATENCY = "SuccessfulRequestLatency";

  private static final String INDEX = "GlobalSecondaryIndexName";

  private static final List<String> OF_TABLE =
      List.of(
          "ConsumedReadCapacityUnits",
          "ConsumedWriteCapacityUnits",
          "ReadThrottleEvents",
          "WriteThrottleEvents",
          "ConditionalCheckFailedRequests",
          "TransactionConflict");

  private static final List<String> OF_INDEX =
      List.of("ConsumedReadCapacityUnits", "ReadThrottleEvents", "WriteThrottleEvents");

  private static final List<String> OF_FUNCTION = List.of("Invocations", "Errors", "Throttles");

  private static final List<String> OPERATIONS =
      List.of(
          "GetItem",
          "BatchGetItem",
          "Query",
          "Scan",
          "PutItem",
          "UpdateItem",
          "DeleteItem",
          "BatchWriteItem",
          "TransactGetItems",
          "TransactWriteItems",
          "ExecuteStatement");

  /** What of a minute is asked for. */
  public enum Statistic {
    SUM("Sum", "sum"),
    COUNT("SampleCount", "count");

    private final String asked;
    private final String written;

    Statistic(String asked, String written) {
      this.asked = asked;
      this.written = written;
    }

    /** As CloudWatch names it. */
    public String asked() {
      return asked;
    }

    /** As a metric stream names it. */
    public String written() {
      return written;
    }
  }

  /** Those of a table and its indexes. */
  static List<Metric> ofTable(Table table) {
    List<Metric> metrics = new ArrayList<>();
    for (String name : OF_TABLE) {
      metrics.add(new Metric(TABLES, name, Map.of(TABLE, table.name()), Statistic.SUM));
    }
    for (String index : table.indexes()) {
      for (String name : OF_INDEX) {
        metrics.add(
            new Metric(TABLES, name, Map.of(TABLE, table.name(), INDEX, index), Statistic.SUM));
      }
    }
    return metrics;
  }

  /** Those of a table that count calls. */
  static List<Metric> ofOperations(String table) {
    return OPERATIONS.stream()
        .map(
            operation ->
                new Metric(
                    TABLES, LATENCY, Map.of(TABLE, table, "Operation", operation), Statistic.COUNT))
        .toList();
  }

  /** Those of a function. */
  static List<Metric> ofFunction(String function) {
    return OF_FUNCTION.stream()
        .map(name -> new Metric(FUNCTIONS, name, Map.of(FUNCTION, function), Statistic.SUM))
        .toList();
  }
}
