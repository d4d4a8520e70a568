package io.flowlens.lab.demo.shop;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The shoppers' carts. */
final class Carts {
  private final DynamoDbClient dynamoDb;

  private Carts(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  static void serve(ServiceHost host) {
    Carts carts = new Carts(host.dynamoDb());
    host.on("/add", request -> carts.add(request.get("shopper"), request.get("product")))
        .on("/view", request -> carts.view(request.get("shopper")))
        .on("/clear", request -> carts.clear(request.get("shopper")));
  }

  private String add(String shopper, String product) {
    dynamoDb.updateItem(
        update ->
            update
                .tableName(ShopTables.CARTS)
                .key(key(shopper))
                .updateExpression("ADD products :product")
                .expressionAttributeValues(Map.of(":product", fromSs(List.of(product)))));
    return product;
  }

  /**
   * The ids in the cart; read strongly, because a shopper expects the product that was just added.
   */
  private String view(String shopper) {
    AttributeValue products =
        dynamoDb
            .getItem(get -> get.tableName(ShopTables.CARTS).key(key(shopper)).consistentRead(true))
            .item()
            .get("products");
    return products == null ? "" : String.join(",", products.ss());
  }

  private String clear(String shopper) {
    dynamoDb.deleteItem(delete -> delete.tableName(ShopTables.CARTS).key(key(shopper)));
    return "";
  }

  private static Map<String, AttributeValue> key(String shopper) {
    return Map.of("shopperId", fromS(shopper));
  }
}
