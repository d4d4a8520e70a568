package io.flowlens.lab.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.localaws.LocalAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What flowlens reads, made by hand so that a test knows what is in it. */
final class Payloads {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Payloads() {}

  /** A call of checkout to the table Orders, with as many failed attempts before the good one. */
  static String write(long id, Instant end, int throttled) {
    ObjectNode span = call(id, end, "UpdateItem", "us-east-1", "Orders");
    for (int i = 0; i < throttled; i++) {
      ObjectNode event = ((ArrayNode) span.get("events")).addObject();
      event.put("timeUnixNano", nanos(end) - 5_000_000).put("name", "HTTP request failure");
      event
          .putObject("attributes")
          .put("http.response.status_code", 400)
          .put(
              "aws.http.error_message",
              "{\"__type\": \"com.amazonaws.dynamodb.v20120810#ThrottlingException\"}");
    }
    return span.toString();
  }

  /** A call of checkout to a table in a region that may be far away. */
  static String read(long id, Instant end, String region, String table) {
    return call(id, end, "GetItem", region, table).toString();
  }

  private static ObjectNode call(
      long id, Instant end, String operation, String region, String table) {
    ObjectNode span = span(id, "checkout", "CLIENT", end);
    ((ObjectNode) span.get("attributes"))
        .put("rpc.system", "aws-api")
        .put("rpc.service", "DynamoDb")
        .put("rpc.method", operation)
        .put("db.system", "dynamodb")
        .put("db.operation", operation)
        .put("server.address", "dynamodb." + region + ".amazonaws.com")
        .put("aws.request_id", "R" + id)
        .putArray("aws.dynamodb.table_names")
        .add(table);
    return span;
  }

  /** Web's side of a call to checkout. */
  static String client(long id, Instant end) {
    ObjectNode span = span(id, "web", "CLIENT", end);
    ((ObjectNode) span.get("attributes")).put("peer.service", "checkout");
    return span.toString();
  }

  /** Checkout's side of the call that {@link #client} tells of. */
  static String server(long id, long clientId, Instant end) {
    ObjectNode span = span(id, "checkout", "SERVER", end);
    return span.put("traceId", traceId(clientId)).put("parentSpanId", spanId(clientId)).toString();
  }

  private static ObjectNode span(long id, String service, String kind, Instant end) {
    ObjectNode span = JSON.createObjectNode();
    span.putObject("resource")
        .putObject("attributes")
        .put("service.name", service)
        .put("cloud.provider", "aws")
        .put("cloud.platform", "aws_ecs")
        .put("cloud.region", "us-east-1")
        .put("cloud.account.id", LocalAws.ACCOUNT);
    span.put("traceId", traceId(id))
        .put("spanId", spanId(id))
        .put("name", "a call")
        .put("kind", kind)
        .put("startTimeUnixNano", nanos(end) - 10_000_000 - id % 7 * 1_000_000)
        .put("endTimeUnixNano", nanos(end));
    span.putObject("attributes");
    span.putArray("events");
    span.putObject("status").put("code", "UNSET");
    return span;
  }

  private static String traceId(long id) {
    return "%032x".formatted(id);
  }

  private static String spanId(long id) {
    return "%016x".formatted(id);
  }

  /** A change of one item of the table Orders. */
  static byte[] change(long id, Instant at) {
    ObjectNode json = JSON.createObjectNode();
    json.put("awsRegion", "us-east-1")
        .put("eventID", "change-" + id)
        .put("eventName", "MODIFY")
        .put("tableName", "Orders")
        .put("recordFormat", "application/json")
        .putNull("userIdentity")
        .put("eventSource", "aws:dynamodb");
    ObjectNode change = json.putObject("dynamodb");
    change
        .put("ApproximateCreationDateTime", at.toEpochMilli())
        .put("ApproximateCreationDateTimePrecision", "MILLISECOND")
        .put("SizeBytes", 140);
    change.putObject("Keys").putObject("order").put("N", String.valueOf(id));
    change.putObject("NewImage").putObject("order").put("N", String.valueOf(id));
    return bytes(json.toString());
  }

  /** What a CloudWatch Logs subscription puts into one record. */
  static byte[] logsBatch(Instant at, List<String> messages) {
    ObjectNode json = JSON.createObjectNode();
    json.put("messageType", "DATA_MESSAGE")
        .put("owner", LocalAws.ACCOUNT)
        .put("logGroup", "aws/spans")
        .put("logStream", "default");
    json.putArray("subscriptionFilters").add("flowlens");
    ArrayNode events = json.putArray("logEvents");
    for (String message : messages) {
      events
          .addObject()
          .put("id", "%056d".formatted(events.size()))
          .put("timestamp", at.toEpochMilli())
          .put("message", message);
    }
    return gzip(bytes(json.toString()));
  }

  static byte[] gzip(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long nanos(Instant at) {
    return at.toEpochMilli() * 1_000_000;
  }
}
