package io.flowlens.ingest.span;

import io.flowlens.ingest.Cursor;
import io.flowlens.ingest.Unusable;
import io.flowlens.schemas.DeadLetterReason;

/**
 * Reads a span's fields from either JSON form. They differ only in how attributes, kinds and times
 * are written, and each way is accepted everywhere.
 */
public final class SpanReader {
  private static final Span.Kind[] KINDS = Span.Kind.values();

  /** The event that the AWS SDK's instrumentation records for each attempt that failed. */
  private static final String FAILED_ATTEMPT = "HTTP request failure";

  private static final String EXCEPTION = "exception";

  private final Span span = new Span();
  private final Attributes eventAttributes = new Attributes();
  private final Habits habits = new Habits();

  /** The span being read. */
  public Span span() {
    return span;
  }

  /** Begins a new span, of the same resource. */
  public void begin() {
    span.clear();
  }

  /** Reads a {@code resource}. */
  public void resource(Cursor cursor) throws Cursor.Refused {
    noResource();
    int from = cursor.position();
    Object known = cursor.passKnown();
    if (known != null) {
      span.resource = (Attributes) known;
      return;
    }
    if (!cursor.object()) {
      cursor.skip();
      return;
    }
    span.resource = new Attributes();
    while (cursor.nextField()) {
      if (cursor.name().equals("attributes")) {
        span.resource.read(cursor, habits);
      } else {
        cursor.skip();
      }
    }
    cursor.remember(from, span.resource);
  }

  /** Forgets the resource. */
  public void noResource() {
    span.resource = Attributes.NONE;
  }

  /**
   * Reads the value of one field of a span. A value that cannot be meant is remembered as the
   * span's fault.
   */
  public void field(Cursor cursor) throws Cursor.Refused {
    switch (cursor.name()) {
      case "traceId":
        span.traceId = id(cursor);
        break;
      case "spanId":
        span.spanId = id(cursor);
        break;
      case "parentSpanId":
        span.parentId = id(cursor);
        break;
      case "traceState":
        span.traceState = cursor.text();
        break;
      case "name":
        span.name = textOr("", cursor.symbol());
        break;
      case "kind":
        span.kind = kind(cursor.symbol());
        break;
      case "startTimeUnixNano":
        span.startNanos = nanos(cursor);
        break;
      case "endTimeUnixNano":
        span.endNanos = nanos(cursor);
        break;
      case "durationNano":
        span.durationNanos = nanos(cursor);
        break;
      case "status":
        status(cursor);
        break;
      case "attributes":
        span.attributes.read(cursor, habits);
        break;
      case "events":
        events(cursor);
        break;
      default:
        cursor.skip();
        break;
    }
  }

  private void events(Cursor cursor) throws Cursor.Refused {
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

  private void event(Cursor cursor) throws Cursor.Refused {
    String name = null;
    eventAttributes.clear();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "name":
          name = cursor.symbol();
          break;
        case "attributes":
          eventAttributes.read(cursor, habits);
          break;
        default:
          cursor.skip();
          break;
      }
    }
    if (FAILED_ATTEMPT.equals(name)) {
      String answer = eventAttributes.get(SpanAttribute.ERROR_ANSWER);
      span.failedAttempts.add(new Span.Failure(ServiceAnswer.errorName(answer), answer));
    } else if (EXCEPTION.equals(name)) {
      span.exception =
          new Span.Failure(
              eventAttributes.get(SpanAttribute.EXCEPTION_TYPE),
              eventAttributes.get(SpanAttribute.EXCEPTION_MESSAGE));
    }
  }

  private void status(Cursor cursor) throws Cursor.Refused {
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

  private long nanos(Cursor cursor) throws Cursor.Refused {
    int position = cursor.position();
    long whole = cursor.whole(-1);
    if (whole >= 0) {
      return whole;
    }
    cursor.back(position);
    String text = cursor.text();
    try {
      double nanos = text == null ? -1 : Double.parseDouble(text);
      if (nanos >= 0 && nanos < Long.MAX_VALUE) {
        return (long) nanos;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    wrongType(cursor.name(), "is not a number of nanoseconds.");
    return 0;
  }

  private void wrongType(String field, String what) {
    if (span.fault == null) {
      span.fault = new Unusable(DeadLetterReason.WRONG_TYPE, "The span's " + field + ' ' + what);
    }
  }

  private static String id(Cursor cursor) throws Cursor.Refused {
    return textOr("", cursor.text());
  }

  private static String textOr(String otherwise, String text) {
    return text == null ? otherwise : text;
  }
}
