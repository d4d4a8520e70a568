package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.format.SpanRecord;
import io.flowlens.lab.simulator.world.Service;
import java.util.List;
import java.util.Map;

/**
 * A span of a simulated service, before its service's form is known.
 *
 * @param parentId empty for a root
 * @param start by the service's own clock, epoch microseconds
 * @param end by the service's own clock, epoch microseconds
 * @param attributes strings, longs, booleans and lists of strings
 */
record SpanData(
    Service service,
    int instance,
    String name,
    SpanRecord.Kind kind,
    String traceId,
    String spanId,
    String parentId,
    long start,
    long end,
    Map<String, Object> attributes,
    List<SpanRecord.Event> events,
    boolean error) {}
