package io.flowlens.preflight;

import static software.amazon.awssdk.services.dynamodb.model.KeyType.HASH;

import io.flowlens.schemas.EdgeTable;
import io.flowlens.schemas.PropertyNames;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Asks whether the edge table is there and may be written, with the keys, the index and the expiry
 * that it needs.
 */
final class TableCheck {
  private static final String KEYS =
      "partition key pk (S), sort key sk (S)"
          .replace("pk", EdgeTable.PK)
          .replace("sk", EdgeTable.SK);
  private static final String INDEX_KEYS =
      "partition key window (S), sort key pk (S)"
          .replace("window", EdgeTable.WINDOW)
          .replace("pk", EdgeTable.PK);

  /**
   * Deletes a row that no edge can have, and so nothing. The sink would try a refused write again
   * for ever.
   */
  private static final WriteRequest NOTHING =
      WriteRequest.builder()
          .deleteRequest(
              delete ->
                  delete.key(
                      Map.of(
                          EdgeTable.PK, AttributeValue.fromS("preflight"),
                          EdgeTable.SK, AttributeValue.fromS("preflight"))))
          .build();

  private final Resource table;

  private TableCheck(Resource table) {
    this.table = table;
  }

  static List<CompletableFuture<Finding>> of(
      String group, String name, DynamoDbAsyncClient dynamoDb) {
    TableCheck check =
        new TableCheck(new Resource(group, "the table " + name, PropertyNames.TABLE_NAME));
    return List.of(
        dynamoDb
            .describeTable(describe -> describe.tableName(name))
            .handle(
                (answer, error) ->
                    error == null
                        ? check.keys(answer.table())
                        : check.table.failed(error, "dynamodb:DescribeTable", false)),
        dynamoDb
            .describeTimeToLive(describe -> describe.tableName(name))
            .handle((answer, error) -> check.expiry(answer, error)),
        dynamoDb
            .batchWriteItem(write -> write.requestItems(Map.of(name, List.of(NOTHING))))
            .handle(
                (answer, error) ->
                    error == null
                        ? Finding.fine()
                        : check.table.failed(error, "dynamodb:BatchWriteItem", true)));
  }

  private Finding keys(TableDescription description) {
    Map<String, String> types =
        description.attributeDefinitions().stream()
            .collect(
                Collectors.toMap(
                    AttributeDefinition::attributeName,
                    AttributeDefinition::attributeTypeAsString));
    String keys = keys(description.keySchema(), types);
    if (!keys.equals(KEYS)) {
      return table.fault(
          "has the "
              + keys
              + ", but the edge table needs the "
              + KEYS
              + ": create a table with these, or correct "
              + PropertyNames.TABLE_NAME);
    }
    boolean indexed =
        description.globalSecondaryIndexes().stream()
            .anyMatch(
                index ->
                    index.indexName().equals(EdgeTable.BY_WINDOW)
                        && keys(index.keySchema(), types).equals(INDEX_KEYS));
    return indexed
        ? Finding.fine()
        : table.warning(
            "has no index "
                + EdgeTable.BY_WINDOW
                + " with the "
                + INDEX_KEYS
                + ": the diagram shows nothing without it");
  }

  private static String keys(List<KeySchemaElement> schema, Map<String, String> types) {
    return schema.stream()
        .map(
            key ->
                (key.keyType() == HASH ? "partition key " : "sort key ")
                    + key.attributeName()
                    + " ("
                    + types.get(key.attributeName())
                    + ")")
        .collect(Collectors.joining(", "));
  }

  /** A table that is missing is the other check's to tell. */
  private Finding expiry(DescribeTimeToLiveResponse answer, Throwable error) {
    if (error != null) {
      Finding finding = table.failed(error, "dynamodb:DescribeTimeToLive", false);
      return finding.fault() == null ? finding : Finding.fine();
    }
    boolean on =
        answer.timeToLiveDescription() != null
            && answer.timeToLiveDescription().timeToLiveStatus() == TimeToLiveStatus.ENABLED
            && EdgeTable.EXPIRES_AT.equals(answer.timeToLiveDescription().attributeName());
    return on
        ? Finding.fine()
        : table.warning(
            "does not expire its rows: switch Time to Live on, attribute " + EdgeTable.EXPIRES_AT);
  }
}
