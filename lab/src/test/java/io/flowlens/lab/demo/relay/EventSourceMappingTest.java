package io.flowlens.lab.demo.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.aws.TableDefinition;
import io.flowlens.localaws.LocalDynamoDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class EventSourceMappingTest {
  private static final Region REGION = Region.US_EAST_1;

  @TempDir Path workFolder;

  private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
  private int failures = 2;

  @Test
  void aFailedBatchComesAgainWholeAndLaterUntilItSucceedsAndNothingOvertakesIt()
      throws InterruptedException {
    try (LocalDynamoDb local = LocalDynamoDb.start(workFolder);
        DynamoDbClient client = Cloud.dynamoDb(local.endpoint(), REGION)) {
      TableDefinition.table("Orders", "id").stream().create(client);
      put(client, "o1");
      try (EventSourceMapping mapping =
          new EventSourceMapping(local.endpoint(), REGION, "Orders", this::work)) {
        Delivery first = next();
        put(client, "o2");
        List<Delivery> again = List.of(next(), next());
        Delivery behind = next();

        assertThat(again)
            .as("from %s", mapping)
            .allSatisfy(delivery -> assertThat(delivery.batch()).isEqualTo(first.batch()));
        assertThat(millisBetween(first, again.get(0))).isBetween(1_000L, 1_900L);
        assertThat(millisBetween(again.get(0), again.get(1))).isGreaterThanOrEqualTo(2_000);
        assertThat(behind.batch().shardId()).isEqualTo(first.batch().shardId());
        assertThat(ids(behind.batch())).containsExactly("o2");
      }
    }
  }

  private void work(Batch batch) {
    deliveries.add(new Delivery(batch, System.nanoTime()));
    if (failures-- > 0) {
      throw new IllegalStateException("not yet");
    }
  }

  private Delivery next() throws InterruptedException {
    Delivery delivery = deliveries.poll(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS);
    assertThat(delivery).isNotNull();
    return delivery;
  }

  private static long millisBetween(Delivery one, Delivery other) {
    return TimeUnit.NANOSECONDS.toMillis(other.nanos() - one.nanos());
  }

  private static List<String> ids(Batch batch) {
    List<String> ids = new ArrayList<>();
    batch.records().forEach(record -> ids.add(record.dynamodb().keys().get("id").s()));
    return ids;
  }

  private static void put(DynamoDbClient client, String id) {
    client.putItem(put -> put.tableName("Orders").item(Map.of("id", fromS(id))));
  }

  private record Delivery(Batch batch, long nanos) {}
}
