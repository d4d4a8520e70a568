package io.flowlens.localaws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The server process for the tests of a class, and clients of it that never try again. */
final class DynamoDbExtension implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicInteger TABLES = new AtomicInteger();

  LocalDynamoDb server;
  DynamoDbClient client;
  DynamoDbStreamsClient streams;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Path workFolder = Files.createDirectories(Path.of("target", "dynamodb"));
    server = LocalDynamoDb.start(workFolder);
    client = client(Region.US_EAST_1, LocalAws.ACCESS_KEY_ID);
    streams = with(DynamoDbStreamsClient.builder(), Region.US_EAST_1, LocalAws.ACCESS_KEY_ID);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    streams.close();
    client.close();
    server.close();
  }

  DynamoDbClient client(Region region, String accessKeyId) {
    return with(DynamoDbClient.builder(), region, accessKeyId);
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C with(
      B builder, Region region, String accessKeyId) {
    return builder
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(server.endpoint())
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "any")))
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  /** A new table with the key {@code id}. */
  String table() {
    return create(request("id")).tableName();
  }

  /** A new table with the key {@code id} and a stream. */
  String tableWithStream(StreamViewType view) {
    return create(
            request("id").streamSpecification(s -> s.streamEnabled(true).streamViewType(view)))
        .tableName();
  }

  CreateTableRequest create(CreateTableRequest.Builder request) {
    CreateTableRequest built = request.build();
    client.createTable(built);
    return built;
  }

  /** A request for a table of a new name; all keys are text. */
  static CreateTableRequest.Builder request(String key) {
    return CreateTableRequest.builder()
        .tableName("table-" + TABLES.incrementAndGet())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(text(key))
        .keySchema(hash(key));
  }

  static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  static KeySchemaElement range(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.RANGE).build();
  }

  static Map<String, AttributeValue> key(String id) {
    return Map.of("id", AttributeValue.fromS(id));
  }

  static Map<String, AttributeValue> item(String id, int count) {
    return Map.of(
        "id", AttributeValue.fromS(id), "count", AttributeValue.fromN(String.valueOf(count)));
  }

  static TransactWriteItem putOf(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }

  static TransactWriteItem deleteOf(String table, String id) {
    return TransactWriteItem.builder().delete(d -> d.tableName(table).key(key(id))).build();
  }

  static TransactWriteItem checkOf(String table, String id, String condition) {
    return TransactWriteItem.builder()
        .conditionCheck(c -> c.tableName(table).key(key(id)).conditionExpression(condition))
        .build();
  }

  void put(String table, Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(table).item(item));
  }

  /** The item; empty if there is none. */
  Map<String, AttributeValue> get(String table, String id) {
    return client.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)).item();
  }
}
