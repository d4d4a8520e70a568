package io.flowlens.lab.demo.shop;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The stock. */
final class Inventory {
  private final DynamoDbClient dynamoDb;

  private Inventory(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  static void serve(ServiceHost host) {
    Inventory inventory = new Inventory(host.dynamoDb());
    host.on("/reserve", request -> inventory.reserve(request.get("product")));
  }

  /** Takes one piece, unless there is none left. */
  private String reserve(String product) {
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(ShopTables.STOCK)
                  .key(Map.of("productId", fromS(product)))
                  .updateExpression("SET onHand = onHand - :one")
                  .conditionExpression("onHand >= :one")
                  .expressionAttributeValues(Map.of(":one", fromN("1"))));
      return product;
    } catch (ConditionalCheckFailedException e) {
      throw new Refusal(409, product + " is sold out");
    }
  }
}
