package io.flowlens.ingest.formats.span;

import com.google.protobuf.ByteString;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Status;
import org.apache.commons.codec.binary.Hex;

/** Decodes spans in protobuf: the same spans in JSON give the same events. */
public final class ProtobufSpans {
  private static final Span.Kind[] KINDS = Span.Kind.values();

  private final SpanInterpreter interpreter;
  private final Span span = new Span();
  private final Attributes eventAttributes = new Attributes();

  public ProtobufSpans(Tools tools) {
    interpreter = new SpanInterpreter(tools);
  }

  /** Takes a resource, for the spans that follow. */
  public void resource(Resource resource) {
    span.resource = new Attributes();
    ProtobufAttributes.read(resource.getAttributesList(), span.resource);
  }

  /**
   * Emits what a span means. A span that this record has shown before is left out.
   *
   * @throws Unusable if the span lacks what every span has; then nothing is emitted
   */
  public void emit(io.opentelemetry.proto.trace.v1.Span from, Origin origin, Events events)
      throws Unusable {
    span.clear();
    read(from);
    interpreter.emit(span, origin, events);
  }

  private void read(io.opentelemetry.proto.trace.v1.Span from) {
    span.traceId.set(orNull(hex(from.getTraceId())));
    span.spanId.set(orNull(hex(from.getSpanId())));
    span.parentId.set(hex(from.getParentSpanId()));
    span.traceState = orNull(from.getTraceState());
    span.name = from.getName();
    span.kind = kind(from.getKindValue());
    span.startNanos = nanos(SpanField.START, from.getStartTimeUnixNano());
    span.endNanos = nanos(SpanField.END, from.getEndTimeUnixNano());
    span.statusIsError = from.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
    span.statusMessage = orNull(from.getStatus().getMessage());
    ProtobufAttributes.read(from.getAttributesList(), span.attributes);
    from.getEventsList().forEach(this::event);
  }

  private void event(Event event) {
    eventAttributes.clear();
    ProtobufAttributes.read(event.getAttributesList(), eventAttributes);
    span.addEvent(event.getName(), Math.max(0, event.getTimeUnixNano()), eventAttributes);
  }

  private Span.Kind kind(int number) {
    if (number >= 0 && number < KINDS.length) {
      return KINDS[number];
    }
    span.unknownKind();
    return Span.Kind.UNSPECIFIED;
  }

  /** Nanoseconds have no sign in protobuf: a negative number is one after the year 2262. */
  private long nanos(SpanField field, long nanos) {
    if (nanos < 0) {
      span.badTime(field);
    }
    return Math.max(0, nanos);
  }

  private static String hex(ByteString id) {
    return Hex.encodeHexString(id.toByteArray());
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
