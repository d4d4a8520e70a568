package io.flowlens.localaws;

import static io.flowlens.localaws.DynamoDbExtension.item;
import static io.flowlens.localaws.DynamoDbExtension.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BatchWritesTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO = new DynamoDbExtension();

  private final String table = DYNAMO.table();
  private final String other = DYNAMO.table();

  @Test
  void aBatchWritesToSeveralTablesAndCountsWhatEachCost() {
    DYNAMO.put(table, item("gone", 1));

    BatchWriteItemResponse response =
        write(Map.of(table, List.of(put(1), delete("gone")), other, puts(1)));

    assertThat(response.unprocessedItems()).isEmpty();
    assertThat(response.consumedCapacity())
        .extracting(ConsumedCapacity::tableName, ConsumedCapacity::capacityUnits)
        .containsExactlyInAnyOrder(tuple(table, 2.0), tuple(other, 1.0));
    assertThat(DYNAMO.get(table, "gone")).isEmpty();
    assertThat(DYNAMO.get(table, "i1")).isEqualTo(item("i1", 1));
    assertThat(DYNAMO.get(other, "i0")).isEqualTo(item("i0", 0));
  }

  @Test
  void aBatchHoldsNoMoreThan25Writes() {
    write(Map.of(table, puts(25)));

    assertThatThrownBy(() -> write(Map.of(table, puts(26))))
        .hasMessageContaining("Member must have length less than or equal to 25");
    assertThatThrownBy(() -> write(Map.of(table, puts(13), other, puts(13))))
        .hasMessageContaining("Too many items requested for the BatchWriteItem call");
  }

  @Test
  void aBatchWritesAnItemOnce() {
    assertThatThrownBy(() -> write(Map.of(table, List.of(put(1), delete("i1")))))
        .hasMessageContaining("Provided list of item keys contains duplicates");
    assertThat(DYNAMO.get(table, "i1")).isEmpty();
  }

  @Test
  void aBatchWithOneWrongKeyWritesNothing() {
    WriteRequest wrong =
        WriteRequest.builder()
            .deleteRequest(d -> d.key(Map.of("name", key("a").get("id"))))
            .build();

    assertThatThrownBy(() -> write(Map.of(table, List.of(put(1), wrong))))
        .hasMessageContaining("The provided key element does not match the schema");
    assertThat(DYNAMO.get(table, "i1")).isEmpty();
  }

  private static BatchWriteItemResponse write(Map<String, List<WriteRequest>> requests) {
    return DYNAMO.client.batchWriteItem(
        write ->
            write.requestItems(requests).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
  }

  private static List<WriteRequest> puts(int count) {
    return IntStream.range(0, count).mapToObj(BatchWritesTest::put).toList();
  }

  private static WriteRequest put(int number) {
    return WriteRequest.builder().putRequest(p -> p.item(item("i" + number, number))).build();
  }

  private static WriteRequest delete(String id) {
    return WriteRequest.builder().deleteRequest(d -> d.key(key(id))).build();
  }
}
