package io.flowlens.lab.simulator.client;

import io.flowlens.lab.simulator.engine.SeededRandom;

/** How long a client waits before it tries again. */
public interface Backoff {
  /** Waiting time in microseconds before this retry; the first is number 1. */
  long waitMicros(int retry, SeededRandom random);

  /**
   * Anything from nothing to the doubled base: {@code rand(0,1) * min(cap, base * 2^(retry-1))}.
   */
  static Backoff fullJitter(double baseMillis, double capMillis) {
    return (retry, random) -> micros(random.uniform() * doubled(baseMillis, capMillis, retry));
  }

  /** At least half of the doubled base, the other half by chance. */
  static Backoff halfJitter(double baseMillis, double capMillis) {
    return (retry, random) ->
        micros((0.5 + 0.5 * random.uniform()) * doubled(baseMillis, capMillis, retry));
  }

  /** Doubling without jitter: all clients retry at the same time. */
  static Backoff exact(double baseMillis, double capMillis) {
    return (retry, random) -> micros(doubled(baseMillis, capMillis, retry));
  }

  /** Always the same wait. */
  static Backoff fixed(double millis) {
    return (retry, random) -> micros(millis);
  }

  private static double doubled(double baseMillis, double capMillis, int retry) {
    return Math.min(capMillis, baseMillis * StrictMath.pow(2, Math.min(40, retry - 1)));
  }

  private static long micros(double millis) {
    return Math.round(millis * 1000);
  }
}
