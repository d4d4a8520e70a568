package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import io.flowlens.schemas.DeadLetterReason;

/**
 * Reads the fields of a span. The JSON forms differ only in how attributes, kinds and times are
 * written, and each way is accepted everywhere.
 */
final class SpanFields {
  private static final Span.Kind[] KINDS = Span.Kind.values();

  /** The event that the AWS SDK's instrumentation records for each attempt that failed. */
  private static final String FAILED_ATTEMPT = "HTTP request failure";

  private static final String EXCEPTION = "exception";

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
        span.traceId = id(cursor);
        break;
      case SPAN_ID:
        span.spanId = id(cursor);
        break;
      case PARENT_ID:
        span.parentId = id(cursor);
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
    if (FAILED_ATTEMPT.equals(name)) {
      String answer = eventAttributes.get(SpanAttribute.ERROR_ANSWER);
      span.failedAttempts.add(new Span.Failure(ServiceAnswer.errorName(answer), answer, at));
    } else if (EXCEPTION.equals(name)) {
      span.exception =
          new Span.Failure(
              eventAttributes.get(SpanAttribute.EXCEPTION_TYPE),
              eventAttributes.get(SpanAttribute.EXCEPTION_MESSAGE),
              at);
    }
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
    wrongType("kind", "is none of INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER or 0 to 5.");
    return Span.Kind.UNSPECIFIED;
  }

  private long nanos(SpanField field, Cursor cursor) throws NotJson {
    long nanos = nanosOr(-1, cursor);
    if (nanos < 0) {
      wrongType(field.label, "is not a number of nanoseconds.");
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

  private void wrongType(String field, String what) {
    if (span.fault == null) {
      span.fault = new Unusable(DeadLetterReason.WRONG_TYPE, "The span's " + field + ' ' + what);
    }
  }

  private static String id(Cursor cursor) throws NotJson {
    return textOr("", cursor.text());
  }

  private static String textOr(String otherwise, String text) {
    return text == null ? otherwise : text;
  }
}
