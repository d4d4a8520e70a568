package io.flowlens.lab.simulator.client;

import io.flowlens.lab.simulator.engine.Dice;

/** How long a client waits before it tries again. */
public interface Backoff {
  /** Waiting time in microseconds before this retry; the first is number 1. */
  long waitMicros(int retry, Dice dice);

  /**
   * Anything from nothing to the doubled base: {@code rand(0,1) * min(cap, base * 2^(retry-1))}.
   */
  static Backoff fullJitter(double baseMillis, double capMillis) {
    return (retry, dice) -> micros(dice.uniform() * doubled(baseMillis, capMillis, retry));
  }

  /** At least half of the doubled base, the other half by chance. */
  static Backoff halfJitter(double baseMillis, double capMillis) {
    return (retry, dice) ->
        micros((0.5 + 0.5 * dice.uniform()) * doubled(baseMillis, capMillis, retry));
  }

  /** Doubling without any jitter: everybody comes back together. */
  static Backoff exact(double baseMillis, double capMillis) {
    return (retry, dice) -> micros(doubled(baseMillis, capMillis, retry));
  }

  /** Always the same wait. */
  static Backoff fixed(double millis) {
    return (retry, dice) -> micros(millis);
  }

  private static double doubled(double baseMillis, double capMillis, int retry) {
    return Math.min(capMillis, baseMillis * StrictMath.pow(2, Math.min(40, retry - 1)));
  }

  private static long micros(double millis) {
    return Math.round(millis * 1000);
  }
}
