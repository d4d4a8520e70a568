package io.flowlens.flow;

import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.SpanHalf;

/** Makes flows of span halves: the caller's numbers, the callee's name. */
final class Calls {
  private static final Node OUTSIDE = Node.of(NodeKind.CLIENT, "", "", "");
  private static final Node NOBODY_KNOWS = Node.of(NodeKind.UNKNOWN, "", "", "");

  private Calls() {}

  /** A client half that has met its first server half: one call. */
  static FlowEvent paired(SpanHalf client, SpanHalf server) {
    FlowEvent flow = copy(client.flow, Edge.of(client.node, server.node, Access.CALL));
    flow.coldStart = server.flow.coldStart;
    if (flow.ok && !server.flow.ok && flow.errors == null) {
      flow.errors = new int[ErrorClass.COUNT];
      flow.fail(failureOf(server.flow), 1);
    }
    return flow;
  }

  /**
   * A further server half of a client half: one more attempt of the call, not a call. If the client
   * failed, its own failure stands for the first failed server.
   */
  static FlowEvent anotherAttempt(SpanHalf client, SpanHalf server, boolean failureCounted) {
    FlowEvent flow = copy(client.flow, Edge.of(client.node, server.node, Access.CALL));
    flow.calls = 0;
    flow.attempts = 1;
    flow.errors = null;
    if (!server.flow.ok && !failureCounted) {
      flow.fail(client.flow.ok ? failureOf(server.flow) : failureOf(client.flow), 1);
    }
    return flow;
  }

  /** A server half without a parent: somebody outside called. */
  static FlowEvent fromOutside(SpanHalf server) {
    return copy(server.flow, Edge.of(OUTSIDE, server.node, Access.CALL));
  }

  /** A server half whose caller's span never came; the caller may be known from a local span. */
  static FlowEvent serverAlone(SpanHalf server, Node caller) {
    FlowEvent flow =
        copy(
            server.flow, Edge.of(caller == null ? NOBODY_KNOWS : caller, server.node, Access.CALL));
    flow.unpaired = true;
    return flow;
  }

  /** A client half whose server never spoke; the callee may be known by name. */
  static FlowEvent clientAlone(SpanHalf client) {
    Node callee = client.peer == null ? NOBODY_KNOWS : client.peer;
    FlowEvent flow = copy(client.flow, Edge.of(client.node, callee, Access.CALL));
    flow.unpaired = true;
    return flow;
  }

  private static ErrorClass failureOf(FlowEvent flow) {
    for (ErrorClass errorClass : ErrorClass.values()) {
      if (flow.errors != null && flow.errors[errorClass.ordinal()] > 0) {
        return errorClass;
      }
    }
    return ErrorClass.OTHER;
  }

  private static FlowEvent copy(FlowEvent flow, Edge edge) {
    FlowEvent copy = flow.copy();
    copy.edge = edge;
    return copy;
  }
}
