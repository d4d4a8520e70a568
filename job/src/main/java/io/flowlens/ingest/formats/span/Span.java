package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;

/**
 * One span as it was read, in whichever form. A reader fills it, {@link SpanInterpreter} says what
 * it means; it is used again for the next span.
 */
public final class Span {
  /** The event that the AWS SDK's instrumentation records for each attempt that failed. */
  private static final String FAILED_ATTEMPT = "HTTP request failure";

  private static final String EXCEPTION = "exception";

  /** What part a span has in a call; the order is OTLP's numbering. */
  public enum Kind {
    UNSPECIFIED,
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  /** An attempt that failed: its error's name and message, either may be null. */
  static final class Failure {
    final String name;
    final String message;

    /** When it failed, epoch nanoseconds; 0 when unknown. */
    final long atNanos;

    Failure(String name, String message, long atNanos) {
      this.name = name;
      this.message = message;
      this.atNanos = atNanos;
    }
  }

  final HexId traceId = new HexId("traceId", 32);
  final HexId spanId = new HexId("spanId", 16);
  final HexId parentId = new HexId("parentSpanId", 16);
  String name;
  Kind kind;

  /** Epoch nanoseconds; 0 when absent. */
  long startNanos;

  /** Epoch nanoseconds; 0 when absent. */
  long endNanos;

  /** -1 when absent. */
  long durationNanos;

  boolean statusIsError;
  String statusMessage;
  String traceState;

  /** What the service answered to each failed attempt that the instrumentation recorded. */
  final List<Failure> failedAttempts = new ArrayList<>();

  /** The exception that ended the call; null when none did. */
  Failure exception;

  /** What makes the span unusable; null when nothing is known to. */
  Unusable fault;

  final Attributes attributes = new Attributes();

  /** The attributes of the resource that made it: the same for many spans. */
  Attributes resource = Attributes.NONE;

  /** Forgets the span, but not its resource. */
  void clear() {
    traceId.clear();
    spanId.clear();
    parentId.clear();
    name = "";
    kind = Kind.UNSPECIFIED;
    startNanos = 0;
    endNanos = 0;
    durationNanos = -1;
    statusIsError = false;
    statusMessage = null;
    traceState = null;
    failedAttempts.clear();
    exception = null;
    fault = null;
    attributes.clear();
  }

  /** Adds one of its events, if it tells of a failure; the time is 0 when unknown. */
  void addEvent(String eventName, long atNanos, Attributes of) {
    if (FAILED_ATTEMPT.equals(eventName)) {
      String answer = of.get(SpanAttribute.ERROR_ANSWER);
      failedAttempts.add(new Failure(ServiceAnswer.errorName(answer), answer, atNanos));
    } else if (EXCEPTION.equals(eventName)) {
      exception =
          new Failure(
              of.get(SpanAttribute.EXCEPTION_TYPE),
              of.get(SpanAttribute.EXCEPTION_MESSAGE),
              atNanos);
    }
  }

  /** Remembers a value that cannot be meant as the span's fault, unless it has one. */
  private void wrongType(String field, String what) {
    if (fault == null) {
      fault = new Unusable(DeadLetterReason.WRONG_TYPE, "The span's " + field + ' ' + what);
    }
  }

  /** Remembers that its kind is none that OpenTelemetry has. */
  void unknownKind() {
    wrongType("kind", "is none of INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER or 0 to 5.");
  }

  /** Remembers that one of its times is none. */
  void badTime(SpanField field) {
    wrongType(field.label, "is not a number of nanoseconds.");
  }

  /** Takes over what another span has, but its ids and times. */
  void copy(Span other) {
    name = other.name;
    kind = other.kind;
    statusIsError = other.statusIsError;
    statusMessage = other.statusMessage;
    traceState = other.traceState;
    failedAttempts.addAll(other.failedAttempts);
    exception = other.exception;
    attributes.complete(other.attributes);
    resource = new Attributes();
    resource.complete(other.resource);
  }

  /** The span's attribute, else its resource's; null where neither has it. */
  String get(SpanAttribute attribute) {
    String own = attributes.get(attribute);
    return own != null ? own : resource.get(attribute);
  }

  /** Whether the caller made it: then what it says of a region is of the callee. */
  boolean isClientSide() {
    return kind == Kind.CLIENT || kind == Kind.PRODUCER;
  }

  /** When it ended, epoch milliseconds. */
  long endMillis() {
    return endNanos / 1_000_000;
  }

  /** How long it took in microseconds; -1 when unknown. */
  long micros() {
    return durationNanos < 0 ? -1 : durationNanos / 1_000;
  }
}
