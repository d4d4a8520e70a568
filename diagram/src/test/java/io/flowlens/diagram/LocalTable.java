package io.flowlens.diagram;

import io.flowlens.localaws.LocalAws;
import io.flowlens.localaws.LocalDynamoDb;
import io.flowlens.schemas.EdgeTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A local DynamoDB with an empty edge table in it. */
final class LocalTable implements AutoCloseable {
  static final String NAME = "flowlens-edges";

  /** How far behind the detectors are in a heartbeat. */
  private static final int JUDGED_LATER = 20;

  final DynamoDbClient client;
  private final LocalDynamoDb server;

  /**
   * Starts it.
   *
   * @param workFolder where its log goes
   */
  LocalTable(Path workFolder) {
    server = LocalDynamoDb.start(workFolder);
    client =
        DynamoDbClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(LocalAws.ACCESS_KEY_ID, LocalAws.SECRET_ACCESS_KEY)))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    create();
  }

  private void create() {
    client.createTable(
        table ->
            table
                .tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    text(EdgeTable.PK), text(EdgeTable.SK), text(EdgeTable.WINDOW))
                .keySchema(key(EdgeTable.PK, KeyType.HASH), key(EdgeTable.SK, KeyType.RANGE))
                .globalSecondaryIndexes(byWindow()));
  }

  private static GlobalSecondaryIndex byWindow() {
    return GlobalSecondaryIndex.builder()
        .indexName(EdgeTable.BY_WINDOW)
        .keySchema(key(EdgeTable.WINDOW, KeyType.HASH), key(EdgeTable.PK, KeyType.RANGE))
        .projection(all -> all.projectionType(ProjectionType.ALL))
        .build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  void write(Row row) {
    client.putItem(put -> put.tableName(NAME).item(row.item()));
  }

  void writeAll(Collection<Row> rows) {
    List<Row> list = List.copyOf(rows);
    for (int from = 0; from < list.size(); from += 25) {
      List<WriteRequest> batch =
          list.subList(from, Math.min(from + 25, list.size())).stream()
              .map(Row::item)
              .map(LocalTable::put)
              .toList();
      client.batchWriteItem(request -> request.requestItems(Map.of(NAME, batch)));
    }
  }

  /** Writes the job's heartbeat. */
  void beat(Instant at) {
    client.putItem(
        put ->
            put.tableName(NAME)
                .item(
                    Map.of(
                        EdgeTable.PK,
                        AttributeValue.fromS(EdgeTable.HEARTBEAT_PK),
                        EdgeTable.SK,
                        AttributeValue.fromS(EdgeTable.HEARTBEAT_SK),
                        "at",
                        AttributeValue.fromS(at.toString()),
                        "judgedUntil",
                        AttributeValue.fromS(at.minusSeconds(JUDGED_LATER).toString()))));
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
