package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.world.Service;
import java.util.List;
import java.util.Map;

/**
 * A span before it takes a shape.
 *
 * @param parentId empty for a root
 * @param start by the service's own clock, epoch microseconds
 * @param end by the service's own clock
 * @param attributes strings, longs, booleans and lists of strings
 */
record SpanData(
    Service service,
    int instance,
    String name,
    Kind kind,
    String traceId,
    String spanId,
    String parentId,
    long start,
    long end,
    Map<String, Object> attributes,
    List<Event> events,
    boolean error) {

  /** OpenTelemetry's span kinds, with OTLP's numbers. */
  enum Kind {
    INTERNAL(1),
    SERVER(2),
    CLIENT(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** Something that happened within a span. */
  record Event(String name, long time, Map<String, Object> attributes) {}
}
