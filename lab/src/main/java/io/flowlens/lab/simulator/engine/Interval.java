package io.flowlens.lab.simulator.engine;

/**
 * A length of simulated time.
 *
 * @param from its first microsecond (epoch)
 * @param to the first microsecond after it
 */
public record Interval(long from, long to) {
  /** Whether this time lies in it. */
  public boolean holds(long micros) {
    return micros >= from && micros < to;
  }

  /** The time at this share of it, from 0 (its start) to 1 (its end). */
  public long at(double share) {
    return from + Math.round((to - from) * share);
  }
}
