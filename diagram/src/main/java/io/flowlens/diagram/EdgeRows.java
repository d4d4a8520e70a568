package io.flowlens.diagram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.schemas.EdgeTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads the edge table; every row comes as the JSON of the outside contract. */
final class EdgeRows {
  /** The diagram lives on the one-minute rows. */
  static final int WINDOW_SECONDS = 60;

  private final DynamoDbClient dynamodb;
  private final String table;

  EdgeRows(DynamoDbClient dynamodb, String table) {
    this.dynamodb = dynamodb;
    this.table = table;
  }

  /** Every edge's row of the minute that starts at {@code minute}: one Query per spread. */
  List<ObjectNode> minute(Instant minute) {
    List<ObjectNode> rows = new ArrayList<>();
    for (int spread = 0; spread < EdgeTable.SPREAD; spread++) {
      QueryRequest.Builder request =
          QueryRequest.builder()
              .tableName(table)
              .indexName(EdgeTable.BY_WINDOW)
              .keyConditionExpression("#window = :window")
              .expressionAttributeNames(Map.of("#window", EdgeTable.WINDOW))
              .expressionAttributeValues(
                  Map.of(":window", text(EdgeTable.window(WINDOW_SECONDS, minute, spread))));
      read(request, rows);
    }
    return rows;
  }

  /** One edge's minutes from {@code from} to {@code to}, both included, oldest first: one Query. */
  List<ObjectNode> history(String edgeId, Instant from, Instant to) {
    List<ObjectNode> rows = new ArrayList<>();
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("#pk = :pk and #sk between :from and :to")
            .expressionAttributeNames(Map.of("#pk", EdgeTable.PK, "#sk", EdgeTable.SK))
            .expressionAttributeValues(
                Map.of(
                    ":pk", text(EdgeTable.pk(edgeId)),
                    ":from", text(EdgeTable.sk(WINDOW_SECONDS, from)),
                    ":to", text(EdgeTable.sk(WINDOW_SECONDS, to))));
    read(request, rows);
    return rows;
  }

  /** The job's heartbeat as {@code heartbeat.schema.json} describes it; null if there is none. */
  ObjectNode heartbeat() {
    List<ObjectNode> rows = new ArrayList<>();
    // A Query, as everything else that the diagram reads, so that its role needs one permission.
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("#pk = :pk and #sk = :sk")
            .expressionAttributeNames(Map.of("#pk", EdgeTable.PK, "#sk", EdgeTable.SK))
            .expressionAttributeValues(
                Map.of(":pk", text(EdgeTable.HEARTBEAT_PK), ":sk", text(EdgeTable.HEARTBEAT_SK)));
    read(request, rows);
    return rows.isEmpty() ? null : rows.get(0);
  }

  private void read(QueryRequest.Builder request, List<ObjectNode> rows) {
    dynamodb.queryPaginator(request.build()).items().stream()
        .map(Attributes::row)
        .forEach(rows::add);
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
