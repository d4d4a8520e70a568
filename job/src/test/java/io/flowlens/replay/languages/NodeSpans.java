package io.flowlens.replay.languages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spans of OpenTelemetry's instrumentations for Node: one of the AWS SDK v3 for a call, and below
 * it one of the HTTP client for each attempt, which ends first and is exported first.
 */
final class NodeSpans {
  private NodeSpans() {}

  static List<Span> of(Call call) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < call.attempts(); i++) {
      boolean failed = i < call.failedAttempts();
      spans.add(request(call, i, failed ? call.failure() : null));
    }
    spans.add(sdk(call));
    return spans;
  }

  private static Span request(Call call, int attempt, Failure failure) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("http.request.method", "POST");
    attributes.put("server.address", call.host());
    attributes.put("server.port", 443);
    attributes.put("url.full", "https://" + call.host() + "/");
    attributes.put("user_agent.original", "aws-sdk-js/3.1168.0 ua/2.1 os/linux lang/js");
    boolean answered = failure == null || failure.isAnswered();
    if (answered) {
      attributes.put("http.response.status_code", failure == null ? 200 : failure.status);
    } else {
      attributes.put("error.type", "TimeoutError");
    }
    long endNanos = call.attemptEndNanos(attempt);
    return new Span(
        call.traceId(),
        "%016x".formatted(0x6c_0000_0000L + call.number() * 16L + attempt),
        call.spanId(),
        "POST",
        Math.max(call.startNanos(), endNanos - 2_000_000),
        endNanos,
        attributes,
        List.of(),
        failure == null ? null : answered ? "" : failure.message);
  }

  private static Span sdk(Call call) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("rpc.system", "aws-api");
    attributes.put("rpc.service", "DynamoDB");
    attributes.put("rpc.method", call.operation());
    attributes.put("db.system.name", "dynamodb");
    attributes.put("db.operation.name", call.operation());
    attributes.put("db.namespace", call.table());
    attributes.put("aws.dynamodb.table_names", Span.tables(call));
    attributes.put("cloud.region", call.region());
    String name = "DynamoDB." + call.operation();
    if (call.ok()) {
      attributes.put("aws.request.id", call.requestId());
      attributes.put("http.response.status_code", 200);
      return Span.of(call, name, attributes, List.of(), null);
    }
    Failure failure = call.failure();
    if (failure.isAnswered()) {
      attributes.put("http.response.status_code", failure.status);
    }
    String type = failure.isAnswered() ? failure.error : "ETIMEDOUT";
    return Span.of(
        call,
        name,
        attributes,
        List.of(Span.exception(call, type, failure.message)),
        failure.message);
  }
}
