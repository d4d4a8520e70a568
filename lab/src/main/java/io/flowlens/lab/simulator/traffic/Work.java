package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Endpoint;

/**
 * Finished work that a service started by itself, such as a timer's or a stream's.
 *
 * @param origin the copy that did it and its span
 * @param start epoch microseconds
 * @param end epoch microseconds
 */
public record Work(Origin origin, Endpoint endpoint, long start, long end) {}
