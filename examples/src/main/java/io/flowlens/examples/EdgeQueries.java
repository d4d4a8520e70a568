package io.flowlens.examples;

import io.flowlens.schemas.EdgeTable;
import io.flowlens.schemas.records.Anomaly;
import io.flowlens.schemas.records.EdgeRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads the edge table. Times are starts of minutes, in event time. */
public final class EdgeQueries {
  private static final int MINUTE = 60;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public EdgeQueries(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** The rows of one edge whose minute began from start to end, both included, oldest first. */
  public List<EdgeRow> history(String edgeId, Instant start, Instant end) {
    return query(
            query -> query.keyConditionExpression("pk = :pk AND sk BETWEEN :start AND :end"),
            Map.of(
                ":pk", EdgeTable.pk(edgeId),
                ":start", EdgeTable.sk(MINUTE, start),
                ":end", EdgeTable.sk(MINUTE, end)))
        .map(EdgeRow::parse)
        .toList();
  }

  /** The rows of all edges of one minute: one query for each partition of the index. */
  public List<EdgeRow> minute(Instant start) {
    return IntStream.range(0, EdgeTable.SPREAD)
        .mapToObj(spread -> EdgeTable.window(MINUTE, start, spread))
        .flatMap(window -> query(EdgeQueries::byWindow, Map.of(":window", window)))
        .map(EdgeRow::parse)
        .toList();
  }

  /** The anomalies that started on a day of UTC, each at its last revision, the latest first. */
  public List<Anomaly> anomalies(LocalDate day) {
    String pk = EdgeTable.anomalyPk(day.atStartOfDay().toInstant(ZoneOffset.UTC));
    return query(
            query -> query.keyConditionExpression("pk = :pk").scanIndexForward(false),
            Map.of(":pk", pk))
        .map(Anomaly::parse)
        .toList();
  }

  /**
   * The edges that wasted most in minutes from start on: by write units that failed attempts cost,
   * then by retries, the worst first.
   */
  public List<Waste> waste(Instant start, int minutes) {
    Map<String, Waste> byEdge = new HashMap<>();
    for (int i = 0; i < minutes; i++) {
      for (EdgeRow row : minute(start.plus(Duration.ofMinutes(i)))) {
        byEdge.merge(
            row.edgeId, new Waste(row.edgeId, row.wastedWriteUnits, row.retries), Waste::plus);
      }
    }
    return byEdge.values().stream()
        .filter(waste -> waste.writeUnits() > 0 || waste.retries() > 0)
        .sorted(Comparator.comparing(Waste::writeUnits).thenComparing(Waste::retries).reversed())
        .toList();
  }

  /** What the failed attempts along an edge cost. */
  public record Waste(String edgeId, double writeUnits, long retries) {
    private Waste plus(Waste more) {
      return new Waste(edgeId, writeUnits + more.writeUnits, retries + more.retries);
    }
  }

  private static void byWindow(QueryRequest.Builder query) {
    query
        .indexName(EdgeTable.BY_WINDOW)
        .keyConditionExpression("#window = :window")
        .expressionAttributeNames(Map.of("#window", EdgeTable.WINDOW));
  }

  /** All pages of a query, each item as JSON. */
  private Stream<String> query(
      Consumer<QueryRequest.Builder> condition, Map<String, String> texts) {
    Map<String, AttributeValue> values = new HashMap<>();
    texts.forEach((name, text) -> values.put(name, AttributeValue.fromS(text)));
    QueryRequest.Builder request =
        QueryRequest.builder().tableName(table).expressionAttributeValues(values);
    condition.accept(request);
    return dynamoDb.queryPaginator(request.build()).items().stream()
        .map(item -> EnhancedDocument.fromAttributeValueMap(item).toJson());
  }
}
