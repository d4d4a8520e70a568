package io.flowlens.detect.latencytail;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** What to do about a tail: find its cause, or make it visible. */
final class Advice {
  private static final String JAVA =
      "Java: otel.instrumentation.aws-sdk.experimental-record-individual-http-error=true";
  private static final String JAVASCRIPT =
      "Node.js: @opentelemetry/instrumentation-http, or a responseHook that copies the SDK's attempts";
  private static final String PYTHON = "Python: opentelemetry-instrumentation-botocore";
  private static final String OTHERS = "Go, .NET, Ruby: instrument the SDK's HTTP client";

  private Advice() {}

  /**
   * What to do.
   *
   * @param backoff whose waits they are; null when not known
   */
  static List<Recommendation> of(Edge edge, TailKind kind, SdkBackoff backoff) {
    List<Recommendation> all = new ArrayList<>();
    if (kind == TailKind.UNEXPLAINED_TAIL) {
      all.add(compare(edge));
      return all;
    }
    if (isOfTable(edge.to)) {
      all.add(backoff != null && backoff.isAfterErrors() ? errors(edge) : throttles(edge, kind));
    }
    all.add(
        Recommendation.of(
            "Make the spans show attempts",
            Text.name(edge.from) + ": " + switches(backoff),
            "Then retry-cascade counts the retries and says what failed. docs/inputs.md has the lines for each"
                + " language."));
    if (kind == TailKind.HIDDEN_RETRIES_SUSPECTED) {
      all.add(compare(edge));
    }
    return all;
  }

  private static Recommendation throttles(Edge edge, TailKind kind) {
    String events =
        edge.access == Access.READ
            ? "ReadThrottleEvents"
            : edge.access == Access.WRITE
                ? "WriteThrottleEvents"
                : "ReadThrottleEvents and WriteThrottleEvents";
    return Recommendation.of(
        kind == TailKind.HIDDEN_RETRIES
            ? "Find out what is throttled, and raise or spread that"
            : "Look whether calls are throttled at this time",
        "CloudWatch: "
            + events
            + " of "
            + Text.name(edge.to)
            + ", and the key range metrics beside them",
        "Retries that succeed leave no error anywhere else.");
  }

  private static Recommendation errors(Edge edge) {
    return Recommendation.of(
        "Find out what fails, or times out, before it is tried again",
        "CloudWatch: SystemErrors of "
            + Text.name(edge.to)
            + "; "
            + Text.name(edge.from)
            + ": the timeout of an attempt",
        "The waits are those after server errors and timeouts, not those after throttling.");
  }

  private static Recommendation compare(Edge edge) {
    return isOfTable(edge.to)
        ? Recommendation.of(
            "Compare with what DynamoDB measured itself",
            "CloudWatch: SuccessfulRequestLatency of " + Text.name(edge.to) + ", p99, by operation",
            "If that is flat, the time is lost in the caller or on the way: retries, a full connection pool, a pause of"
                + " the process.")
        : Recommendation.of(
            "Compare with what the callee measured itself",
            "a slow call's trace: the duration of "
                + Text.name(edge.to)
                + " beside that of the call",
            "If that is short, the time is lost in the caller or on the way: retries, a full connection pool, a pause of"
                + " the process.");
  }

  private static boolean isOfTable(Node node) {
    return node.kind == NodeKind.TABLE || node.kind == NodeKind.INDEX;
  }

  private static String switches(SdkBackoff backoff) {
    if (backoff == null) {
      return JAVA + "; " + JAVASCRIPT + "; " + OTHERS;
    }
    switch (backoff) {
      case JAVA_LEGACY:
        return JAVA;
      case PYTHON_LEGACY:
        return PYTHON;
      case JAVASCRIPT:
      case JAVASCRIPT_ERRORS:
        return JAVASCRIPT;
      default:
        return JAVA + "; " + PYTHON + "; " + JAVASCRIPT + "; " + OTHERS;
    }
  }
}
