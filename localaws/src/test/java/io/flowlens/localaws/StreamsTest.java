package io.flowlens.localaws;

import static io.flowlens.localaws.DynamoDbExtension.item;
import static io.flowlens.localaws.DynamoDbExtension.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class StreamsTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO = new DynamoDbExtension();

  private static final Map<String, AttributeValue> NO_IMAGE = Map.of();

  private final String table = DYNAMO.tableWithStream(StreamViewType.NEW_AND_OLD_IMAGES);

  @Test
  void everyKindOfWriteLeavesItsImagesInTheOrderOfTheWrites() {
    DYNAMO.put(table, item("a", 1));
    DYNAMO.put(table, item("a", 2));
    add("a", 3);
    DYNAMO.client.transactWriteItems(
        write ->
            write.transactItems(
                DynamoDbExtension.putOf(table, item("b", 1)),
                DynamoDbExtension.deleteOf(table, "a")));
    DYNAMO.client.batchWriteItem(
        batch ->
            batch.requestItems(
                Map.of(
                    table,
                    List.of(WriteRequest.builder().deleteRequest(d -> d.key(key("b"))).build()))));

    assertThat(records(table))
        .extracting(
            Record::eventNameAsString, r -> r.dynamodb().oldImage(), r -> r.dynamodb().newImage())
        .containsExactly(
            tuple("INSERT", NO_IMAGE, item("a", 1)),
            tuple("MODIFY", item("a", 1), item("a", 2)),
            tuple("MODIFY", item("a", 2), item("a", 5)),
            tuple("INSERT", NO_IMAGE, item("b", 1)),
            tuple("REMOVE", item("a", 5), NO_IMAGE),
            tuple("REMOVE", item("b", 1), NO_IMAGE));
  }

  @Test
  void aRecordHasAllThatTheRealOneHas() {
    Instant before = Instant.now();
    DYNAMO.put(table, item("a", 1));

    Record record = records(table).get(0);
    assertThat(record.eventID()).matches("[0-9a-f]{32}");
    assertThat(record.eventVersion()).isEqualTo("1.1");
    assertThat(record.eventSource()).isEqualTo("aws:dynamodb");
    assertThat(record.awsRegion()).isEqualTo("us-east-1");
    assertThat(record.dynamodb().keys()).isEqualTo(key("a"));
    assertThat(record.dynamodb().sequenceNumber()).matches("\\d{21,40}");
    assertThat(record.dynamodb().sizeBytes()).isEqualTo(3 + 3 + "count".length() + 2);
    assertThat(record.dynamodb().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
    assertThat(record.dynamodb().approximateCreationDateTime())
        .isBetween(before.minusSeconds(1), Instant.now());
  }

  @Test
  void aWriteThatChangesNothingOrFailsLeavesNoRecord() {
    DYNAMO.put(table, item("a", 1));
    DYNAMO.put(table, item("a", 1));
    DYNAMO.client.deleteItem(delete -> delete.tableName(table).key(key("none")));
    assertThatThrownBy(
            () ->
                DYNAMO.client.transactWriteItems(
                    write ->
                        write.transactItems(
                            DynamoDbExtension.putOf(table, item("b", 1)),
                            DynamoDbExtension.checkOf(table, "a", "attribute_not_exists(id)"))))
        .isInstanceOf(TransactionCanceledException.class);

    assertThat(records(table)).hasSize(1);
  }

  @Test
  void eachViewShowsItsImages() {
    String keys = DYNAMO.tableWithStream(StreamViewType.KEYS_ONLY);
    String after = DYNAMO.tableWithStream(StreamViewType.NEW_IMAGE);
    String before = DYNAMO.tableWithStream(StreamViewType.OLD_IMAGE);
    for (String each : List.of(keys, after, before)) {
      DYNAMO.put(each, item("a", 1));
      DYNAMO.put(each, item("a", 2));
    }

    assertThat(lastOf(keys)).isEqualTo(List.of(NO_IMAGE, NO_IMAGE));
    assertThat(lastOf(after)).isEqualTo(List.of(NO_IMAGE, item("a", 2)));
    assertThat(lastOf(before)).isEqualTo(List.of(item("a", 1), NO_IMAGE));
  }

  @Test
  void anIteratorBeginsWhereItsTypeSays() {
    DYNAMO.put(table, item("a", 1));
    DYNAMO.put(table, item("a", 2));
    String latest = iterator(table, ShardIteratorType.LATEST, null);
    DYNAMO.put(table, item("a", 3));

    List<Record> all = records(table);
    String second = all.get(1).dynamodb().sequenceNumber();
    assertThat(read(latest).records()).isEqualTo(all.subList(2, 3));
    assertThat(read(iterator(table, ShardIteratorType.AT_SEQUENCE_NUMBER, second)).records())
        .isEqualTo(all.subList(1, 3));
    assertThat(read(iterator(table, ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)).records())
        .isEqualTo(all.subList(2, 3));
  }

  @Test
  void aLongStreamIsReadInPages() {
    for (int i = 0; i < 25; i++) {
      DYNAMO.put(table, item("a", i));
    }
    List<Record> read = new ArrayList<>();
    String at = iterator(table, ShardIteratorType.TRIM_HORIZON, null);
    for (int page = 0; page < 3; page++) {
      String here = at;
      GetRecordsResponse response =
          DYNAMO.streams.getRecords(get -> get.shardIterator(here).limit(10));
      read.addAll(response.records());
      at = response.nextShardIterator();
    }

    assertThat(read).isEqualTo(records(table)).hasSize(25);
    assertThat(read)
        .extracting(record -> record.dynamodb().sequenceNumber())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void theOldestRecordsAreTrimmed() {
    String first = null;
    for (int i = 0; i < 20_001; i += 25) {
      int from = i;
      List<WriteRequest> batch =
          IntStream.range(from, from + 25)
              .mapToObj(
                  n -> WriteRequest.builder().putRequest(p -> p.item(item("i" + n, n))).build())
              .toList();
      DYNAMO.client.batchWriteItem(write -> write.requestItems(Map.of(table, batch)));
      first = first == null ? records(table).get(0).dynamodb().sequenceNumber() : first;
    }
    String trimmed = first;

    assertThatThrownBy(() -> iterator(table, ShardIteratorType.AT_SEQUENCE_NUMBER, trimmed))
        .isInstanceOf(TrimmedDataAccessException.class);
    assertThat(read(iterator(table, ShardIteratorType.TRIM_HORIZON, null)).records()).hasSize(1000);
  }

  @Test
  void aStreamMayBeSwitchedOffAndOn() {
    DYNAMO.put(table, item("a", 1));
    String arn = arn(table);
    DYNAMO.client.updateTable(
        update -> update.tableName(table).streamSpecification(s -> s.streamEnabled(false)));
    DYNAMO.put(table, item("a", 2));

    StreamDescription off =
        DYNAMO.streams.describeStream(d -> d.streamArn(arn)).streamDescription();
    assertThat(off.streamStatus()).isEqualTo(StreamStatus.DISABLED);
    assertThat(off.shards().get(0).sequenceNumberRange().endingSequenceNumber()).isNotNull();
    GetRecordsResponse rest = read(iterator(table, ShardIteratorType.TRIM_HORIZON, null));
    assertThat(rest.records()).hasSize(1);
    assertThat(rest.nextShardIterator()).isNull();

    DYNAMO.client.updateTable(
        update ->
            update
                .tableName(table)
                .streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
    assertThat(arn(table)).isNotEqualTo(arn);
    assertThat(DYNAMO.streams.listStreams(list -> list.tableName(table)).streams()).hasSize(2);
    assertThat(records(table)).isEmpty();
  }

  @Test
  void aStreamThatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> DYNAMO.streams.describeStream(d -> d.streamArn(arn(table) + "0")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Requested resource not found: Stream: " + arn(table) + "0 not found");
  }

  private List<Record> records(String of) {
    return read(iterator(of, ShardIteratorType.TRIM_HORIZON, null)).records();
  }

  private List<Map<String, AttributeValue>> lastOf(String of) {
    List<Record> all = records(of);
    Record last = all.get(all.size() - 1);
    return List.of(last.dynamodb().oldImage(), last.dynamodb().newImage());
  }

  private static GetRecordsResponse read(String iterator) {
    return DYNAMO.streams.getRecords(get -> get.shardIterator(iterator));
  }

  private static String iterator(String of, ShardIteratorType type, String sequenceNumber) {
    String arn = arn(of);
    String shard =
        DYNAMO
            .streams
            .describeStream(describe -> describe.streamArn(arn))
            .streamDescription()
            .shards()
            .get(0)
            .shardId();
    return DYNAMO
        .streams
        .getShardIterator(
            get ->
                get.streamArn(arn)
                    .shardId(shard)
                    .shardIteratorType(type)
                    .sequenceNumber(sequenceNumber))
        .shardIterator();
  }

  private static String arn(String of) {
    return DYNAMO.client.describeTable(d -> d.tableName(of)).table().latestStreamArn();
  }

  private void add(String id, int count) {
    DYNAMO.client.updateItem(
        update ->
            update
                .tableName(table)
                .key(key(id))
                .updateExpression("ADD #c :n")
                .expressionAttributeNames(Map.of("#c", "count"))
                .expressionAttributeValues(
                    Map.of(":n", AttributeValue.fromN(String.valueOf(count)))));
  }
}
