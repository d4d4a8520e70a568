package io.flowlens.lab.bench;

import io.flowlens.lab.bench.Span.Kind;
import io.flowlens.lab.bench.Span.Outcome;
import io.flowlens.lab.simulator.format.SpanRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of a span whose call met failures: one {@code HTTP request failure} for each failed
 * attempt, and an {@code exception} where the call failed in the end.
 */
final class SpanEvents {
  private static final String THROTTLED =
      "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
  private static final String CONDITION =
      "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
  private static final String SDK = "software.amazon.awssdk.";
  private static final String[] STACK = {
    "services.dynamodb.model.DynamoDbException$BuilderImpl.build(DynamoDbException.java:104)",
    "core.internal.http.pipeline.stages.utils.RetryableStageHelper.retryPolicyDisallowedRetryException(RetryableStageHelper.java:168)",
    "core.internal.http.pipeline.stages.RetryableStage.execute(RetryableStage.java:73)",
    "core.internal.http.pipeline.stages.ApiCallTimeoutTrackingStage.execute(ApiCallTimeoutTrackingStage.java:42)",
    "core.internal.http.pipeline.stages.ApiCallMetricCollectionStage.execute(ApiCallMetricCollectionStage.java:50)",
    "core.client.handler.SdkSyncClientHandler.execute(SdkSyncClientHandler.java:53)",
    "services.dynamodb.DefaultDynamoDbClient.putItem(DefaultDynamoDbClient.java:5120)"
  };

  private SpanEvents() {}

  /** The span's events, in order. */
  static List<SpanRecord.Event> of(Span span) {
    Outcome outcome = span.outcome();
    int failures = outcome.ok ? outcome.attempts - 1 : outcome.attempts;
    if (span.kind() != Kind.DYNAMODB || failures == 0) {
      return List.of();
    }
    List<SpanRecord.Event> events = new ArrayList<>();
    for (int i = 0; i < failures; i++) {
      events.add(attempt(span, span.start() + (i + 1) * 1_000_000L));
    }
    if (!outcome.ok) {
      events.add(exception(span));
    }
    return events;
  }

  private static SpanRecord.Event attempt(Span span, long at) {
    boolean condition = span.outcome() == Outcome.CONDITION_FAILED;
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("http.response.status_code", 400L);
    attributes.put(
        "aws.http.error_message",
        "{\"__type\":\"" + type(condition) + "\",\"message\":\"" + message(condition) + "\"}");
    return new SpanRecord.Event("HTTP request failure", at, attributes);
  }

  private static SpanRecord.Event exception(Span span) {
    boolean condition = span.outcome() == Outcome.CONDITION_FAILED;
    String type = type(condition);
    String name = SDK + "services.dynamodb.model." + type.substring(type.indexOf('#') + 1);
    String text =
        message(condition)
            + " (Service: DynamoDb, Status Code: 400, Request ID: "
            + Instrumentation.requestId(span)
            + ") (SDK Attempt Count: "
            + span.outcome().attempts
            + ')';
    StringBuilder stack = new StringBuilder(name).append(": ").append(text);
    for (String frame : STACK) {
      stack.append("\n\tat ").append(SDK).append(frame);
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("exception.type", name);
    attributes.put("exception.message", text);
    attributes.put("exception.stacktrace", stack.toString());
    return new SpanRecord.Event("exception", span.end(), attributes);
  }

  private static String type(boolean condition) {
    return condition ? CONDITION : THROTTLED;
  }

  private static String message(boolean condition) {
    return condition
        ? "The conditional request failed"
        : "The level of configured provisioned throughput for the table was exceeded.";
  }
}
