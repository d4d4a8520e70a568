package io.flowlens.lab.demo.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** A change as Kinesis Data Streams for DynamoDB delivers it. */
final class ChangeRecord {
  private static final Duration CUT_TO = Duration.ofSeconds(1);

  private ChangeRecord() {}

  /**
   * Turns a record of DynamoDB Streams into the other form.
   *
   * @param readAt when it was read: DynamoDB Streams cuts the change's own time to the second, and
   *     within that second this is near the truth
   */
  static ObjectNode of(String region, String table, Record change, Instant readAt) {
    StreamRecord data = change.dynamodb();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("awsRegion", region)
        .put(
            "eventID",
            UUID.nameUUIDFromBytes(change.eventID().getBytes(StandardCharsets.UTF_8)).toString())
        .put("eventName", change.eventNameAsString());
    json.set("userIdentity", identity(change.userIdentity()));
    json.put("recordFormat", "application/json").put("tableName", table);
    ObjectNode dynamoDb = json.putObject("dynamodb");
    dynamoDb.put(
        "ApproximateCreationDateTime",
        ChronoUnit.MICROS.between(
            Instant.EPOCH, created(data.approximateCreationDateTime(), readAt)));
    dynamoDb.set("Keys", AttributeJson.item(data.keys()));
    if (data.hasNewImage()) {
      dynamoDb.set("NewImage", AttributeJson.item(data.newImage()));
    }
    if (data.hasOldImage()) {
      dynamoDb.set("OldImage", AttributeJson.item(data.oldImage()));
    }
    dynamoDb
        .put("SizeBytes", data.sizeBytes())
        .put("ApproximateCreationDateTimePrecision", "MICROSECOND");
    return json.put("eventSource", "aws:dynamodb");
  }

  private static Instant created(Instant cut, Instant readAt) {
    Instant latest = cut.plus(CUT_TO).minus(1, ChronoUnit.MICROS);
    if (readAt.isBefore(cut)) {
      return cut;
    }
    return readAt.isAfter(latest) ? latest : readAt;
  }

  private static ObjectNode identity(Identity identity) {
    if (identity == null) {
      return null;
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("principalId", identity.principalId())
        .put("type", identity.type());
  }
}
