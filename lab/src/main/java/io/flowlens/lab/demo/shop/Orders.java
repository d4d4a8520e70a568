package io.flowlens.lab.demo.shop;

import static java.util.stream.Collectors.joining;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The orders. */
final class Orders {
  private final DynamoDbClient dynamoDb;

  private Orders(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  static void serve(ServiceHost host) {
    Orders orders = new Orders(host.dynamoDb());
    host.on(
            "/place",
            request ->
                orders.place(
                    request.get("order"),
                    request.get("customer"),
                    request.list("products"),
                    request.get("cents")))
        .on("/history", request -> orders.history(request.get("customer")));
  }

  private String place(String order, String customer, List<String> products, String cents) {
    dynamoDb.putItem(
        put ->
            put.tableName(ShopTables.ORDERS)
                .item(
                    Map.of(
                        "orderId", fromS(order),
                        "customerId", fromS(customer),
                        "placedAt", fromS(Instant.now().toString()),
                        "products", fromSs(products),
                        "cents", fromN(cents)))
                .conditionExpression("attribute_not_exists(orderId)"));
    return order;
  }

  /** A customer's last ten orders. */
  private String history(String customer) {
    return dynamoDb
        .query(
            query ->
                query
                    .tableName(ShopTables.ORDERS)
                    .indexName(ShopTables.BY_CUSTOMER)
                    .keyConditionExpression("customerId = :customer")
                    .expressionAttributeValues(Map.of(":customer", fromS(customer)))
                    .scanIndexForward(false)
                    .limit(10))
        .items()
        .stream()
        .map(item -> item.get("orderId").s())
        .collect(joining(","));
  }
}
