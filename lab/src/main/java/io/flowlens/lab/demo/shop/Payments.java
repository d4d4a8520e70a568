package io.flowlens.lab.demo.shop;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Takes money: the payment and the customer's account change together or not at all. */
final class Payments {
  private final DynamoDbClient dynamoDb;

  private Payments(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  static void serve(ServiceHost host) {
    Payments payments = new Payments(host.dynamoDb());
    host.on(
        "/charge",
        request ->
            payments.charge(request.get("order"), request.get("customer"), request.get("cents")));
  }

  private String charge(String order, String customer, String cents) {
    TransactWriteItem payment =
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(ShopTables.PAYMENTS)
                        .item(
                            Map.of(
                                "paymentId", fromS(order),
                                "customerId", fromS(customer),
                                "cents", fromN(cents)))
                        .conditionExpression("attribute_not_exists(paymentId)"))
            .build();
    TransactWriteItem account =
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(ShopTables.ACCOUNTS)
                        .key(Map.of("customerId", fromS(customer)))
                        .updateExpression("ADD spentCents :cents")
                        .expressionAttributeValues(Map.of(":cents", fromN(cents))))
            .build();
    dynamoDb.transactWriteItems(transaction -> transaction.transactItems(payment, account));
    return order;
  }
}
