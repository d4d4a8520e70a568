package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Service;

/**
 * Where a call comes from: which copy of which service, inside which span of which trace.
 *
 * @param instance the copy's number, from 0
 * @param traceId 32 hexadecimal digits
 * @param spanId the span that is open there, 16 hexadecimal digits
 * @param sampled whether the trace is recorded
 * @param cold whether the copy was started for this
 */
public record Origin(
    Service service, int instance, String traceId, String spanId, boolean sampled, boolean cold) {}
