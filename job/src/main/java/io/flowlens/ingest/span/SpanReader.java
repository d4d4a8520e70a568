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

  /** For attributes of events, which are never compared. */
  private static final Trail NOWHERE = new Trail();

  private final boolean holdsResource;
  private final Span span = new Span();
  private final Attributes resource = new Attributes();
  private final Attributes eventAttributes = new Attributes();
  private final Shapes plain;
  private final Shapes escaped;
  private Trail trail;

  /** A reader of spans that hold their resource themselves, or do not. */
  public SpanReader(boolean holdsResource) {
    this.holdsResource = holdsResource;
    plain = new Shapes(holdsResource);
    escaped = new Shapes(holdsResource);
    trail = plain.trail();
  }

  /** The span being read. */
  public Span span() {
    return span;
  }

  /** Reads the object that was just entered, as a span. */
  public void read(Cursor cursor) throws Cursor.Refused {
    if (!readKnown(cursor)) {
      readAny(cursor);
    }
  }

  /**
   * Reads the object that was just entered, as a span, if it is like one that came before.
   *
   * @return false where it is not; then the cursor stands where it was
   */
  public boolean readKnown(Cursor cursor) {
    int from = cursor.position();
    int depth = cursor.depth();
    span.clear();
    if (holdsResource) {
      resource.clear();
      span.resource = resource;
    }
    Shape shape;
    try {
      shape = shapes(cursor).pass(cursor, this);
    } catch (Cursor.Refused e) {
      shape = null; // Reading it whole tells the same, or why not.
    }
    span.shape = shape;
    if (shape == null) {
      cursor.to(from, depth, true);
    } else {
      cursor.to(cursor.position(), depth - 1, false);
    }
    return shape != null;
  }

  /** Reads the object that was just entered, as a span. */
  public void readAny(Cursor cursor) throws Cursor.Refused {
    int start = cursor.position();
    Shapes shapes = shapes(cursor);
    shapes.begin();
    trail = shapes.trail();
    span.clear();
    if (holdsResource) {
      noResource();
    }
    while (cursor.nextField()) {
      field(cursor);
    }
    shapes.learn(cursor, start, span);
    trail.begin(false);
  }

  private Shapes shapes(Cursor cursor) {
    return cursor.isEscaped() ? escaped : plain;
  }

  private void field(Cursor cursor) throws Cursor.Refused {
    String name = cursor.name();
    int from = cursor.position();
    if (name.equals("attributes")) {
      span.attributes.read(cursor, trail, false);
    } else if (name.equals("resource") && holdsResource) {
      resource(cursor);
    } else {
      field(SpanField.named(name), cursor);
      trail.field(name, from, cursor);
    }
  }

  /** Reads one value that was not compared. */
  void read(Part part, Cursor cursor) throws Cursor.Refused {
    if (part.name != null) {
      (part.ofResource ? resource : span.attributes).value(part.name, cursor);
    } else {
      field(part.field, cursor);
    }
  }

  /** Reads a {@code resource}. */
  public void resource(Cursor cursor) throws Cursor.Refused {
    if (span.resource != Attributes.NONE) {
      trail.spoil();
    }
    noResource();
    int from = cursor.position();
    Object known = trail.isOn() ? null : cursor.passKnown();
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
        span.resource.read(cursor, trail, true);
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
  private void field(SpanField field, Cursor cursor) throws Cursor.Refused {
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
          eventAttributes.read(cursor, NOWHERE, false);
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

  private long nanos(SpanField field, Cursor cursor) throws Cursor.Refused {
    long nanos = nanosOr(-1, cursor);
    if (nanos < 0) {
      wrongType(field.label, "is not a number of nanoseconds.");
    }
    return Math.max(0, nanos);
  }

  private static long nanosOr(long otherwise, Cursor cursor) throws Cursor.Refused {
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

  private static String id(Cursor cursor) throws Cursor.Refused {
    return textOr("", cursor.text());
  }

  private static String textOr(String otherwise, String text) {
    return text == null ? otherwise : text;
  }
}
