package io.flowlens.replay.languages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spans of the Java agent with {@code experimental-span-attributes} and {@code
 * experimental-record-individual-http-error}: each answer that is an error is an event, and what a
 * call fails with counts its attempts.
 */
final class JavaSpans {
  private JavaSpans() {}

  static List<Span> of(Call call) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("rpc.system", "aws-api");
    attributes.put("rpc.service", "DynamoDb");
    attributes.put("rpc.method", call.operation());
    attributes.put("db.system", "dynamodb");
    attributes.put("db.operation", call.operation());
    attributes.put("aws.agent", "java-aws-sdk");
    attributes.put("aws.dynamodb.table_names", Span.tables(call));
    attributes.put("server.address", call.host());
    attributes.put("url.full", "https://" + call.host() + "/");
    attributes.put("http.request.method", "POST");
    List<Span.Event> events = new ArrayList<>();
    for (int i = 0; i < call.failedAttempts() && call.failure().isAnswered(); i++) {
      events.add(failedAttempt(call, i));
    }
    if (call.ok()) {
      attributes.put("aws.request_id", call.requestId());
      attributes.put("http.response.status_code", 200);
    } else {
      events.add(Span.exception(call, type(call.failure()), message(call)));
    }
    return List.of(
        Span.of(call, "DynamoDb." + call.operation(), attributes, events, call.ok() ? null : ""));
  }

  private static Span.Event failedAttempt(Call call, int attempt) {
    Failure failure = call.failure();
    String answer =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"}"
            .formatted(failure.error, failure.message);
    return new Span.Event(
        "HTTP request failure",
        call.attemptEndNanos(attempt),
        Map.of("http.response.status_code", failure.status, "aws.http.error_message", answer));
  }

  private static String type(Failure failure) {
    if (!failure.isAnswered()) {
      return "software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException";
    }
    String suffix = failure.error.endsWith("Exception") ? "" : "Exception";
    return "software.amazon.awssdk.services.dynamodb.model." + failure.error + suffix;
  }

  private static String message(Call call) {
    String count = " (SDK Attempt Count: %d)".formatted(call.attempts());
    return call.failure().isAnswered()
        ? "%s (Service: DynamoDb, Status Code: %d, Request ID: %s)%s"
            .formatted(call.failure().message, call.failure().status, call.requestId(), count)
        : "HTTP request execution did not complete before the specified timeout configuration: 200 millis"
            + count;
  }
}
