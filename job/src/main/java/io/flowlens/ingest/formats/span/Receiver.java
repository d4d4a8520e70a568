package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.Locale;

/** The queue, topic, stream, bus or function that a span sends to, calls or is fed by. */
final class Receiver {
  private static final SpanAttribute[] NONE = {};
  private static final SpanAttribute[] QUEUE_NAMES = {
    SpanAttribute.QUEUE, SpanAttribute.DESTINATION, SpanAttribute.REMOTE_RESOURCE
  };
  private static final SpanAttribute[] TOPIC_NAMES = {
    SpanAttribute.TOPIC, SpanAttribute.DESTINATION, SpanAttribute.REMOTE_RESOURCE
  };
  private static final SpanAttribute[] STREAM_NAMES = {
    SpanAttribute.STREAM, SpanAttribute.DESTINATION, SpanAttribute.REMOTE_RESOURCE
  };
  private static final SpanAttribute[] BUS_NAMES = {
    SpanAttribute.DESTINATION, SpanAttribute.REMOTE_RESOURCE
  };
  private static final SpanAttribute[] FUNCTION_NAMES = {
    SpanAttribute.INVOKED_FUNCTION, SpanAttribute.REMOTE_RESOURCE
  };

  private Receiver() {}

  /**
   * What kind of thing a service or messaging system holds, such as {@code Sqs}, {@code AmazonSQS},
   * {@code aws_sqs}, {@code AWS::SQS}.
   *
   * @return {@link NodeKind#UNKNOWN} where the name is none of these
   */
  static NodeKind kind(String system) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.endsWith("sqs") || name.endsWith("queue service")) {
      return NodeKind.QUEUE;
    }
    if (name.endsWith("sns") || name.endsWith("notification service")) {
      return NodeKind.TOPIC;
    }
    if (name.endsWith("kinesis")) {
      return NodeKind.STREAM;
    }
    if (name.endsWith("eventbridge") || name.endsWith("cloudwatchevents")) {
      return NodeKind.BUS;
    }
    return name.endsWith("lambda") ? NodeKind.FUNCTION : NodeKind.UNKNOWN;
  }

  /** The node of this kind that the span names; null where it names none. */
  static Node of(NodeKind kind, Span span, Callee callee, Nodes nodes) {
    for (SpanAttribute attribute : names(kind)) {
      String text = span.attributes.get(attribute);
      if (text != null) {
        ResourceName name = ResourceName.of(text);
        String account = name.account().isEmpty() ? callee.account() : name.account();
        String region = name.region().isEmpty() ? callee.region() : name.region();
        return kind == NodeKind.STREAM
            ? nodes.kinesis(account, region, name.name())
            : nodes.of(kind, account, region, name.name());
      }
    }
    return null;
  }

  private static SpanAttribute[] names(NodeKind kind) {
    switch (kind) {
      case QUEUE:
        return QUEUE_NAMES;
      case TOPIC:
        return TOPIC_NAMES;
      case STREAM:
        return STREAM_NAMES;
      case BUS:
        return BUS_NAMES;
      case FUNCTION:
        return FUNCTION_NAMES;
      default:
        return NONE;
    }
  }
}
