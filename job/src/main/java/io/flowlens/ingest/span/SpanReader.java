package io.flowlens.ingest.span;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flowlens.ingest.Hex;
import io.flowlens.ingest.Symbols;
import io.flowlens.ingest.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Locale;

/**
 * Reads a span's fields from either JSON form. They differ only in how attributes, kinds and times
 * are written, and each way is accepted everywhere.
 */
public final class SpanReader {
  private static final Span.Kind[] KINDS = Span.Kind.values();

  /** The event that the AWS SDK's instrumentation records for each attempt that failed. */
  private static final String FAILED_ATTEMPT = "HTTP request failure";

  private static final String EXCEPTION = "exception";

  private final Span span;
  private final Symbols symbols;
  private final Attributes eventAttributes;
  private String eventName;

  public SpanReader(Symbols symbols) {
    this.symbols = symbols;
    this.eventAttributes = new Attributes(symbols);
    this.span = new Span(symbols);
  }

  /** The span being read. */
  public Span span() {
    return span;
  }

  /** Begins a new span, of the same resource. */
  public void begin() {
    span.clear();
  }

  /** Reads a {@code resource}; the parser stands on its value. */
  public void resource(JsonParser parser) throws IOException {
    span.resource.clear();
    object(
        parser,
        (field, p) -> {
          if (field.equals("attributes")) {
            span.resource.read(p);
          }
        });
  }

  /** Forgets the resource. */
  public void noResource() {
    span.resource.clear();
  }

  /**
   * Reads one field of a span; the parser stands on its value. A value that cannot be meant is
   * remembered as the span's fault.
   */
  public void field(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "traceId":
        span.traceId = id(parser);
        break;
      case "spanId":
        span.spanId = id(parser);
        break;
      case "parentSpanId":
        span.parentId = id(parser);
        break;
      case "traceState":
        span.traceState = text(parser);
        break;
      case "name":
        span.name = symbol(parser);
        break;
      case "kind":
        span.kind = kind(parser);
        break;
      case "startTimeUnixNano":
        span.startNanos = nanos(field, parser);
        break;
      case "endTimeUnixNano":
        span.endNanos = nanos(field, parser);
        break;
      case "durationNano":
        span.durationNanos = nanos(field, parser);
        break;
      case "status":
        object(parser, this::status);
        break;
      case "attributes":
        span.attributes.read(parser);
        break;
      case "events":
        events(parser);
        break;
      default:
        break;
    }
    skipRest(parser);
  }

  /** What is done with each field of an object; the parser stands on its value. */
  private interface FieldReader {
    void read(String field, JsonParser parser) throws IOException;
  }

  private static void object(JsonParser parser, FieldReader reader) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    for (String field; (field = parser.nextFieldName()) != null; ) {
      parser.nextToken();
      reader.read(field, parser);
      skipRest(parser);
    }
  }

  /** Where a value was not read, leaves it behind. */
  private static void skipRest(JsonParser parser) throws IOException {
    parser.skipChildren();
  }

  private void events(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      eventName = null;
      eventAttributes.clear();
      object(parser, this::event);
      skipRest(parser);
      finishEvent();
    }
  }

  private void event(String field, JsonParser parser) throws IOException {
    if (field.equals("name")) {
      eventName = symbol(parser);
    } else if (field.equals("attributes")) {
      eventAttributes.read(parser);
    }
  }

  private void finishEvent() {
    if (FAILED_ATTEMPT.equals(eventName)) {
      String answer = eventAttributes.get(SpanAttribute.ERROR_ANSWER);
      span.failedAttempts.add(new Span.Failure(ServiceAnswer.errorName(answer), answer));
    } else if (EXCEPTION.equals(eventName)) {
      span.exception =
          new Span.Failure(
              eventAttributes.get(SpanAttribute.EXCEPTION_TYPE),
              eventAttributes.get(SpanAttribute.EXCEPTION_MESSAGE));
    }
  }

  private void status(String field, JsonParser parser) throws IOException {
    if (field.equals("code")) {
      String code = text(parser);
      span.statusIsError = code != null && (code.equals("2") || code.endsWith("ERROR"));
    } else if (field.equals("message")) {
      span.statusMessage = text(parser);
    }
  }

  private Span.Kind kind(JsonParser parser) throws IOException {
    String text = text(parser);
    if (text == null) {
      return Span.Kind.UNSPECIFIED;
    }
    String name = text.startsWith("SPAN_KIND_") ? text.substring(10) : text;
    for (Span.Kind kind : KINDS) {
      if (name.equalsIgnoreCase(kind.name())
          || (name.length() == 1 && name.charAt(0) == '0' + kind.ordinal())) {
        return kind;
      }
    }
    wrongType("kind is none of INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER or 0 to 5.");
    return Span.Kind.UNSPECIFIED;
  }

  private long nanos(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    String text = text(parser);
    try {
      if (text != null && text.length() < 40) {
        return text.indexOf('.') < 0 && text.indexOf('E') < 0 && text.indexOf('e') < 0
            ? Long.parseLong(text)
            : (long) Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    wrongType(field + " is not a number of nanoseconds.");
    return 0;
  }

  private void wrongType(String what) {
    if (span.fault == null) {
      span.fault = new Unusable(DeadLetterReason.WRONG_TYPE, "The span's " + what);
    }
  }

  private static String id(JsonParser parser) throws IOException {
    String text = text(parser);
    return text == null ? "" : Hex.isId(text, text.length()) ? text : text.toLowerCase(Locale.ROOT);
  }

  private String symbol(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return "";
    }
    return symbols.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  /** The scalar's text; null where it is no scalar, or null. */
  static String text(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getText() : null;
  }
}
