package io.flowlens.lab.demo.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.aws.TableDefinition;
import io.flowlens.localaws.LocalDynamoDb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

class ChangeRelayTest {
  private static final Region REGION = Region.EU_WEST_1;

  @TempDir Path workFolder;

  @Test
  void aChangeHasTheFormOfKinesisDataStreamsForDynamoDb() throws InterruptedException {
    Instant start = Instant.now();
    List<ObjectNode> changes = changesOf(ChangeRelayTest::insertModifyRemove, 3);

    ObjectNode insert = changes.get(0);
    assertThat(insert.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "awsRegion",
            "eventID",
            "eventName",
            "userIdentity",
            "recordFormat",
            "tableName",
            "dynamodb",
            "eventSource");
    assertThat(insert.path("awsRegion").asText()).isEqualTo("eu-west-1");
    assertThat(UUID.fromString(insert.path("eventID").asText())).isNotNull();
    assertThat(insert.path("eventName").asText()).isEqualTo("INSERT");
    assertThat(insert.get("userIdentity").isNull()).isTrue();
    assertThat(insert.path("recordFormat").asText()).isEqualTo("application/json");
    assertThat(insert.path("tableName").asText()).isEqualTo("Orders");
    assertThat(insert.path("eventSource").asText()).isEqualTo("aws:dynamodb");

    JsonNode data = insert.path("dynamodb");
    assertThat(data.path("Keys").toString()).isEqualTo("{\"id\":{\"S\":\"o1\"}}");
    assertThat(data.has("OldImage")).isFalse();
    assertThat(data.path("SizeBytes").isInt() || data.path("SizeBytes").isLong()).isTrue();
    assertThat(data.path("ApproximateCreationDateTimePrecision").asText()).isEqualTo("MICROSECOND");
    long micros = data.path("ApproximateCreationDateTime").asLong();
    assertThat(Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros)))
        .isBetween(start.minusSeconds(1), Instant.now());
  }

  @Test
  void bothImagesAreThereWhenTheyExist() throws InterruptedException {
    List<ObjectNode> changes = changesOf(ChangeRelayTest::insertModifyRemove, 3);

    assertThat(changes.get(1).path("eventName").asText()).isEqualTo("MODIFY");
    assertThat(changes.get(1).at("/dynamodb/OldImage/cents/N").asText()).isEqualTo("5");
    assertThat(changes.get(1).at("/dynamodb/NewImage/cents/N").asText()).isEqualTo("6");
    assertThat(changes.get(2).path("eventName").asText()).isEqualTo("REMOVE");
    assertThat(changes.get(2).at("/dynamodb/OldImage/cents/N").asText()).isEqualTo("6");
    assertThat(changes.get(2).path("dynamodb").has("NewImage")).isFalse();
  }

  @Test
  void valuesKeepTheirTypesAndBinaryOnesAreInBase64Twice() {
    Map<String, AttributeValue> item =
        Map.of(
            "bytes", fromB(SdkBytes.fromUtf8String("hi")),
            "gone", fromNul(true),
            "nested", AttributeValue.fromM(Map.of("yes", fromBool(true))),
            "list", fromL(List.of(fromS("a"), fromN("1"))),
            "set", fromSs(List.of("x", "y")));

    ObjectNode json = AttributeJson.item(item);

    assertThat(json.at("/bytes/B").asText()).isEqualTo("YUdrPQ==");
    assertThat(json.at("/gone/NULL").asBoolean()).isTrue();
    assertThat(json.at("/nested/M/yes/BOOL").asBoolean()).isTrue();
    assertThat(json.at("/list/L").toString()).isEqualTo("[{\"S\":\"a\"},{\"N\":\"1\"}]");
    assertThat(json.at("/set/SS").toString()).isEqualTo("[\"x\",\"y\"]");
  }

  private static void insertModifyRemove(DynamoDbClient client) {
    client.putItem(put -> put.tableName("Orders").item(order("5")));
    client.putItem(put -> put.tableName("Orders").item(order("6")));
    client.deleteItem(delete -> delete.tableName("Orders").key(Map.of("id", fromS("o1"))));
  }

  private static Map<String, AttributeValue> order(String cents) {
    return Map.of("id", fromS("o1"), "cents", fromN(cents));
  }

  private List<ObjectNode> changesOf(Traffic traffic, int count) throws InterruptedException {
    BlockingQueue<Record> seen = new LinkedBlockingQueue<>();
    try (LocalDynamoDb local = LocalDynamoDb.start(workFolder);
        DynamoDbClient client = Cloud.dynamoDb(local.endpoint(), REGION)) {
      TableDefinition.table("Orders", "id").stream().create(client);
      try (StreamTail tail =
          StreamTail.follow(
              local.endpoint(), REGION, "Orders", batch -> seen.addAll(batch.records()))) {
        traffic.run(client);
        List<ObjectNode> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          Record change = seen.poll(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS);
          assertThat(change).as("change %d from %s", i, tail).isNotNull();
          changes.add(ChangeRecord.of(REGION.id(), "Orders", change, Instant.now()));
        }
        return changes;
      }
    }
  }

  private interface Traffic {
    void run(DynamoDbClient client);
  }
}
