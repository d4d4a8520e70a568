package io.flowlens.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The services that a look asks, in their own wire protocols, over a {@link World}: DynamoDB and
 * CloudTrail in JSON, X-Ray and Lambda in REST JSON, CloudWatch in CBOR, STS in XML. Lists come in
 * pages of a few.
 */
final class AwsStub implements AutoCloseable {
  private static final String STREAM =
      "arn:aws:dynamodb:eu-west-1:111122223333:table/Rooms/stream/2026-01-01T00:00:00.000";

  private final ObjectMapper json = new ObjectMapper();
  private final ObjectMapper cbor = new ObjectMapper(new CBORFactory());
  private final World world;
  private final HttpServer server;

  /** The actions that were asked for, as IAM names them. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** The actions that are refused. */
  final Set<String> denied = new TreeSet<>();

  AwsStub(World world) throws IOException {
    this.world = world;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String action = action(exchange, body);
    asked.add(action);
    if (denied.contains(action)) {
      ObjectNode error = JsonNodeFactory.instance.objectNode();
      error.put("__type", "AccessDeniedException").put("message", "User is not authorized.");
      boolean isCbor = action.equals("cloudwatch:GetMetricData");
      exchange.getResponseHeaders().add("X-Amzn-ErrorType", "AccessDeniedException");
      reply(exchange, 403, isCbor ? cbor.writeValueAsBytes(error) : json.writeValueAsBytes(error));
      return;
    }
    reply(exchange, 200, answer(action, exchange, body));
  }

  private static String action(HttpExchange exchange, byte[] body) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String path = exchange.getRequestURI().getPath();
    if (target != null) {
      String service = target.contains("DynamoDB") ? "dynamodb:" : "cloudtrail:";
      return service + target.substring(target.lastIndexOf('.') + 1);
    }
    if (path.contains("/operation/")) {
      return "cloudwatch:" + path.substring(path.lastIndexOf('/') + 1);
    }
    if (path.startsWith("/2015-03-31/functions")) {
      return "lambda:ListFunctions";
    }
    if (path.startsWith("/2015-03-31/event-source-mappings")) {
      return "lambda:ListEventSourceMappings";
    }
    if (path.equals("/TraceSummaries")) {
      return "xray:GetTraceSummaries";
    }
    if (path.equals("/Traces")) {
      return "xray:BatchGetTraces";
    }
    return new String(body, StandardCharsets.UTF_8).contains("GetCallerIdentity")
        ? "sts:GetCallerIdentity"
        : path;
  }

  private byte[] answer(String action, HttpExchange exchange, byte[] body) throws IOException {
    return switch (action) {
      case "sts:GetCallerIdentity" ->
          ("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                  + "<GetCallerIdentityResult><Account>"
                  + World.ACCOUNT
                  + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>")
              .getBytes(StandardCharsets.UTF_8);
      case "cloudwatch:GetMetricData" -> {
        exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
        yield metrics(cbor.readTree(body));
      }
      case "dynamodb:ListTables" -> json.writeValueAsBytes(tables(json.readTree(body)));
      case "dynamodb:DescribeTable" -> json.writeValueAsBytes(table(json.readTree(body)));
      case "dynamodb:DescribeKinesisStreamingDestination" ->
          json.writeValueAsBytes(json.createObjectNode());
      case "lambda:ListFunctions" -> json.writeValueAsBytes(functions());
      case "lambda:ListEventSourceMappings" -> json.writeValueAsBytes(mappings());
      case "cloudtrail:LookupEvents" -> json.writeValueAsBytes(events(json.readTree(body)));
      case "xray:GetTraceSummaries" -> json.writeValueAsBytes(summaries(json.readTree(body)));
      case "xray:BatchGetTraces" -> json.writeValueAsBytes(traces(json.readTree(body)));
      default -> throw new IOException("No answer to " + action);
    };
  }

  private ObjectNode tables(JsonNode request) {
    boolean first = !request.has("ExclusiveStartTableName");
    ObjectNode answer = json.createObjectNode();
    ArrayNode names = answer.putArray("TableNames");
    if (first) {
      names.add("Attic").add("Guests");
      answer.put("LastEvaluatedTableName", "Guests");
    } else {
      names.add("Rooms").add("Unseen<b>");
    }
    return answer;
  }

  private ObjectNode table(JsonNode request) {
    String name = request.path("TableName").asText();
    ObjectNode answer = json.createObjectNode();
    ObjectNode table = answer.putObject("Table");
    table.put("TableName", name);
    table.put("TableArn", "arn:aws:dynamodb:eu-west-1:111122223333:table/" + name);
    table
        .putObject("ProvisionedThroughput")
        .put("ReadCapacityUnits", 5)
        .put("WriteCapacityUnits", 5);
    if (name.equals("Rooms")) {
      table.put("LatestStreamArn", STREAM);
      table.putObject("StreamSpecification").put("StreamEnabled", true);
      table.putArray("GlobalSecondaryIndexes").addObject().put("IndexName", "by-city");
    }
    return answer;
  }

  private ObjectNode functions() {
    ObjectNode answer = json.createObjectNode();
    for (String name : List.of("cleaning-plan", "thumbnails")) {
      ObjectNode function = answer.withArray("Functions").addObject();
      function.put("FunctionName", name).put("Runtime", "python3.13");
      function.putObject("Environment").putObject("Variables").put("DB_PASSWORD", World.SECRET);
    }
    return answer;
  }

  private ObjectNode mappings() {
    ObjectNode answer = json.createObjectNode();
    answer
        .putArray("EventSourceMappings")
        .addObject()
        .put("FunctionArn", "arn:aws:lambda:eu-west-1:111122223333:function:cleaning-plan:live")
        .put("EventSourceArn", STREAM)
        .put("State", "Enabled")
        .put("BatchSize", 100);
    return answer;
  }

  /** One change an hour, one look, and one change with a secret in it. */
  private ObjectNode events(JsonNode request) throws IOException {
    ObjectNode answer = json.createObjectNode();
    ArrayNode events = answer.putArray("Events");
    String service = request.path("LookupAttributes").path(0).path("AttributeValue").asText();
    if (service.startsWith("dynamodb")) {
      event(events, service, "UpdateTable", "false").put("tableName", "Rooms");
      event(events, service, "DescribeTable", "true").put("tableName", "Rooms");
    } else {
      ObjectNode asked = event(events, service, "UpdateFunctionConfiguration20150331v2", "false");
      asked.put("functionName", "cleaning-plan").put("memorySize", 512);
      asked.put("description", World.SECRET);
      asked.putObject("environment").putObject("variables").put("DB_PASSWORD", World.SECRET);
    }
    for (JsonNode event : events) {
      ObjectNode record = (ObjectNode) event.get("CloudTrailEvent");
      ((ObjectNode) event).put("CloudTrailEvent", json.writeValueAsString(record));
    }
    return answer;
  }

  private ObjectNode event(ArrayNode events, String service, String name, String readOnly) {
    ObjectNode event = events.addObject();
    event.put("EventId", name).put("EventName", name).put("ReadOnly", readOnly);
    ObjectNode record = event.putObject("CloudTrailEvent");
    record.put("eventVersion", "1.11").put("eventTime", world.end.minusSeconds(900).toString());
    record.put("eventSource", service).put("eventName", name).put("awsRegion", World.REGION);
    record.put("eventID", "e-" + name).put("readOnly", readOnly.equals("true"));
    record.put("managementEvent", true).put("recipientAccountId", World.ACCOUNT);
    record.put("sourceIPAddress", "198.51.100.7");
    record
        .putObject("userIdentity")
        .put("type", "IAMUser")
        .put("userName", "ops")
        .put("accessKeyId", World.SECRET);
    return record.putObject("requestParameters");
  }

  private ObjectNode summaries(JsonNode request) {
    double from = request.path("StartTime").asDouble();
    double to = request.path("EndTime").asDouble();
    int page = request.path("NextToken").asInt(0);
    List<String> ids = new ArrayList<>();
    world
        .traces
        .keySet()
        .forEach(
            id -> {
              long at = Long.parseLong(id.substring(0, 8), 16);
              if (at >= from && at < to) {
                ids.add(id);
              }
            });
    ObjectNode answer = json.createObjectNode();
    ArrayNode summaries = answer.putArray("TraceSummaries");
    int end = Math.min(ids.size(), (page + 1) * 70);
    for (String id : ids.subList(Math.min(page * 70, ids.size()), end)) {
      ObjectNode summary = summaries.addObject().put("Id", xrayId(id));
      summary
          .putArray("ServiceIds")
          .addObject()
          .put("Name", "Rooms")
          .put("Type", "AWS::DynamoDB::Table");
    }
    if (end < ids.size()) {
      answer.put("NextToken", String.valueOf(page + 1));
    }
    return answer;
  }

  private static String xrayId(String id) {
    return "1-" + id.substring(0, 8) + "-" + id.substring(8);
  }

  private ObjectNode traces(JsonNode request) {
    ObjectNode answer = json.createObjectNode();
    ArrayNode traces = answer.putArray("Traces");
    for (JsonNode asked : request.path("TraceIds")) {
      String[] parts = asked.asText().split("-", -1);
      String id = parts[1] + parts[2];
      List<Call> calls = world.traces.get(id);
      ObjectNode trace = traces.addObject().put("Id", asked.asText());
      ArrayNode segments = trace.putArray("Segments");
      ObjectNode segment = World.segment(id, calls);
      segments.addObject().put("Id", "s").put("Document", segment.toString());
      for (Call call : calls) {
        segments.addObject().put("Id", "i").put("Document", World.inferred(id, call).toString());
      }
    }
    answer.putArray("UnprocessedTraceIds");
    return answer;
  }

  private byte[] metrics(JsonNode request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CBORGenerator cborOut = new CBORFactory().createGenerator(out)) {
      cborOut.writeStartObject();
      cborOut.writeFieldName("MetricDataResults");
      cborOut.writeStartArray();
      for (JsonNode query : request.path("MetricDataQueries")) {
        double value = value(query.path("MetricStat").path("Metric"));
        cborOut.writeStartObject();
        cborOut.writeStringField("Id", query.path("Id").asText());
        cborOut.writeFieldName("Timestamps");
        cborOut.writeStartArray();
        if (value > 0) {
          cborOut.writeTag(1);
          cborOut.writeNumber((double) world.end.minusSeconds(600).getEpochSecond());
        }
        cborOut.writeEndArray();
        cborOut.writeFieldName("Values");
        cborOut.writeStartArray();
        if (value > 0) {
          cborOut.writeNumber(value);
        }
        cborOut.writeEndArray();
        cborOut.writeStringField("StatusCode", "Complete");
        cborOut.writeEndObject();
      }
      cborOut.writeEndArray();
      cborOut.writeEndObject();
    }
    return out.toByteArray();
  }

  /** What CloudWatch counted: ten times the calls that were traced; one table that was not. */
  private double value(JsonNode metric) {
    String name = metric.path("MetricName").asText();
    String table = "";
    String operation = "";
    for (JsonNode dimension : metric.path("Dimensions")) {
      String value = dimension.path("Value").asText();
      switch (dimension.path("Name").asText()) {
        case "TableName" -> table = value;
        case "Operation" -> operation = value;
        default -> {
          return 0;
        }
      }
    }
    String of = table;
    String what = operation;
    if (name.startsWith("Consumed")) {
      return of.equals("Attic") ? 0 : 100;
    }
    if (name.equals("SuccessfulRequestLatency")) {
      return 10
          * world.calls().stream()
              .filter(call -> call.table().equals(of) && call.operation().equals(what))
              .filter(call -> call.failure() == null)
              .count();
    }
    return name.equals("WriteThrottleEvents") && of.equals("Unseen<b>") ? 42 : 0;
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type(exchange));
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String type(HttpExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type == null || type.startsWith("application/x-www-form") ? "application/json" : type;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
