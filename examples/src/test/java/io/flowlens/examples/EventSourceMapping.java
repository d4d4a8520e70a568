package io.flowlens.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.localaws.LocalAws;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * What Lambda's event source mapping does with one shard of a Kinesis stream, as far as the
 * functions see it: batches in order, and with ReportBatchItemFailures again from the first record
 * that failed.
 */
final class EventSourceMapping {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 5;

  private final String stream;
  private final UnaryOperator<String> function;

  /**
   * For a stream of one shard.
   *
   * @param function takes an event, gives the response, both JSON
   */
  EventSourceMapping(String stream, UnaryOperator<String> function) {
    this.stream = stream;
    this.function = function;
  }

  /** Hands over everything in the shard. */
  void deliver() throws IOException {
    String shard = Local.KINESIS.listShards(l -> l.streamName(stream)).shards().get(0).shardId();
    String iterator =
        Local.KINESIS
            .getShardIterator(
                get ->
                    get.streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    List<Record> left = Local.KINESIS.getRecords(get -> get.shardIterator(iterator)).records();
    for (int tries = 0; !left.isEmpty(); tries++) {
      assertThat(tries).as("tries").isLessThan(TRIES);
      left = handOver(shard, left);
    }
  }

  /** The records that must come again. */
  private List<Record> handOver(String shard, List<Record> records) throws IOException {
    JsonNode response = JSON.readTree(function.apply(event(shard, records)));
    JsonNode failures = response.get("batchItemFailures");
    assertThat(failures).as("%s", response).isInstanceOf(ArrayNode.class);
    if (failures.isEmpty()) {
      return List.of();
    }
    List<String> sequences = records.stream().map(Record::sequenceNumber).toList();
    int first = sequences.indexOf(failures.get(0).get("itemIdentifier").asText());
    assertThat(first).isNotNegative();
    return records.subList(first, records.size());
  }

  private String event(String shard, List<Record> records) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode entries = event.putArray("Records");
    for (Record record : records) {
      ObjectNode entry = entries.addObject();
      entry
          .putObject("kinesis")
          .put("kinesisSchemaVersion", "1.0")
          .put("partitionKey", record.partitionKey())
          .put("sequenceNumber", record.sequenceNumber())
          .put("data", record.data().asByteArray())
          .put(
              "approximateArrivalTimestamp",
              record.approximateArrivalTimestamp().toEpochMilli() / 1000.0);
      entry
          .put("eventSource", "aws:kinesis")
          .put("eventVersion", "1.0")
          .put("eventID", shard + ":" + record.sequenceNumber())
          .put("eventName", "aws:kinesis:record")
          .put("invokeIdentityArn", "arn:aws:iam::" + LocalAws.ACCOUNT + ":role/flowlens-incidents")
          .put("awsRegion", "us-east-1")
          .put(
              "eventSourceARN",
              "arn:aws:kinesis:us-east-1:" + LocalAws.ACCOUNT + ":stream/" + stream);
    }
    return event.toString();
  }
}
