package io.flowlens.examples;

import io.flowlens.localaws.LocalAws;
import io.flowlens.schemas.EdgeTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/** The local AWS of all tests; its processes end with this one. */
final class Local {
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  static final Region REGION = Region.US_EAST_1;
  static final LocalAws AWS = LocalAws.start(Path.of("target/local").toAbsolutePath());

  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(LocalAws.ACCESS_KEY_ID, LocalAws.SECRET_ACCESS_KEY));
  private static final Duration POLL = Duration.ofMillis(100);

  static final KinesisClient KINESIS =
      KinesisClient.builder()
          .endpointOverride(AWS.kinesisEndpoint())
          .region(REGION)
          .credentialsProvider(CREDENTIALS)
          .build();
  static final DynamoDbClient DYNAMO_DB =
      DynamoDbClient.builder()
          .endpointOverride(AWS.dynamoDbEndpoint())
          .region(REGION)
          .credentialsProvider(CREDENTIALS)
          .build();

  private Local() {}

  /** Creates a stream of one shard and waits until it is active. */
  static void createStream(String name) {
    KINESIS.createStream(create -> create.streamName(name).shardCount(1));
    awaitActive(name);
  }

  static void awaitActive(String stream) {
    try (KinesisWaiter waiter =
        KinesisWaiter.builder()
            .client(KINESIS)
            .overrideConfiguration(
                wait -> wait.backoffStrategyV2(BackoffStrategy.fixedDelay(POLL)).maxAttempts(100))
            .build()) {
      waiter.waitUntilStreamExists(describe -> describe.streamName(stream));
    }
  }

  /** Creates the table in which incidents are remembered. */
  static void createIncidentsTable(String name) {
    DYNAMO_DB.createTable(table(name, "id").keySchema(key("id", KeyType.HASH)).build());
    DYNAMO_DB.waiter().waitUntilTableExists(describe -> describe.tableName(name));
  }

  /** Creates an edge table. */
  static void createEdgeTable(String name) {
    DYNAMO_DB.createTable(
        table(name, EdgeTable.PK, EdgeTable.SK, EdgeTable.WINDOW)
            .keySchema(key(EdgeTable.PK, KeyType.HASH), key(EdgeTable.SK, KeyType.RANGE))
            .globalSecondaryIndexes(
                GlobalSecondaryIndex.builder()
                    .indexName(EdgeTable.BY_WINDOW)
                    .keySchema(
                        key(EdgeTable.WINDOW, KeyType.HASH), key(EdgeTable.PK, KeyType.RANGE))
                    .projection(all -> all.projectionType(ProjectionType.ALL))
                    .build())
            .build());
    DYNAMO_DB.waiter().waitUntilTableExists(describe -> describe.tableName(name));
  }

  private static CreateTableRequest.Builder table(String name, String... textKeys) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(Stream.of(textKeys).map(Local::text).toList());
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

  static void put(String stream, String partitionKey, String data) {
    KINESIS.putRecord(
        put ->
            put.streamName(stream).partitionKey(partitionKey).data(SdkBytes.fromUtf8String(data)));
  }
}
