package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Failure;

/**
 * One try of a call.
 *
 * @param start when it was sent, epoch microseconds
 * @param end when its answer came, or when it was given up
 * @param failure why it failed; null when it did not
 */
public record Attempt(long start, long end, Failure failure) {}
