package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.ChildSpan;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.SpanHalf;
import java.util.ArrayList;
import java.util.List;

/**
 * What a span meant: the same for all spans that differ only in ids, times and instance, once these
 * are written into it.
 */
final class TemplateFlows {
  private final Origin origin;
  private final Attributes resource;
  private final boolean onTop;
  private final boolean ofAnyInstance;
  private final List<FlowEvent> flows = new ArrayList<>(1);
  private final List<SpanHalf> halves = new ArrayList<>(1);
  private final List<ChildSpan> children = new ArrayList<>(1);
  private final long ignored;

  /**
   * What this span has meant, which was just emitted.
   *
   * @param resource what it depends on besides the span's text; null where the text holds it
   * @param ofAnyInstance whether each span says itself which instance it is of
   */
  TemplateFlows(
      Span span,
      Origin origin,
      Attributes resource,
      boolean ofAnyInstance,
      Events events,
      Events.Mark before) {
    this.origin = origin;
    this.resource = resource;
    this.ofAnyInstance = ofAnyInstance && SpanFlow.namesInstance(span);
    this.onTop = span.parentId.isEmpty();
    events.flowsSince(before).forEach(flow -> flows.add(flow.copy()));
    events.halvesSince(before).forEach(half -> halves.add(half.copy()));
    children.addAll(events.childrenSince(before));
    this.ignored = events.ignoredSince(before);
  }

  /** Whether all of it follows from ids, times and instance as {@link #emit} writes them. */
  static boolean isStamped(Span span, SpanFlow stamps, Events events, Events.Mark before) {
    boolean stamped = true;
    for (FlowEvent flow : events.flowsSince(before)) {
      stamped &= stamps.isStamped(flow, span);
    }
    for (SpanHalf half : events.halvesSince(before)) {
      stamped &= half.flow == null || stamps.isStamped(half.flow, span);
    }
    return stamped;
  }

  /** Whether a span of the same template means this, given where it comes from. */
  boolean holdsFor(Span span, Origin from) {
    return onTop == span.parentId.isEmpty()
        && (resource == null || resource == span.resource)
        && origin.saysTheSameAs(from);
  }

  /** Emits it for this span. */
  void emit(Span span, SpanFlow stamps, Events events) {
    for (int i = 0; i < flows.size(); i++) {
      FlowEvent flow = flows.get(i).copy();
      stamp(flow, span, stamps);
      events.flow(flow);
    }
    for (int i = 0; i < halves.size(); i++) {
      SpanHalf half = halves.get(i).copy();
      Half.stamp(half, span, stamps);
      if (half.flow != null) {
        stamp(half.flow, span, stamps);
      }
      events.half(half);
    }
    for (int i = 0; i < children.size(); i++) {
      long parent = Events.spanKey(span.traceId.low64(), span.parentId.low64());
      boolean hasEvent = children.get(i).isRequest ? !halves.isEmpty() : !flows.isEmpty();
      events.child(children.get(i), parent, span.endNanos, hasEvent);
    }
    for (long i = 0; i < ignored; i++) {
      events.ignored();
    }
  }

  private void stamp(FlowEvent flow, Span span, SpanFlow stamps) {
    stamps.stamp(flow, span);
    if (ofAnyInstance) {
      SpanFlow.stampInstance(flow, span);
    }
  }
}
