package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.format.Json;
import io.flowlens.lab.simulator.format.SpanRecord;
import io.flowlens.lab.simulator.traffic.Attempt;
import io.flowlens.lab.simulator.traffic.Origin;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls of DynamoDB as OpenTelemetry's instrumentation of the AWS SDK for Java records them. */
final class TableSpans {
  private final String account;

  TableSpans(String account) {
    this.account = account;
  }

  /** The client span of a call. */
  SpanData of(TableCall call) {
    Origin origin = call.origin();
    long skew = origin.service().clockOffsetMicros();
    return new SpanData(
        origin.service(),
        origin.instance(),
        "DynamoDb." + call.step().operation().apiName(),
        SpanRecord.Kind.CLIENT,
        origin.traceId(),
        call.spanId(),
        origin.spanId(),
        call.start() + skew,
        call.end() + skew,
        attributes(call),
        events(call, skew),
        !call.ok());
  }

  private Map<String, Object> attributes(TableCall call) {
    Service.Telemetry telemetry = call.origin().service().telemetry();
    String operation = call.step().operation().apiName();
    String host = "dynamodb." + call.step().tables().get(0).region() + ".amazonaws.com";
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rpc.system", "aws-api");
    all.put("rpc.service", "DynamoDb");
    all.put("rpc.method", operation);
    all.put("db.system", "dynamodb");
    all.put("db.operation", operation);
    all.put("aws.agent", "java-aws-sdk");
    all.put("server.address", host);
    all.put("http.request.method", "POST");
    all.put("url.full", "https://" + host + "/");
    if (call.ok()) {
      all.put("http.response.status_code", 200L);
      all.put("aws.request_id", call.requestId());
    }
    if (call.step().operation() != Operation.TRANSACT_WRITE) {
      tables(all, call, telemetry.oldNames());
    }
    if (telemetry.form() == Service.Form.AWS_SPANS) {
      applicationSignals(all, call);
    }
    return all;
  }

  private static void tables(Map<String, Object> all, TableCall call, boolean oldNames) {
    List<String> names = call.step().tables().stream().map(Table::name).toList();
    if (!oldNames) {
      all.put("aws.dynamodb.table_names", names);
    } else if (names.size() == 1) {
      all.put("aws.table.name", names.get(0));
    } else {
      all.put("aws.dynamodb.table_names", "[" + String.join(",", names) + "]");
    }
    if (!call.step().index().isEmpty()) {
      all.put("aws.dynamodb.index_name", call.step().index());
    }
    if (call.ok() && call.step().operation() == Operation.SCAN) {
      all.put("aws.dynamodb.count", (long) call.step().items());
      all.put("aws.dynamodb.scanned_count", (long) call.step().items());
    }
    if (!call.step().operation().writes()) {
      boolean strong = call.step().strong();
      all.put("aws.dynamodb.consistent_read", oldNames ? String.valueOf(strong) : strong);
    }
    if (call.ok()) {
      List<String> consumed = consumed(call);
      if (!oldNames) {
        all.put("aws.dynamodb.consumed_capacity", consumed);
      } else if (consumed.size() == 1) {
        all.put("aws.dynamodb.consumed_capacity", consumed.get(0));
      }
    }
  }

  private static List<String> consumed(TableCall call) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < call.milliUnits().size(); i++) {
      double units = call.milliUnits().get(i) / 1000.0;
      var node = Json.object();
      node.put("TableName", call.step().tables().get(i).name());
      node.put("CapacityUnits", units);
      if (!call.step().index().isEmpty()) {
        node.putObject("Table").put("CapacityUnits", 0.0);
        node.putObject("GlobalSecondaryIndexes")
            .putObject(call.step().index())
            .put("CapacityUnits", units);
      }
      all.add(Json.text(node));
    }
    return all;
  }

  private static void applicationSignals(Map<String, Object> all, TableCall call) {
    all.put("aws.local.service", call.origin().service().name());
    all.put("aws.remote.service", "AWS::DynamoDB");
    all.put("aws.remote.operation", call.step().operation().apiName());
    if (call.step().operation() != Operation.TRANSACT_WRITE) {
      all.put("aws.remote.resource.type", "AWS::DynamoDB::Table");
      all.put("aws.remote.resource.identifier", call.step().tables().get(0).name());
    }
    all.put("aws.span.kind", "CLIENT");
  }

  private List<SpanRecord.Event> events(TableCall call, long skew) {
    List<SpanRecord.Event> events = new ArrayList<>();
    if (call.origin().service().telemetry().individualErrors()) {
      for (Attempt attempt : call.attempts()) {
        if (attempt.failure() != null && attempt.failure().status() > 0) {
          events.add(
              new SpanRecord.Event(
                  "HTTP request failure",
                  (attempt.end() + skew) * 1000,
                  Map.of(
                      "aws.http.error_message", ErrorBody.of(attempt.failure(), call, account))));
        }
      }
    }
    if (!call.ok()) {
      events.add(exception(call, skew));
    }
    return events;
  }

  private static SpanRecord.Event exception(TableCall call, long skew) {
    Failure failure = call.last().failure();
    boolean answered = failure.status() > 0;
    String type =
        (answered
                ? "software.amazon.awssdk.services.dynamodb.model."
                : "software.amazon.awssdk.core.exception.")
            + failure.exception();
    String message =
        failure.message()
            + (answered
                ? " (Service: DynamoDb, Status Code: "
                    + failure.status()
                    + ", Request ID: "
                    + call.requestId()
                    + ")"
                : "")
            + " (SDK Attempt Count: "
            + call.attempts().size()
            + ")";
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("exception.type", type);
    attributes.put("exception.message", message);
    attributes.put(
        "exception.stacktrace", type + ": " + message + "\n\tat shop.Main.run(Main.java)\n");
    return new SpanRecord.Event("exception", (call.end() + skew) * 1000, attributes);
  }
}
