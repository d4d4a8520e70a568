package io.flowlens.lab.demo.shop;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.aws.TableDefinition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The shop's tables and their first items. */
final class ShopTables {
  static final String PRODUCTS = "Products";
  static final String BY_CATEGORY = "byCategory";
  static final String CARTS = "Carts";
  static final String STOCK = "Stock";
  static final String PAYMENTS = "Payments";
  static final String ACCOUNTS = "Accounts";
  static final String ORDERS = "Orders";
  static final String BY_CUSTOMER = "byCustomer";
  static final String SALES = "Sales";

  static final int CATEGORIES = 10;
  static final int PRODUCT_COUNT = 200;

  /** One product in a hundred is always sold out. */
  private static final int SOLD_OUT_EVERY = 100;

  private ShopTables() {}

  static String product(int number) {
    return String.format("p-%03d", number);
  }

  static String category(int number) {
    return "c-" + number % CATEGORIES;
  }

  /** Creates the tables of a region near shoppers. */
  static void createFrontTables(URI dynamoDb, Region region) {
    try (DynamoDbClient client = Cloud.dynamoDb(dynamoDb, region)) {
      TableDefinition.table(PRODUCTS, "productId")
          .index(BY_CATEGORY, "category", "productId")
          .create(client);
      TableDefinition.table(CARTS, "shopperId").stream().create(client);
      fill(client, PRODUCTS, ShopTables::productItem);
    }
  }

  /** Creates the tables that only the home region has. */
  static void createHomeTables(URI dynamoDb, Region region) {
    try (DynamoDbClient client = Cloud.dynamoDb(dynamoDb, region)) {
      TableDefinition.table(STOCK, "productId").create(client);
      TableDefinition.table(PAYMENTS, "paymentId").create(client);
      TableDefinition.table(ACCOUNTS, "customerId").create(client);
      TableDefinition.table(ORDERS, "orderId").index(BY_CUSTOMER, "customerId", "placedAt").stream()
          .create(client);
      TableDefinition.table(SALES, "productId").stream().create(client);
      fill(client, STOCK, ShopTables::stockItem);
    }
  }

  private static Map<String, AttributeValue> productItem(int number) {
    return Map.of(
        "productId", fromS(product(number)),
        "category", fromS(category(number)),
        "title", fromS("Thing number " + number),
        "cents", fromN(String.valueOf(500 + 37 * number)));
  }

  private static Map<String, AttributeValue> stockItem(int number) {
    String onHand = number % SOLD_OUT_EVERY == SOLD_OUT_EVERY - 1 ? "0" : "1000000";
    return Map.of("productId", fromS(product(number)), "onHand", fromN(onHand));
  }

  private static void fill(DynamoDbClient client, String table, ItemMaker maker) {
    List<WriteRequest> batch = new ArrayList<>();
    for (int number = 0; number < PRODUCT_COUNT; number++) {
      Map<String, AttributeValue> item = maker.item(number);
      batch.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
      if (batch.size() == 25) {
        List<WriteRequest> full = List.copyOf(batch);
        client.batchWriteItem(write -> write.requestItems(Map.of(table, full)));
        batch.clear();
      }
    }
  }

  private interface ItemMaker {
    Map<String, AttributeValue> item(int number);
  }
}
