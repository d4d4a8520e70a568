package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.dynamodb.Cancellation;
import io.flowlens.ingest.formats.dynamodb.FailedAttempt;
import io.flowlens.ingest.formats.dynamodb.Operations;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Access;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import java.util.List;

/**
 * A CloudTrail data event of DynamoDB: one attempt of a call, as the service saw it, so without
 * duration and without knowing of retries. It is slow evidence whatever its input.
 */
final class DataEvent {
  private final Nodes nodes;

  DataEvent(Nodes nodes) {
    this.nodes = nodes;
  }

  void emit(JsonNode record, Principal principal, long time, Origin origin, Events events) {
    Where where = Where.of(record, origin);
    Node from =
        nodes.of(
            principal.kind(),
            principal.account().isEmpty() ? origin.account() : principal.account(),
            where.calledFrom(),
            principal.name());
    JsonNode request = Fields.get(record, "requestParameters");
    List<Target> named = Target.of(request);
    List<Target> targets = named.isEmpty() ? Target.ofResources(where.resources()) : named;
    if (targets.isEmpty()) {
      emitFlow(record, time, from, where.unnamed(nodes), null, null, events);
      return;
    }
    String code = Fields.text(record, "errorCode");
    Cancellation cancellation =
        Cancellation.isOne(code) ? Cancellation.in(Fields.text(record, "errorMessage")) : null;
    int items = targets.stream().mapToInt(target -> target.positions.size()).sum();
    for (Target target : targets) {
      FailedAttempt own =
          cancellation != null && cancellation.size() == items
              ? ownReason(cancellation, target)
              : null;
      emitFlow(record, time, from, where.node(nodes, target), target, own, events);
    }
  }

  private void emitFlow(
      JsonNode record,
      long time,
      Node from,
      Node to,
      Target target,
      FailedAttempt own,
      Events events) {
    FlowEvent flow = new FlowEvent();
    flow.evidence = Evidence.SLOW;
    flow.time = time;
    flow.operation = Fields.text(record, "eventName");
    String statement = target == null ? null : target.statement;
    Access known = access(flow.operation, statement, Fields.get(record, "readOnly"));
    flow.edge = nodes.edge(from, to, known == null ? Access.CALL : known);
    flow.requestId = Fields.text(record, "requestID");
    flow.requestId = flow.requestId.isEmpty() ? null : flow.requestId;
    if (target != null) {
      flow.keyHash = target.keyHash;
      flow.records = target.positions.size();
    }
    consistency(flow, Fields.get(Fields.get(record, "requestParameters"), "consistentRead"));
    outcome(flow, record, own);
    events.flow(flow);
  }

  /** A trail may leave a statement out; then it says only whether it reads. */
  private static Access access(String operation, String statement, JsonNode readOnly) {
    Access access = Operations.access(operation, statement);
    boolean writes = statement == null && readOnly.isBoolean() && !readOnly.booleanValue();
    return access == Access.READ && operation.endsWith("ExecuteStatement") && writes
        ? Access.WRITE
        : access;
  }

  private static void consistency(FlowEvent flow, JsonNode consistentRead) {
    if (flow.edge.access == Access.READ && !consistentRead.isMissingNode()) {
      flow.strongRead = consistentRead.asBoolean(false);
      flow.eventualRead = !flow.strongRead;
    }
  }

  private static void outcome(FlowEvent flow, JsonNode record, FailedAttempt own) {
    String code = Fields.text(record, "errorCode");
    if (code.isEmpty()) {
      return;
    }
    String message = Fields.text(record, "errorMessage");
    flow.ok = false;
    (own == null ? FailedAttempt.of(code, message) : own).count(flow, 1);
  }

  /** Why the transaction failed for this table: its first item at fault. */
  private static FailedAttempt ownReason(Cancellation cancellation, Target target) {
    for (int position : target.positions) {
      if (cancellation.atFault(position)) {
        return FailedAttempt.of(cancellation, position);
      }
    }
    return FailedAttempt.of(cancellation, target.positions.get(0));
  }
}
