package io.flowlens.examples;

import io.flowlens.schemas.records.Anomaly;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One incident per anomaly: opens, updates and resolves it through an HTTP webhook. What was sent
 * is kept in a DynamoDB table (partition key {@code id}, text; expiry {@code expiresAt}), so that a
 * record that comes twice is sent once.
 */
public final class Incidents {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final DynamoDbClient dynamoDb;
  private final String table;
  private final URI webhook;
  private final String routingKey;

  public Incidents(DynamoDbClient dynamoDb, String table, URI webhook, String routingKey) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.webhook = webhook;
    this.routingKey = routingKey;
  }

  /** As the variables INCIDENTS_TABLE, WEBHOOK_URL and ROUTING_KEY say. */
  public static Incidents fromEnvironment() {
    return new Incidents(
        DynamoDbClient.create(),
        System.getenv("INCIDENTS_TABLE"),
        URI.create(System.getenv("WEBHOOK_URL")),
        System.getenv().getOrDefault("ROUTING_KEY", ""));
  }

  /**
   * Sends what is new about this anomaly, if anything is. Whatever it throws, the anomaly may be
   * taken again.
   *
   * @throws IOException if the webhook does not take it
   */
  public void take(Anomaly anomaly) throws IOException, InterruptedException {
    Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS(anomaly.id));
    Map<String, AttributeValue> known =
        dynamoDb.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
    if (!known.isEmpty() && Integer.parseInt(known.get("revision").n()) >= anomaly.revision) {
      return;
    }
    boolean open = IncidentEvent.callsSomebody(anomaly);
    if (open || (!known.isEmpty() && known.get("open").bool())) {
      send(IncidentEvent.json(anomaly, routingKey));
    }
    remember(anomaly, open);
  }

  private void send(String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException("The webhook answered " + response.statusCode() + ".");
    }
  }

  private void remember(Anomaly anomaly, boolean open) {
    AttributeValue revision = AttributeValue.fromN(Integer.toString(anomaly.revision));
    long expiresAt = Instant.now().plus(KEPT).getEpochSecond();
    dynamoDb.putItem(
        put ->
            put.tableName(table)
                .item(
                    Map.of(
                        "id", AttributeValue.fromS(anomaly.id),
                        "revision", revision,
                        "open", AttributeValue.fromBool(open),
                        "expiresAt", AttributeValue.fromN(Long.toString(expiresAt))))
                .conditionExpression("attribute_not_exists(id) OR revision < :revision")
                .expressionAttributeValues(Map.of(":revision", revision)));
  }
}
