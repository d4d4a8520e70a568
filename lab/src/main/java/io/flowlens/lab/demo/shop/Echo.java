package io.flowlens.lab.demo.shop;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowlens.lab.demo.fault.Fault;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * The sales figures note on each order when they looked at it, and that is a change that they have
 * to look at.
 */
public final class Echo implements Fault {
  /** Keeps the loop at a few tens of writes a second. */
  private static final long PAUSE_MILLIS = 20;

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String description() {
    return "The function sales-figures writes to Orders for each change of Orders that it is given.";
  }

  void answer(Record change, DynamoDbClient dynamoDb) {
    dynamoDb.updateItem(
        update ->
            update
                .tableName(ShopTables.ORDERS)
                .key(change.dynamodb().keys())
                .updateExpression("SET countedAt = :now")
                .expressionAttributeValues(
                    Map.of(":now", fromS(Clock.systemUTC().instant().toString()))));
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
