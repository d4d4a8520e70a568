package io.flowlens.ingest.formats.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Times;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.naming.Arn;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.schemas.DeadLetterReason;

/** What every record has that Lambda sends to a destination when it has done with an event. */
public final class InvocationRecord {
  private static final int MOST_INVOKES = 1_000_000;

  private final Node function;
  private final long time;
  private final JsonNode context;

  private InvocationRecord(Node function, long time, JsonNode context) {
    this.function = function;
    this.time = time;
    this.context = context;
  }

  /**
   * Reads a record.
   *
   * @throws Unusable if it names no function or no time
   */
  public static InvocationRecord of(JsonNode record, Origin origin, Nodes nodes, Events events)
      throws Unusable {
    JsonNode context = record.path("requestContext");
    Arn arn = Arn.of(context.path("functionArn").asText());
    String name = arn == null ? null : arn.nameAfter("function:");
    if (name == null) {
      throw new Unusable(
          DeadLetterReason.MISSING_FIELD, "The invocation record has no ARN of a function.");
    }
    Node function = nodes.of(NodeKind.FUNCTION, arn.account(), arn.region(), name);
    long millis = Times.millis(record.path("timestamp"), "invocation record's timestamp");
    return new InvocationRecord(
        function, origin.time(millis, "the invocation record", events), context);
  }

  /** The function, whatever version or alias of it was invoked. */
  public Node function() {
    return function;
  }

  /** When Lambda had done with it, epoch milliseconds. */
  public long time() {
    return time;
  }

  /** Why Lambda had done with it, such as {@code RetriesExhausted}; empty when unknown. */
  public String condition() {
    return context.path("condition").asText("");
  }

  /** How often the function was invoked, as Lambda counts; 0 when unknown. */
  public int invokeCount() {
    JsonNode count = context.path("approximateInvokeCount");
    return count.canConvertToInt() ? Math.max(0, Math.min(MOST_INVOKES, count.intValue())) : 0;
  }

  /** The request id; null when unknown. */
  public String requestId() {
    return context.path("requestId").asText(null);
  }
}
