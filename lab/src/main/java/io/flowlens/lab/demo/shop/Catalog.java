package io.flowlens.lab.demo.shop;

import static java.util.stream.Collectors.joining;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The products: by category, one by one, or several at once. */
final class Catalog {
  private final ServiceHost host;

  private Catalog(ServiceHost host) {
    this.host = host;
  }

  static void serve(ServiceHost host) {
    Catalog catalog = new Catalog(host);
    host.on("/category", request -> catalog.category(request.get("name")))
        .on("/product", request -> catalog.product(request.get("id")))
        .on("/shelf", request -> catalog.shelf(request.list("ids")));
  }

  /** Products are in each region, so the nearest replica is read. */
  private DynamoDbClient dynamoDb() {
    return host.faults(StrayRegion.class).findAny().isPresent()
        ? host.dynamoDb(Shop.HOME)
        : host.dynamoDb();
  }

  /** The ids of a category's products. */
  private String category(String name) {
    return ids(
        dynamoDb()
            .query(
                query ->
                    query
                        .tableName(ShopTables.PRODUCTS)
                        .indexName(ShopTables.BY_CATEGORY)
                        .keyConditionExpression("category = :category")
                        .expressionAttributeValues(Map.of(":category", fromS(name)))
                        .limit(12))
            .items());
  }

  private String product(String id) {
    Map<String, AttributeValue> item =
        dynamoDb().getItem(get -> get.tableName(ShopTables.PRODUCTS).key(key(id))).item();
    if (item.isEmpty()) {
      throw new Refusal(404, "no product " + id);
    }
    return item.get("title").s();
  }

  private String shelf(List<String> ids) {
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(ids.stream().distinct().map(Catalog::key).toList())
            .build();
    return ids(
        dynamoDb()
            .batchGetItem(batch -> batch.requestItems(Map.of(ShopTables.PRODUCTS, keys)))
            .responses()
            .get(ShopTables.PRODUCTS));
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("productId", fromS(id));
  }

  private static String ids(List<Map<String, AttributeValue>> items) {
    return items.stream().map(item -> item.get("productId").s()).collect(joining(","));
  }
}
