package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.model.Counter;
import io.flowlens.model.FlowEvent;
import java.util.Objects;

/** Begins the flows that a span tells of, with what is the same whatever they mean. */
final class SpanFlow {
  private static final int LONGEST_OPERATION = 120;

  private Origin origin;
  private long time;
  private String requestId;

  /** Looks at a span. */
  void read(Span span, Origin from, Events events) throws Unusable {
    origin = from;
    time = from.time(span.endMillis(), "the span's end", events);
    requestId = Attempts.requestId(span);
  }

  /** When the span ended, epoch milliseconds, or its arrival where its clock is wrong. */
  long time() {
    return time;
  }

  /** A new flow with time, latency, ids and evidence. */
  FlowEvent start(Span span) {
    FlowEvent flow = new FlowEvent();
    flow.evidence = origin.evidence();
    flow.sampled = Sampling.isSampled(span.traceState);
    flow.leftOutMilli = Sampling.leftOutMilli(span.traceState);
    stamp(flow, span);
    if (namesInstance(span)) {
      stampInstance(flow, span);
    }
    return flow;
  }

  /** Writes into a flow what is of this span alone: its times and ids. */
  void stamp(FlowEvent flow, Span span) {
    flow.time = time;
    flow.latencyMicros = span.micros();
    flow.traceId = span.traceId.text();
    flow.requestId = requestId;
  }

  /** Whether the span tells which instance called; a span of the callee's does not. */
  static boolean namesInstance(Span span) {
    return span.kind == Span.Kind.CLIENT || span.kind == Span.Kind.PRODUCER;
  }

  /** Writes into a flow which instance called. */
  static void stampInstance(FlowEvent flow, Span span) {
    flow.instance = span.resource.instance();
  }

  /** Whether the flow has what is written into flows of spans like this one. */
  boolean isStamped(FlowEvent flow, Span span) {
    return flow.get(Counter.OF_KNOWN_AGE) == 0
        && flow.time == time
        && flow.latencyMicros == span.micros()
        && Objects.equals(flow.traceId, span.traceId.text())
        && Objects.equals(flow.requestId, requestId)
        && flow.instance == (namesInstance(span) ? span.resource.instance() : 0);
  }

  /** The API operation that the span names. */
  String operation(Span span) {
    String operation = span.attributes.get(SpanAttribute.OPERATION);
    String name = operation != null ? operation : span.name;
    int start = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1;
    return cut(start == 0 || start == name.length() ? name : name.substring(start));
  }

  /** The span's name, as an operation. */
  String name(Span span) {
    return cut(span.name);
  }

  private static String cut(String operation) {
    return operation.length() <= LONGEST_OPERATION
        ? operation
        : operation.substring(0, LONGEST_OPERATION);
  }
}
