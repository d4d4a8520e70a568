package io.flowlens.replay.languages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spans of OpenTelemetry's botocore instrumentation: one for a call, without HTTP spans below it,
 * and with the number of retries wherever an answer came.
 */
final class PythonSpans {
  private PythonSpans() {}

  /** As written today: the region called is {@code cloud.region}. */
  static List<Span> of(Call call) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("cloud.region", call.region());
    attributes.put("server.address", call.host());
    attributes.put("server.port", 443);
    return spans(call, attributes);
  }

  /** As written until 2025: the region called is {@code aws.region}. */
  static List<Span> withAwsRegion(Call call) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("aws.region", call.region());
    return spans(call, attributes);
  }

  private static List<Span> spans(Call call, Map<String, Object> attributes) {
    attributes.put("rpc.system", "aws-api");
    attributes.put("rpc.service", "DynamoDB");
    attributes.put("rpc.method", call.operation());
    attributes.put("db.system", "dynamodb");
    attributes.put("db.operation", call.operation());
    attributes.put("net.peer.name", call.host());
    attributes.put("aws.dynamodb.table_names", Span.tables(call));
    if (call.ok() || call.failure().isAnswered()) {
      attributes.put("retry_attempts", call.attempts() - 1);
      attributes.put("aws.request_id", call.requestId());
      attributes.put("http.status_code", call.ok() ? 200 : call.failure().status);
    }
    String name = "DynamoDB." + call.operation();
    if (call.ok()) {
      return List.of(Span.of(call, name, attributes, List.of(), null));
    }
    String type = type(call.failure());
    String message = message(call);
    String error = type.substring(type.lastIndexOf('.') + 1) + ": " + message;
    return List.of(
        Span.of(call, name, attributes, List.of(Span.exception(call, type, message)), error));
  }

  private static String type(Failure failure) {
    return failure.isAnswered()
        ? "botocore.errorfactory." + failure.error
        : "botocore.exceptions.ReadTimeoutError";
  }

  private static String message(Call call) {
    if (!call.failure().isAnswered()) {
      return "Read timeout on endpoint URL: \"https://%s/\"".formatted(call.host());
    }
    String retries =
        call.attempts() == 1 ? "" : " (reached max retries: %d)".formatted(call.attempts() - 1);
    return "An error occurred (%s) when calling the %s operation%s: %s"
        .formatted(call.failure().error, call.operation(), retries, call.failure().message);
  }
}
