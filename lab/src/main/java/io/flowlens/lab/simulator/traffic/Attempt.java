package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Failure;

/**
 * One try of a call.
 *
 * @param start when it was sent, epoch microseconds
 * @param end when its answer came, or when it was given up
 * @param failure why it failed; null when it did not
 * @param connecting how much of it was spent on a new connection, in microseconds; 0 when there was
 *     one
 */
public record Attempt(long start, long end, Failure failure, long connecting) {
  /** An attempt on a connection that was there. */
  public Attempt(long start, long end, Failure failure) {
    this(start, end, failure, 0);
  }
}
