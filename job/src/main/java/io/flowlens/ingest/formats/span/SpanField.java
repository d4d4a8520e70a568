package io.flowlens.ingest.formats.span;

import java.util.HashMap;
import java.util.Map;

/** The fields of a span that are read, but for those that hold attributes. */
enum SpanField {
  TRACE_ID("traceId"),
  SPAN_ID("spanId"),
  PARENT_ID("parentSpanId"),
  TRACE_STATE("traceState"),
  NAME("name"),
  KIND("kind"),
  START("startTimeUnixNano"),
  END("endTimeUnixNano"),
  DURATION("durationNano"),
  STATUS("status"),
  EVENTS("events");

  private static final Map<String, SpanField> BY_NAME = new HashMap<>();

  static {
    for (SpanField field : values()) {
      BY_NAME.put(field.label, field);
    }
  }

  /** Its name in JSON. */
  final String label;

  SpanField(String label) {
    this.label = label;
  }

  /** The field of this name; null where it tells nothing that is used. */
  static SpanField named(String name) {
    return BY_NAME.get(name);
  }

  /** Whether it is an id or a time, which no two spans have in common. */
  boolean isOfOneSpan() {
    switch (this) {
      case TRACE_ID:
      case SPAN_ID:
      case PARENT_ID:
      case START:
      case END:
      case DURATION:
        return true;
      default:
        return false;
    }
  }
}
