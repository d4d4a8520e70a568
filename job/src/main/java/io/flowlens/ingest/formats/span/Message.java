package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Access;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;

/**
 * A span that sends messages to a broker or works on messages from one: a flow on one side of it.
 */
final class Message {
  private final Tools tools;

  Message(Tools tools) {
    this.tools = tools;
  }

  /** Whether the span is one. */
  static boolean isOne(Span span) {
    return span.attributes.has(SpanAttribute.MESSAGING_SYSTEM)
        || span.attributes.has(SpanAttribute.DESTINATION);
  }

  /** Emits the span's flow: to the broker from a producer, from the broker to a consumer. */
  void emit(Span span, SpanFlow flows, Callee callee, Node service, Events events) {
    Node broker = broker(span, callee, tools.nodes());
    FlowEvent flow = flows.start(span);
    flow.operation = flows.name(span);
    flow.edge =
        span.kind == Span.Kind.PRODUCER
            ? tools.nodes().edge(service, broker, Access.PUBLISH)
            : tools.nodes().edge(broker, service, Access.DELIVER);
    flow.records = count(span, 1);
    flow.coldStart = "true".equals(span.attributes.get(SpanAttribute.COLD_START));
    if (span.kind == Span.Kind.PRODUCER) {
      Attempts.fill(flow, span, 0, 1);
    } else {
      Attempts.fillOnce(flow, span);
    }
    events.flow(flow);
  }

  /** The queue, topic or stream that the span names. */
  static Node broker(Span span, Callee callee, Nodes nodes) {
    String system = span.attributes.get(SpanAttribute.MESSAGING_SYSTEM);
    NodeKind kind = system == null ? NodeKind.UNKNOWN : Receiver.kind(system);
    Node named = Receiver.of(kind, span, callee, nodes);
    if (named != null) {
      return named;
    }
    String destination = span.attributes.get(SpanAttribute.DESTINATION);
    return nodes.of(
        NodeKind.UNKNOWN,
        callee.account(),
        callee.region(),
        destination == null ? system : destination);
  }

  /** How many messages the span carries, at least 1; {@code otherwise} where it does not say. */
  static int count(Span span, int otherwise) {
    String count = span.attributes.get(SpanAttribute.MESSAGE_COUNT);
    return count != null && count.matches("\\d{1,6}")
        ? Math.max(1, Integer.parseInt(count))
        : otherwise;
  }
}
