package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.engine.Rate;

/**
 * Requests from outside, or work that starts by itself.
 *
 * @param scheduled whether the service starts it by itself, so that no client calls
 */
public record Load(Endpoint endpoint, Rate rate, boolean scheduled) {
  /** Requests from clients. */
  public static Load from(Endpoint endpoint, Rate rate) {
    return new Load(endpoint, rate, false);
  }

  /** Work that the service starts by itself. */
  public static Load timer(Endpoint endpoint, Rate rate) {
    return new Load(endpoint, rate, true);
  }
}
