package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Subscription;

/**
 * A batch that is not tried again.
 *
 * @param expired whether its age was the reason, else the number of retries
 * @param invocations how often it was tried
 * @param time epoch microseconds
 */
public record DiscardedBatch(
    Subscription subscription,
    Invocation.Batch batch,
    boolean expired,
    int invocations,
    long time) {}
