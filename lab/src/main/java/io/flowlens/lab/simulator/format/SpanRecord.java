package io.flowlens.lab.simulator.format;

import java.util.List;
import java.util.Map;

/**
 * A finished span, before it is written in one of the two forms of {@link SpanJson}.
 *
 * <p>Attribute values are strings, longs, doubles, booleans or lists of strings.
 *
 * @param resource attributes of the process that recorded it
 * @param start epoch nanoseconds
 * @param end epoch nanoseconds
 */
public record SpanRecord(
    Map<String, Object> resource,
    Scope scope,
    Context context,
    String name,
    Kind kind,
    long start,
    long end,
    Map<String, Object> attributes,
    List<Event> events,
    Status status) {

  /** The instrumentation library that recorded a span. */
  public record Scope(String name, String version) {}

  /**
   * Where a span stands in its trace.
   *
   * @param parentId of a root: empty, or null to leave the field out
   * @param traceState W3C trace state; empty for none
   * @param flags W3C trace flags
   */
  public record Context(
      String traceId, String spanId, String parentId, String traceState, int flags) {}

  /** OpenTelemetry's span kinds, in the order of their numbers in OTLP, which begin with 1. */
  public enum Kind {
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  /**
   * Something that happened within a span.
   *
   * @param time epoch nanoseconds
   */
  public record Event(String name, long time, Map<String, Object> attributes) {}

  /** How a span ended. */
  public record Status(Code code, String message) {
    /** OpenTelemetry's status codes, in the order of their numbers in OTLP, which begin with 0. */
    public enum Code {
      UNSET,
      OK,
      ERROR
    }

    /** An error without a message, or no status. */
    public static Status of(boolean error) {
      return new Status(error ? Code.ERROR : Code.UNSET, "");
    }
  }
}
