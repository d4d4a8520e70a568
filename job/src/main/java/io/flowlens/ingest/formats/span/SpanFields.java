package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;

/**
 * Reads the fields of a span. The JSON forms differ only in how attributes, kinds and times are
 * written, and each way is accepted everywhere.
 */
final class SpanFields {
  private static final Span.Kind[] KINDS = Span.Kind.values();

  private final Span span;
  private final Attributes eventAttributes = new Attributes();

  /** A reader into this span. */
  SpanFields(Span span) {
    this.span = span;
  }

  /**
   * Reads the value of a field; null where it tells nothing. A value that cannot be meant is
   * remembered as the span's fault.
   */
  void read(SpanField field, Cursor cursor) throws NotJson {
    if (field == null) {
      cursor.skip();
      return;
    }
    switch (field) {
      case TRACE_ID:
        span.traceId.read(cursor);
        break;
      case SPAN_ID:
        span.spanId.read(cursor);
        break;
      case PARENT_ID:
        span.parentId.read(cursor);
        break;
      case TRACE_STATE:
        span.traceState = cursor.text();
        break;
      case NAME:
        span.name = textOr("", cursor.symbol());
        break;
      case KIND:
        span.kind = kind(cursor.symbol());
        break;
      case START:
        span.startNanos = nanos(field, cursor);
        break;
      case END:
        span.endNanos = nanos(field, cursor);
        break;
      case DURATION:
        span.durationNanos = nanos(field, cursor);
        break;
      case STATUS:
        status(cursor);
        break;
      case EVENTS:
        events(cursor);
        break;
    }
  }

  private void events(Cursor cursor) throws NotJson {
    if (!cursor.array()) {
      cursor.skip();
      return;
    }
    while (cursor.nextElement()) {
      if (cursor.object()) {
        event(cursor);
      } else {
        cursor.skip();
      }
    }
  }

  private void event(Cursor cursor) throws NotJson {
    String name = null;
    long at = 0;
    eventAttributes.clear();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "name":
          name = cursor.symbol();
          break;
        case "timeUnixNano":
          at = nanosOr(0, cursor);
          break;
        case "attributes":
          eventAttributes.read(cursor, ReadObserver.NONE, false);
          break;
        default:
          cursor.skip();
          break;
      }
    }
    span.addEvent(name, at, eventAttributes);
  }

  private void status(Cursor cursor) throws NotJson {
    if (!cursor.object()) {
      cursor.skip();
      return;
    }
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "code":
          String code = cursor.symbol();
          span.statusIsError = code != null && (code.equals("2") || code.endsWith("ERROR"));
          break;
        case "message":
          span.statusMessage = cursor.text();
          break;
        default:
          cursor.skip();
          break;
      }
    }
  }

  private Span.Kind kind(String text) {
    if (text == null) {
      return Span.Kind.UNSPECIFIED;
    }
    String name = text.startsWith("SPAN_KIND_") ? text.substring(10) : text;
    for (Span.Kind kind : KINDS) {
      if (name.equals(kind.name())
          || (name.length() == 1 && name.charAt(0) == '0' + kind.ordinal())) {
        return kind;
      }
    }
    span.unknownKind();
    return Span.Kind.UNSPECIFIED;
  }

  private long nanos(SpanField field, Cursor cursor) throws NotJson {
    long nanos = nanosOr(-1, cursor);
    if (nanos < 0) {
      span.badTime(field);
    }
    return Math.max(0, nanos);
  }

  private static long nanosOr(long otherwise, Cursor cursor) throws NotJson {
    int position = cursor.position();
    long whole = cursor.whole(-1);
    if (whole >= 0) {
      return whole;
    }
    cursor.back(position);
    String text = cursor.text();
    try {
      double nanos = text == null ? -1 : Double.parseDouble(text);
      return nanos >= 0 && nanos < Long.MAX_VALUE ? (long) nanos : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static String textOr(String otherwise, String text) {
    return text == null ? otherwise : text;
  }
}
