package io.flowlens.look;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Half an hour of a booking system of which every call is known: told as X-Ray keeps it, and as a
 * collector would have pushed it. Ten minutes before its end one table begins to throttle.
 */
final class World {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";

  /** Stands in every place that an archive must not keep. */
  static final String SECRET = "guest-4711@example.com";

  private static final int TRACES = 600;
  private static final int CALLS = 6;

  final Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(300);
  final Map<String, List<Call>> traces = new TreeMap<>();

  World(long seed) {
    Random random = new Random(seed);
    int id = 0;
    for (int i = 0; i < TRACES; i++) {
      long start = end.toEpochMilli() - (TRACES - i) * 3_000L;
      String trace =
          String.format(
              Locale.ROOT, "%08x%024x", start / 1_000, random.nextLong() & Long.MAX_VALUE);
      List<Call> calls = new ArrayList<>();
      long at = start;
      for (int k = 0; k < CALLS; k++) {
        boolean writes = k % 3 == 2;
        boolean storm = writes && start > end.toEpochMilli() - 600_000;
        int retries = storm ? 3 : 0;
        int millis = storm ? 420 + random.nextInt(200) : 4 + random.nextInt(9);
        at += millis + 2;
        String failure =
            storm && random.nextInt(3) > 0
                ? "ThrottlingException"
                : writes && random.nextInt(50) == 0 ? "ConditionalCheckFailedException" : null;
        String table = writes ? "Rooms" : k % 2 == 0 ? "Guests" : "Rooms";
        calls.add(
            new Call(
                id++,
                i % 2 == 0 ? "bookings" : "frontdesk",
                table,
                writes ? "UpdateItem" : "GetItem",
                at,
                millis,
                retries,
                failure));
      }
      traces.put(trace, calls);
    }
  }

  List<Call> calls() {
    return traces.values().stream().flatMap(List::stream).toList();
  }

  /** The segment of a trace, as X-Ray returns it; with what an archive must not keep. */
  static ObjectNode segment(String trace, List<Call> calls) {
    Call last = calls.get(calls.size() - 1);
    ObjectNode segment = JsonNodeFactory.instance.objectNode();
    segment.put("id", String.format(Locale.ROOT, "%016x", 0x5e00000000000000L + last.id()));
    segment.put("name", last.caller());
    segment.put("trace_id", "1-" + trace.substring(0, 8) + "-" + trace.substring(8));
    segment.put("start_time", (calls.get(0).endMillis() - calls.get(0).millis()) / 1e3);
    segment.put("end_time", last.endMillis() / 1e3);
    segment.put("user", SECRET);
    segment.putObject("annotations").put("guest", SECRET);
    segment.putObject("metadata").putObject("default").put("body", SECRET);
    ObjectNode http = segment.putObject("http");
    http.putObject("request")
        .put("method", "POST")
        .put("url", "https://bookings.example.com/guests/" + SECRET + "?token=" + SECRET)
        .put("client_ip", "198.51.100.7");
    http.putObject("response").put("status", 200);
    ObjectNode aws = segment.putObject("aws");
    aws.put("account_id", ACCOUNT);
    aws.putObject("ec2")
        .put("availability_zone", REGION + "a")
        .put("instance_id", "i-0a1b2c3d4e5f60718");
    segment.put("origin", "AWS::EC2::Instance");
    for (Call call : calls) {
      segment.withArray("subsegments").add(subsegment(call));
    }
    return segment;
  }

  private static ObjectNode subsegment(Call call) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    part.put("id", call.spanId());
    part.put("name", "DynamoDb");
    part.put("namespace", "aws");
    part.put("start_time", (call.endMillis() - call.millis()) / 1e3);
    part.put("end_time", call.endMillis() / 1e3);
    part.putObject("http").putObject("response").put("status", call.failure() == null ? 200 : 400);
    part.putObject("aws")
        .put("operation", call.operation())
        .put("region", REGION)
        .put("table_name", call.table())
        .put("request_id", call.requestId())
        .put("retries", call.retries())
        .putObject("key")
        .put("guest", SECRET);
    if (call.failure() != null) {
      part.put("error", true);
      if (call.failure().startsWith("Throttling")) {
        part.put("throttle", true);
      }
      part.putObject("cause")
          .putArray("exceptions")
          .addObject()
          .put("type", call.failure())
          .put("message", call.message());
    }
    return part;
  }

  /** What DynamoDB's own segment would be: X-Ray infers it from the caller's. */
  static ObjectNode inferred(String trace, Call call) {
    ObjectNode segment = subsegment(call);
    segment.put("id", String.format(Locale.ROOT, "%016x", 0x1f00000000000000L + call.id()));
    segment.put("parent_id", call.spanId());
    segment.put("trace_id", "1-" + trace.substring(0, 8) + "-" + trace.substring(8));
    segment.put("inferred", true);
    segment.put("origin", "AWS::DynamoDB::Table");
    return segment;
  }

  /** The same calls as spans, as {@code aws/spans} holds them: a server's and a client's each. */
  List<String> spans() {
    List<String> lines = new ArrayList<>();
    traces.forEach(
        (trace, calls) -> {
          ObjectNode segment = segment(trace, calls);
          ObjectNode server = span(trace, segment.path("id").asText(), "", "SERVER");
          resource(server, calls.get(0).caller());
          server.put("name", "POST");
          server.put("startTimeUnixNano", nanos(segment.path("start_time").asDouble()));
          server.put("endTimeUnixNano", nanos(segment.path("end_time").asDouble()));
          server.putObject("attributes").put("http.request.method", "POST");
          lines.add(server.toString());
          for (Call call : calls) {
            lines.add(client(trace, segment.path("id").asText(), call).toString());
          }
        });
    return lines;
  }

  private static ObjectNode client(String trace, String parent, Call call) {
    ObjectNode span = span(trace, call.spanId(), parent, "CLIENT");
    resource(span, call.caller());
    span.put("name", "DynamoDb." + call.operation());
    span.put("startTimeUnixNano", (call.endMillis() - call.millis()) * 1_000_000);
    span.put("endTimeUnixNano", call.endMillis() * 1_000_000);
    ObjectNode attributes = span.putObject("attributes");
    attributes.put("rpc.system", "aws-api").put("rpc.service", "DynamoDb");
    attributes.put("rpc.method", call.operation()).put("aws.region", REGION);
    attributes.put("aws.request_id", call.requestId()).put("retry_attempts", call.retries());
    attributes.putArray("aws.dynamodb.table_names").add(call.table());
    if (call.failure() != null) {
      span.putObject("status").put("code", "ERROR");
      ObjectNode event = span.putArray("events").addObject();
      event.put("name", "exception").put("timeUnixNano", call.endMillis() * 1_000_000);
      event
          .putObject("attributes")
          .put("exception.type", call.failure())
          .put("exception.message", call.message());
    }
    return span;
  }

  private static ObjectNode span(String trace, String id, String parent, String kind) {
    ObjectNode span = new ObjectMapper().createObjectNode();
    span.put("traceId", trace).put("spanId", id).put("kind", kind);
    return parent.isEmpty() ? span : span.put("parentSpanId", parent);
  }

  private static void resource(ObjectNode span, String service) {
    span.putObject("resource")
        .putObject("attributes")
        .put("service.name", service)
        .put("cloud.account.id", ACCOUNT)
        .put("cloud.availability_zone", REGION + "a")
        .put("host.id", "i-0a1b2c3d4e5f60718");
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e6) * 1_000;
  }
}
