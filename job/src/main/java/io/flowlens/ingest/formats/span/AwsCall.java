package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.model.Access;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;

/** A span of the AWS SDK that tells of a call to a service other than DynamoDB. */
final class AwsCall {
  private static final String UNNAMED = "unknown AWS service";

  private final Tools tools;

  AwsCall(Tools tools) {
    this.tools = tools;
  }

  /** The function that the span invokes; null where it does not, or does not name it. */
  Node function(Span span, Callee callee) {
    return Receiver.kind(SdkCall.service(span)) == NodeKind.FUNCTION
        ? Receiver.of(NodeKind.FUNCTION, span, callee, tools.nodes())
        : null;
  }

  /** Emits the span's flow. */
  void emit(Span span, SpanFlow flows, Callee callee, Node from, Events events) {
    String service = SdkCall.service(span);
    NodeKind kind = Receiver.kind(service);
    Node to = Receiver.of(kind, span, callee, tools.nodes());
    if (to == null) {
      String name = service.isEmpty() ? UNNAMED : service;
      to = tools.nodes().of(NodeKind.UNKNOWN, callee.account(), callee.region(), name);
    }
    FlowEvent flow = flows.start(span);
    flow.operation = flows.operation(span);
    flow.edge = tools.nodes().edge(from, to, access(kind, flow.operation));
    Attempts.fill(flow, span, 0, 1);
    events.flow(flow);
  }

  private static Access access(NodeKind kind, String operation) {
    boolean sends =
        operation.startsWith("Send")
            || operation.startsWith("Put")
            || operation.equals("Publish")
            || operation.equals("PublishBatch");
    return sends && kind != NodeKind.UNKNOWN && kind != NodeKind.FUNCTION
        ? Access.PUBLISH
        : Access.CALL;
  }
}
