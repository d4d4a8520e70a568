package io.flowlens.localaws;

import static io.flowlens.localaws.DynamoDbExtension.item;
import static io.flowlens.localaws.DynamoDbExtension.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.localaws.LocalDynamoDb.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class LocalDynamoDbTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO = new DynamoDbExtension();

  @AfterEach
  void serveAgain() {
    DYNAMO.server.refuseNothing();
  }

  @Test
  void eachRegionKeepsItsOwnTables() {
    CreateTableRequest request = DynamoDbExtension.request("id").build();
    try (DynamoDbClient there = DYNAMO.client(Region.EU_WEST_1, LocalAws.ACCESS_KEY_ID)) {
      DYNAMO.client.createTable(request);
      assertThat(there.listTables().tableNames()).isEmpty();

      assertThat(there.createTable(request).tableDescription().tableArn())
          .isEqualTo("arn:aws:dynamodb:eu-west-1:111122223333:table/" + request.tableName());
      DYNAMO.put(request.tableName(), item("a", 1));
      assertThat(there.scan(scan -> scan.tableName(request.tableName())).items()).isEmpty();
    }
  }

  @Test
  void anyCredentialsAreRight() {
    String table = DYNAMO.table();
    try (DynamoDbClient other = DYNAMO.client(Region.US_EAST_1, "somebody")) {
      assertThat(other.describeTable(d -> d.tableName(table)).table().tableStatus())
          .isEqualTo(TableStatus.ACTIVE);
    }
  }

  @Test
  void timeToLiveIsSwitchedOnAndOff() {
    String table = DYNAMO.table();
    assertThat(timeToLive(table).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);

    switchTimeToLive(table, true);
    assertThat(timeToLive(table).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(timeToLive(table).attributeName()).isEqualTo("expiresAt");
    assertThatThrownBy(() -> switchTimeToLive(table, true))
        .hasMessageContaining("TimeToLive is already enabled");

    switchTimeToLive(table, false);
    assertThat(timeToLive(table).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
    assertThatThrownBy(() -> switchTimeToLive("no-such-table", true))
        .hasMessageContaining("Requested resource not found: Table: no-such-table not found");
  }

  @Test
  void anOperationIsDeniedWhileATestWantsIt() {
    String table = DYNAMO.table();
    String other = DYNAMO.table();
    DYNAMO.server.refuse("PutItem", table, Refusal.ACCESS_DENIED);

    assertThatThrownBy(() -> DYNAMO.put(table, item("a", 1)))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "User: arn:aws:iam::111122223333:user/local is not authorized to perform:"
                          + " dynamodb:PutItem on resource:"
                          + " arn:aws:dynamodb:us-east-1:111122223333:table/"
                          + table
                          + " because no identity-based policy allows the dynamodb:PutItem action");
            });
    DYNAMO.put(other, item("a", 1));
    assertThat(DYNAMO.get(table, "a")).isEmpty();

    DYNAMO.server.refuseNothing();
    DYNAMO.put(table, item("a", 1));
  }

  @Test
  void everyOperationOnATableIsThrottledWhileATestWantsIt() {
    String table = DYNAMO.table();
    DYNAMO.server.refuse("*", table, Refusal.THROTTLED);

    assertThatThrownBy(() -> DYNAMO.get(table, "a"))
        .isInstanceOfSatisfying(
            ProvisionedThroughputExceededException.class,
            e ->
                assertThat(e.throttlingReasons().get(0).reason())
                    .isEqualTo("TableReadProvisionedThroughputExceeded"));
    assertThatThrownBy(
            () ->
                DYNAMO.client.transactWriteItems(
                    write -> write.transactItems(DynamoDbExtension.deleteOf(table, "a"))))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
    assertThatThrownBy(
            () ->
                DYNAMO.client.batchWriteItem(
                    write ->
                        write.requestItems(
                            Map.of(
                                table,
                                List.of(
                                    WriteRequest.builder()
                                        .deleteRequest(d -> d.key(key("a")))
                                        .build())))))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  @Test
  void manyWritersAtOnceLoseNothing() throws Exception {
    String table = DYNAMO.table();
    int writers = 8;
    int writes = 100;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<?>> done = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      done.add(threads.submit(() -> addOne(table, writes)));
    }
    for (Future<?> one : done) {
      one.get();
    }
    threads.shutdown();

    assertThat(DYNAMO.get(table, "counter").get("count").n())
        .isEqualTo(String.valueOf(writers * writes));
  }

  private static void addOne(String table, int times) {
    for (int i = 0; i < times; i++) {
      DYNAMO.client.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key("counter"))
                  .updateExpression("ADD #c :one")
                  .expressionAttributeNames(Map.of("#c", "count"))
                  .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }
  }

  private static TimeToLiveDescription timeToLive(String table) {
    return DYNAMO.client.describeTimeToLive(d -> d.tableName(table)).timeToLiveDescription();
  }

  private static void switchTimeToLive(String table, boolean on) {
    DYNAMO.client.updateTimeToLive(
        update ->
            update
                .tableName(table)
                .timeToLiveSpecification(s -> s.enabled(on).attributeName("expiresAt")));
  }
}
