package io.flowlens.ingest.formats.lambdaasync;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.dynamodb.ErrorClasses;
import io.flowlens.ingest.formats.lambda.InvocationRecord;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Access;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;

/**
 * Says what the record of an asynchronous invocation means: one delivery, from the queue that
 * Lambda keeps before the function, with as many attempts as Lambda made.
 */
public final class AsyncMeaning {
  private final Nodes nodes;

  public AsyncMeaning(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * Emits the delivery.
   *
   * @throws Unusable if the record names no function or no time
   */
  public void emit(JsonNode result, Origin origin, Events events) throws Unusable {
    InvocationRecord record = InvocationRecord.of(result, origin, nodes, events);
    Node function = record.function();
    Node queue =
        nodes.of(
            NodeKind.QUEUE,
            function.account,
            function.region,
            "asynchronous invocations of " + function.name);
    FlowEvent flow = new FlowEvent();
    flow.evidence = origin.evidence();
    flow.time = record.time();
    flow.edge = nodes.edge(queue, function, Access.DELIVER);
    flow.operation = "Invoke";
    flow.records = 1;
    flow.requestId = record.requestId();
    flow.attempts = Math.max(1, record.invokeCount());
    flow.ok = record.condition().equals("Success");
    if (!flow.ok) {
      flow.fail(lastFailure(record, result.path("responsePayload")), 1);
    }
    if (flow.attempts > 1) {
      // Of the attempts before the last only their number is known.
      flow.fail(ErrorClass.OTHER, flow.attempts - 1);
    }
    events.flow(flow);
  }

  private static ErrorClass lastFailure(InvocationRecord record, JsonNode response) {
    return record.condition().equals("EventAgeExceeded")
        ? ErrorClass.TIMEOUT
        : ErrorClasses.of(
            response.path("errorType").asText(null), response.path("errorMessage").asText(null));
  }
}
