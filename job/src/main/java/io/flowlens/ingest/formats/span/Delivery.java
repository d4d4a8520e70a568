package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.naming.TableName;
import io.flowlens.model.Access;
import io.flowlens.model.Batch;
import io.flowlens.model.Counter;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * A function's span that says what invoked the function: a table's change stream, a queue, a topic
 * or a schedule. It is a delivery from there, one for each invocation, and no call of a client.
 */
final class Delivery {
  private static final String UNNAMED_DATA = "unknown data source";
  private static final String UNNAMED_MESSAGES = "unknown queue or topic";

  /** A rule of EventBridge or a schedule of its Scheduler: the span does not say which. */
  private static final String TIMER = "schedule";

  /** Kinesis keeps records for a year at most. */
  private static final long MAX_AGE_SECONDS = 366 * 86_400L;

  private final Tools tools;

  Delivery(Tools tools) {
    this.tools = tools;
  }

  /** Whether the span is one. */
  static boolean isOne(Span span) {
    String trigger = span.attributes.get(SpanAttribute.TRIGGER);
    return "datasource".equals(trigger) || "pubsub".equals(trigger) || "timer".equals(trigger);
  }

  /** Whether the settings say what feeds the function, and the span names no other trigger. */
  boolean isFed(Span span, Node function) {
    String trigger = span.attributes.get(SpanAttribute.TRIGGER);
    return function.kind == NodeKind.FUNCTION
        && (trigger == null || trigger.equals("other"))
        && tools.functionSources().of(function) != null;
  }

  /** Emits the span's flow. */
  void emit(Span span, SpanFlow flows, Callee callee, Node function, Events events) {
    FlowEvent flow = flows.start(span);
    flow.operation = flows.name(span);
    flow.edge = tools.nodes().edge(source(span, callee, function), function, Access.DELIVER);
    flow.records = Message.count(span, 0);
    // An id in the exception's text would be that of a call inside the function.
    flow.requestId = span.attributes.get(SpanAttribute.INVOCATION);
    flow.coldStart = "true".equals(span.attributes.get(SpanAttribute.COLD_START));
    Attempts.fillOnce(flow, span);
    flow.batch = batch(span, flow);
    age(span, flow);
    events.flow(flow);
  }

  private Node source(Span span, Callee callee, Node function) {
    String trigger = span.attributes.get(SpanAttribute.TRIGGER);
    Node configured = isFed(span, function) ? tools.functionSources().of(function) : null;
    if (configured != null) {
      return configured;
    }
    if ("timer".equals(trigger)) {
      return unknown(function, TIMER);
    }
    String table = span.attributes.get(SpanAttribute.DOCUMENT_COLLECTION);
    boolean data = "datasource".equals(trigger);
    if (data && table != null) {
      TableName name = TableName.of(table);
      return tools
          .nodes()
          .of(
              NodeKind.CHANGE_STREAM,
              name.account().isEmpty() ? function.account : name.account(),
              name.region().isEmpty() ? function.region : name.region(),
              name.name());
    }
    return Message.isOne(span)
        ? Message.broker(span, callee, tools.nodes())
        : unknown(function, data ? UNNAMED_DATA : UNNAMED_MESSAGES);
  }

  private Node unknown(Node function, String name) {
    return tools.nodes().of(NodeKind.UNKNOWN, function.account, function.region, name);
  }

  /**
   * The time of its first change is all that a span tells of which batch it was. Several batches
   * may begin in one second, so that names only one that failed.
   */
  private static Batch batch(Span span, FlowEvent flow) {
    String time = span.attributes.get(SpanAttribute.DOCUMENT_TIME);
    if (time == null || flow.ok) {
      return null;
    }
    Batch batch = new Batch();
    batch.start = time;
    batch.records = flow.records;
    batch.failed = true;
    return batch;
  }

  /** How old the first change was when the function began. */
  private static void age(Span span, FlowEvent flow) {
    String time = span.attributes.get(SpanAttribute.DOCUMENT_TIME);
    if (time == null || span.startNanos <= 0) {
      return;
    }
    try {
      long changed = OffsetDateTime.parse(time).toInstant().toEpochMilli();
      long seconds = (span.startNanos / 1_000_000 - changed) / 1_000;
      if (seconds >= 0 && seconds <= MAX_AGE_SECONDS) {
        flow.add(Counter.OF_KNOWN_AGE, 1);
        flow.add(Counter.AGE_SECONDS, seconds);
      }
    } catch (DateTimeException e) {
      // Not ISO 8601: then it names the batch, and no more.
      return;
    }
  }
}
