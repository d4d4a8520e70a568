package io.flowlens.ingest.formats.span;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a span together from the parts that a format finds in a tree, for forms of spans that come
 * too seldom to have a reader of their own. It is used again for the next span.
 */
public final class SpanAssembler {
  private static final SpanAttribute.Name REGION = SpanAttribute.named("cloud.region");

  private final SpanInterpreter interpreter;
  private final Span span = new Span();

  public SpanAssembler(Tools tools) {
    interpreter = new SpanInterpreter(tools);
  }

  /** Begins a span of no resource. */
  public void begin() {
    span.clear();
    span.resource = new Attributes();
  }

  /** Sets the ids, in hexadecimal digits or base64; {@code parent} is empty where there is none. */
  public void ids(String trace, String id, String parent) {
    span.traceId.set(trace);
    span.spanId.set(id);
    span.parentId.set(parent);
  }

  /** Sets name and kind; a kind that is none of OpenTelemetry's is an internal one. */
  public void what(String name, String kind) {
    span.name = name;
    span.kind = Span.Kind.INTERNAL;
    for (Span.Kind known : Span.Kind.values()) {
      span.kind = known.name().equalsIgnoreCase(kind) ? known : span.kind;
    }
  }

  /** Sets when it began and ended in epoch nanoseconds; 0 where unknown. */
  public void times(long startNanos, long endNanos) {
    span.startNanos = startNanos;
    span.endNanos = endNanos;
  }

  /** Epoch nanoseconds of an ISO 8601 time; 0 where the text is none. */
  public static long nanos(String iso) {
    try {
      Instant time = OffsetDateTime.parse(iso).toInstant();
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      return 0;
    }
  }

  /** Sets that it failed; the message may be null. */
  public void fail(String message) {
    span.statusIsError = true;
    span.statusMessage = message;
  }

  /** Adds an attribute of its own. */
  public void attribute(String name, JsonNode value) {
    put(span.attributes, SpanAttribute.named(name), value);
  }

  /** Adds an attribute of the resource that made it. */
  public void resource(String name, JsonNode value) {
    put(span.resource, SpanAttribute.named(name), value);
  }

  /**
   * Adds an attribute of which it is not known whether it is the span's or its resource's. The
   * region on a caller's span is that of the callee.
   */
  public void either(String name, JsonNode value) {
    attribute(name, value);
    if (!(span.isClientSide() && SpanAttribute.named(name) == REGION)) {
      resource(name, value);
    }
  }

  /** Adds an event; the time is 0 when unknown. */
  public void event(String name, long nanos, Map<String, JsonNode> attributes) {
    Attributes known = new Attributes();
    new TreeMap<>(attributes).forEach((key, value) -> put(known, SpanAttribute.named(key), value));
    span.addEvent(name, nanos, known);
  }

  /**
   * Emits what the span means.
   *
   * @throws Unusable if it lacks what every span has
   */
  public void emit(Origin origin, Events events) throws Unusable {
    interpreter.emit(span, origin, events);
  }

  private static void put(Attributes into, SpanAttribute.Name name, JsonNode value) {
    if (name == null) {
      return;
    }
    if (value.isArray()) {
      value.forEach(element -> put(into, name, element));
    } else if (value.isValueNode() && !value.isNull()) {
      into.put(name, value.asText());
    }
  }
}
