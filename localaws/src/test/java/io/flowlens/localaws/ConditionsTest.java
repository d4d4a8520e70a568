package io.flowlens.localaws;

import static io.flowlens.localaws.DynamoDbExtension.item;
import static io.flowlens.localaws.DynamoDbExtension.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class ConditionsTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO = new DynamoDbExtension();

  private final String table = DYNAMO.table();

  @Test
  void aPutWhoseConditionFailsWritesNothingAndSaysSo() {
    DYNAMO.put(table, item("a", 1));

    assertThatThrownBy(
            () ->
                DYNAMO.client.putItem(
                    put ->
                        put.tableName(table)
                            .item(item("a", 2))
                            .conditionExpression("attribute_not_exists(id)")))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("The conditional request failed");
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.requestId()).matches("[A-Z0-9]{52}");
              assertThat(e.hasItem()).isFalse();
            });
    assertThat(DYNAMO.get(table, "a")).isEqualTo(item("a", 1));
  }

  @Test
  void aFailedConditionShowsTheItemIfAsked() {
    DYNAMO.put(table, item("a", 1));

    assertThatThrownBy(
            () ->
                DYNAMO.client.deleteItem(
                    delete ->
                        delete
                            .tableName(table)
                            .key(key("a"))
                            .conditionExpression("#c > :least")
                            .expressionAttributeNames(Map.of("#c", "count"))
                            .expressionAttributeValues(Map.of(":least", fromN("1")))
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            e -> assertThat(e.item()).isEqualTo(item("a", 1)));
  }

  @Test
  void aConditionThatHoldsLetsTheUpdateThrough() {
    DYNAMO.put(table, item("a", 5));

    Map<String, ?> updated =
        DYNAMO
            .client
            .updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key("a"))
                        .updateExpression("SET #c = #c - :n ADD sold :n")
                        .conditionExpression(
                            "#c >= :n AND (attribute_not_exists(sold) OR sold < :n)")
                        .expressionAttributeNames(Map.of("#c", "count"))
                        .expressionAttributeValues(Map.of(":n", fromN("2")))
                        .returnValues(ReturnValue.ALL_NEW))
            .attributes();

    assertThat(updated)
        .isEqualTo(Map.of("id", fromS("a"), "count", fromN("3"), "sold", fromN("2")));
  }

  @Test
  void aTableThatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> DYNAMO.put("no-such-table", item("a", 1)))
        .isInstanceOfSatisfying(
            ResourceNotFoundException.class,
            e ->
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("Requested resource not found"));
    assertThatThrownBy(() -> DYNAMO.client.describeTable(d -> d.tableName("no-such-table")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Requested resource not found: Table: no-such-table not found");
  }

  @Test
  void aTableCannotBeCreatedTwiceAndComesBackEmptyAfterItWasDeleted() {
    var request = DynamoDbExtension.request("id");
    DYNAMO.create(request);
    String name = request.build().tableName();
    DYNAMO.put(name, item("a", 1));

    assertThatThrownBy(() -> DYNAMO.create(request))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("Table already exists: " + name);
    DYNAMO.client.deleteTable(delete -> delete.tableName(name));
    DYNAMO.create(request);
    assertThat(DYNAMO.get(name, "a")).isEmpty();
  }

  @Test
  void aWrongKeyIsAnInvalidRequest() {
    assertThatThrownBy(() -> DYNAMO.put(table, Map.of("name", fromS("a"))))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "One or more parameter values were invalid: Missing the key id in the item");
            });
  }
}
