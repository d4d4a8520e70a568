package io.flowlens.lab.bench;

import io.flowlens.lab.bench.Span.Kind;
import io.flowlens.lab.bench.Span.Outcome;

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

  /** Appends the field {@code events} if there are any. */
  static void write(Span span, StringBuilder out) {
    Outcome outcome = span.outcome();
    int failures = outcome.ok ? outcome.attempts - 1 : outcome.attempts;
    if (span.kind() != Kind.DYNAMODB || failures == 0) {
      return;
    }
    out.append(",\"events\":[");
    for (int i = 0; i < failures; i++) {
      out.append(i == 0 ? "" : ",");
      attempt(span, span.start() + (i + 1) * 1_000_000L, out);
    }
    if (!outcome.ok) {
      exception(span, out);
    }
    out.append(']');
  }

  private static void attempt(Span span, long at, StringBuilder out) {
    boolean condition = span.outcome() == Outcome.CONDITION_FAILED;
    out.append("{\"timeUnixNano\":").append(at);
    out.append(",\"name\":\"HTTP request failure\",\"attributes\":{");
    out.append("\"http.response.status_code\":400,\"aws.http.error_message\":");
    out.append("\"{\\\"__type\\\":\\\"").append(condition ? CONDITION : THROTTLED);
    out.append("\\\",\\\"message\\\":\\\"").append(message(condition)).append("\\\"}\"}}");
  }

  private static void exception(Span span, StringBuilder out) {
    boolean condition = span.outcome() == Outcome.CONDITION_FAILED;
    String type = condition ? CONDITION : THROTTLED;
    String name = SDK + "services.dynamodb.model." + type.substring(type.indexOf('#') + 1);
    StringBuilder text = new StringBuilder(message(condition));
    text.append(" (Service: DynamoDb, Status Code: 400, Request ID: ");
    SpanJson.requestId(span, text);
    text.append(") (SDK Attempt Count: ").append(span.outcome().attempts).append(')');
    out.append(",{\"timeUnixNano\":").append(span.end());
    out.append(",\"name\":\"exception\",\"attributes\":{\"exception.type\":\"").append(name);
    out.append("\",\"exception.message\":\"").append(text);
    out.append("\",\"exception.stacktrace\":\"").append(name).append(": ").append(text);
    for (String frame : STACK) {
      out.append("\\n\\tat ").append(SDK).append(frame);
    }
    out.append("\"}}");
  }

  private static String message(boolean condition) {
    return condition
        ? "The conditional request failed"
        : "The level of configured provisioned throughput for the table was exceeded.";
  }
}
