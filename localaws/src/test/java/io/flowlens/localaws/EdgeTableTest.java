package io.flowlens.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowlens.schemas.EdgeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** The queries that the edge table is made for, and what its writes cost. */
class EdgeTableTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO = new DynamoDbExtension();

  private String table;

  @BeforeEach
  void create() {
    table =
        DYNAMO
            .create(
                DynamoDbExtension.request(EdgeTable.PK)
                    .keySchema(
                        DynamoDbExtension.hash(EdgeTable.PK), DynamoDbExtension.range(EdgeTable.SK))
                    .attributeDefinitions(
                        DynamoDbExtension.text(EdgeTable.PK),
                        DynamoDbExtension.text(EdgeTable.SK),
                        DynamoDbExtension.text(EdgeTable.WINDOW))
                    .globalSecondaryIndexes(
                        GlobalSecondaryIndex.builder()
                            .indexName(EdgeTable.BY_WINDOW)
                            .keySchema(
                                DynamoDbExtension.hash(EdgeTable.WINDOW),
                                DynamoDbExtension.range(EdgeTable.PK))
                            .projection(all -> all.projectionType(ProjectionType.ALL))
                            .build()))
            .tableName();
  }

  @Test
  void aWindowsWholeDiagramIsReadPageByPageInTheOrderOfItsEdges() {
    for (int edge = 0; edge < 25; edge++) {
      write("edge#" + (100 + edge), "12:00");
      write("edge#" + (100 + edge), "12:01");
    }

    List<String> read = new ArrayList<>();
    DYNAMO
        .client
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .indexName(EdgeTable.BY_WINDOW)
                    .limit(10)
                    .keyConditionExpression("#w = :w")
                    .expressionAttributeNames(Map.of("#w", EdgeTable.WINDOW))
                    .expressionAttributeValues(Map.of(":w", fromS("12:01"))))
        .items()
        .forEach(row -> read.add(row.get(EdgeTable.PK).s()));

    assertThat(read).hasSize(25).isSorted().doesNotHaveDuplicates().contains("edge#100");
  }

  @Test
  void anEdgesLastRowsComeNewestFirst() {
    for (int minute = 10; minute < 30; minute++) {
      write("edge#a", "12:" + minute);
      write("edge#b", "12:" + minute);
    }

    QueryResponse last =
        DYNAMO.client.query(
            query ->
                query
                    .tableName(table)
                    .scanIndexForward(false)
                    .limit(3)
                    .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                    .filterExpression("calls > :none")
                    .expressionAttributeNames(Map.of("#pk", EdgeTable.PK, "#sk", EdgeTable.SK))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", fromS("edge#a"),
                            ":from", fromS("60#12:15"),
                            ":to", fromS("60#12:25"),
                            ":none", fromN("0"))));

    assertThat(last.items())
        .extracting(row -> row.get(EdgeTable.SK).s())
        .containsExactly("60#12:25", "60#12:24", "60#12:23");
    assertThat(last.hasLastEvaluatedKey()).isTrue();
  }

  @Test
  void rowsOfOneKindAreCounted() {
    write("edge#a", "12:00");
    write("edge#a", "12:01");

    assertThat(
            DYNAMO
                .client
                .query(
                    query ->
                        query
                            .tableName(table)
                            .select(Select.COUNT)
                            .keyConditionExpression("#pk = :pk AND begins_with(#sk, :kind)")
                            .expressionAttributeNames(
                                Map.of("#pk", EdgeTable.PK, "#sk", EdgeTable.SK))
                            .expressionAttributeValues(
                                Map.of(":pk", fromS("edge#a"), ":kind", fromS("60#"))))
                .count())
        .isEqualTo(2);
  }

  @Test
  void aWriteCostsForTheTableAndForTheIndexWhereThatChanges() {
    Map<String, AttributeValue> row = row("edge#a", "12:00", 1);
    assertThat(capacity(row)).isEqualTo(List.of(1.0, 1.0, 2.0)); // new in both
    assertThat(capacity(row)).isEqualTo(List.of(1.0, 0.0, 1.0)); // the index has it already
    assertThat(capacity(row("edge#a", "12:00", 2))).isEqualTo(List.of(1.0, 1.0, 2.0));
    Map<String, AttributeValue> large = new HashMap<>(row);
    large.put("exemplars", fromS("x".repeat(2500)));
    assertThat(capacity(large)).isEqualTo(List.of(3.0, 3.0, 6.0));
    large.put(EdgeTable.WINDOW, fromS("12:07"));
    assertThat(capacity(large)).isEqualTo(List.of(3.0, 6.0, 9.0)); // taken out and put in
    large.remove(EdgeTable.WINDOW);
    assertThat(capacity(large)).isEqualTo(List.of(3.0, 3.0, 6.0)); // taken out
  }

  @Test
  void aQueryOfTheIndexCostsForTheIndexOnly() {
    write("edge#a", "12:00");

    ConsumedCapacity consumed =
        DYNAMO
            .client
            .query(
                query ->
                    query
                        .tableName(table)
                        .indexName(EdgeTable.BY_WINDOW)
                        .keyConditionExpression("#w = :w")
                        .expressionAttributeNames(Map.of("#w", EdgeTable.WINDOW))
                        .expressionAttributeValues(Map.of(":w", fromS("12:00")))
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
            .consumedCapacity();

    assertThat(consumed.capacityUnits()).isEqualTo(0.5);
    assertThat(consumed.globalSecondaryIndexes().get(EdgeTable.BY_WINDOW).capacityUnits())
        .isEqualTo(0.5);
  }

  /** The units of the table, of its index and of both, when this row is written. */
  private List<Double> capacity(Map<String, AttributeValue> row) {
    ConsumedCapacity consumed =
        DYNAMO
            .client
            .putItem(
                put ->
                    put.tableName(table)
                        .item(row)
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
            .consumedCapacity();
    double index =
        consumed.globalSecondaryIndexes().values().stream()
            .mapToDouble(units -> units.capacityUnits())
            .sum();
    return List.of(consumed.table().capacityUnits(), index, consumed.capacityUnits());
  }

  private void write(String edge, String window) {
    DYNAMO.put(table, row(edge, window, 1));
  }

  private static Map<String, AttributeValue> row(String edge, String window, int calls) {
    return Map.of(
        EdgeTable.PK,
        fromS(edge),
        EdgeTable.SK,
        fromS("60#" + window),
        EdgeTable.WINDOW,
        fromS(window),
        "calls",
        fromN(String.valueOf(calls)));
  }
}
