package io.flowlens.localaws;

import static io.flowlens.localaws.DynamoDbExtension.item;
import static io.flowlens.localaws.DynamoDbExtension.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionsTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO = new DynamoDbExtension();

  private final String table = DYNAMO.table();
  private final String other = DYNAMO.table();

  @Test
  void allItemsAreWrittenWhenAllConditionsHold() {
    DYNAMO.put(table, item("update", 1));
    DYNAMO.put(table, item("delete", 1));
    DYNAMO.put(table, item("check", 1));

    transact(
        null,
        put("put", 7),
        add("update", 2),
        DynamoDbExtension.deleteOf(table, "delete"),
        check("check", "attribute_exists(id)"));

    assertThat(DYNAMO.get(other, "put")).isEqualTo(item("put", 7));
    assertThat(DYNAMO.get(table, "update")).isEqualTo(item("update", 3));
    assertThat(DYNAMO.get(table, "delete")).isEmpty();
    assertThat(DYNAMO.get(table, "check")).isEqualTo(item("check", 1));
  }

  @Test
  void oneItemThatCannotBeWrittenCancelsAllAndEachHasItsReasonInOrder() {
    DYNAMO.put(table, item("a", 1));

    TransactionCanceledException e =
        canceled(
            put("new", 1),
            check("a", "attribute_not_exists(id)"),
            TransactWriteItem.builder()
                .update(
                    u ->
                        u.tableName(table)
                            .key(key("none"))
                            .updateExpression("SET x = elsewhere + :n")
                            .expressionAttributeValues(Map.of(":n", fromN("1"))))
                .build(),
            add("b", 1));

    assertThat(e.awsErrorDetails().errorMessage())
        .isEqualTo(
            "Transaction cancelled, please refer cancellation reasons for specific reasons"
                + " [None, ConditionalCheckFailed, ValidationError, None]");
    assertThat(e.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed", "ValidationError", "None");
    assertThat(e.cancellationReasons())
        .extracting(CancellationReason::message)
        .containsExactly(
            null,
            "The conditional request failed",
            "The provided expression refers to an attribute that does not exist in the item",
            null);
    assertThat(DYNAMO.get(other, "new")).isEmpty();
    assertThat(DYNAMO.get(table, "b")).isEmpty();
  }

  @Test
  void aReasonShowsTheItemOnlyIfAsked() {
    DYNAMO.put(table, item("shown", 4));
    DYNAMO.put(table, item("hidden", 5));

    TransactionCanceledException e =
        canceled(
            check("hidden", "attribute_not_exists(id)"),
            TransactWriteItem.builder()
                .put(
                    p ->
                        p.tableName(table)
                            .item(item("shown", 1))
                            .conditionExpression("attribute_not_exists(id)")
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build());

    assertThat(e.cancellationReasons().get(0).hasItem()).isFalse();
    assertThat(e.cancellationReasons().get(1).item()).isEqualTo(item("shown", 4));
  }

  @Test
  void theSameTokenWithTheSameRequestWritesOnce() {
    transact("token-1", add("a", 1));
    transact("token-1", add("a", 1));
    transact("token-2", add("a", 1));

    assertThat(DYNAMO.get(table, "a")).isEqualTo(item("a", 2));
  }

  @Test
  void theSameTokenWithAnotherRequestIsRefused() {
    transact("token-3", add("a", 1));

    assertThatThrownBy(() -> transact("token-3", add("a", 5)))
        .isInstanceOf(IdempotentParameterMismatchException.class);
    assertThat(DYNAMO.get(table, "a")).isEqualTo(item("a", 1));
  }

  @Test
  void aCanceledTransactionMayComeAgainWithItsToken() {
    TransactWriteItem[] items = {check("a", "attribute_exists(id)"), put("b", 1)};
    assertThatThrownBy(() -> transact("token-4", items))
        .isInstanceOf(TransactionCanceledException.class);
    DYNAMO.put(table, item("a", 1));

    transact("token-4", items);

    assertThat(DYNAMO.get(other, "b")).isEqualTo(item("b", 1));
  }

  @Test
  void anItemMayNotComeTwice() {
    assertThatThrownBy(() -> transact(null, add("a", 1), check("a", "attribute_exists(id)")))
        .hasMessageContaining("Transaction request cannot include multiple operations on one item");
    assertThat(DYNAMO.get(table, "a")).isEmpty();
  }

  @Test
  void noMoreThanAHundredItemsGoTogether() {
    assertThatThrownBy(() -> transact(null, puts(101)))
        .hasMessageContaining("Member must have length less than or equal to 100");
    transact(null, puts(100));
    assertThat(DYNAMO.client.scan(s -> s.tableName(other)).count()).isEqualTo(100);
  }

  @Test
  void itemsAreReadTogetherInTheOrderOfTheRequest() {
    DYNAMO.put(table, item("a", 1));
    DYNAMO.put(other, item("b", 2));

    assertThat(
            DYNAMO
                .client
                .transactGetItems(
                    get -> get.transactItems(get(other, "b"), get(table, "none"), get(table, "a")))
                .responses())
        .extracting(ItemResponse::item)
        .containsExactly(item("b", 2), Map.of(), item("a", 1));
  }

  @Test
  void transactionsCostTwice() {
    List<ConsumedCapacity> consumed =
        DYNAMO
            .client
            .transactWriteItems(
                write ->
                    write
                        .transactItems(put("a", 1), put("b", 1), add("c", 1))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
            .consumedCapacity();

    assertThat(consumed)
        .extracting(ConsumedCapacity::tableName, ConsumedCapacity::capacityUnits)
        .containsExactlyInAnyOrder(tuple(other, 4.0), tuple(table, 2.0));
  }

  private TransactWriteItem[] puts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> put("item-" + i, i))
        .toArray(TransactWriteItem[]::new);
  }

  private static void transact(String token, TransactWriteItem... items) {
    DYNAMO.client.transactWriteItems(write -> write.transactItems(items).clientRequestToken(token));
  }

  private static TransactionCanceledException canceled(TransactWriteItem... items) {
    return catchThrowableOfType(TransactionCanceledException.class, () -> transact(null, items));
  }

  private TransactWriteItem put(String id, int count) {
    return DynamoDbExtension.putOf(other, item(id, count));
  }

  private TransactWriteItem add(String id, int count) {
    return TransactWriteItem.builder()
        .update(
            u ->
                u.tableName(table)
                    .key(key(id))
                    .updateExpression("ADD #c :n")
                    .expressionAttributeNames(Map.of("#c", "count"))
                    .expressionAttributeValues(Map.of(":n", fromN(String.valueOf(count)))))
        .build();
  }

  private TransactWriteItem check(String id, String condition) {
    return DynamoDbExtension.checkOf(table, id, condition);
  }

  private static TransactGetItem get(String table, String id) {
    return TransactGetItem.builder().get(g -> g.tableName(table).key(key(id))).build();
  }
}
