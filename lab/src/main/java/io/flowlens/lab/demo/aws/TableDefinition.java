package io.flowlens.lab.demo.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A table as {@code CreateTable} wants it; all its keys are text. */
public final class TableDefinition {
  private final CreateTableRequest.Builder request;
  private final Set<String> attributes = new LinkedHashSet<>();
  private final List<GlobalSecondaryIndex> indexes = new ArrayList<>();

  private TableDefinition(String name, String... key) {
    request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keySchema(key));
  }

  /**
   * A table.
   *
   * @param key the partition key's name and, where it has one, the sort key's
   */
  public static TableDefinition table(String name, String... key) {
    return new TableDefinition(name, key);
  }

  /** Adds a global secondary index over all attributes. */
  public TableDefinition index(String name, String... key) {
    indexes.add(
        GlobalSecondaryIndex.builder()
            .indexName(name)
            .keySchema(keySchema(key))
            .projection(Projection.builder().projectionType(ProjectionType.ALL).build())
            .build());
    return this;
  }

  /** Switches the table's stream on, with both images. */
  public TableDefinition stream() {
    request.streamSpecification(
        StreamSpecification.builder()
            .streamEnabled(true)
            .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
            .build());
    return this;
  }

  /** Creates the table. */
  public void create(DynamoDbClient client) {
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes);
    }
    client.createTable(
        request
            .attributeDefinitions(attributes.stream().map(TableDefinition::text).toList())
            .build());
  }

  private List<KeySchemaElement> keySchema(String... names) {
    List<KeySchemaElement> schema = new ArrayList<>();
    for (String name : names) {
      attributes.add(name);
      KeyType type = schema.isEmpty() ? KeyType.HASH : KeyType.RANGE;
      schema.add(KeySchemaElement.builder().attributeName(name).keyType(type).build());
    }
    return schema;
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
