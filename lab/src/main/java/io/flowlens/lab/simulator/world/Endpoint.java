package io.flowlens.lab.simulator.world;

import java.util.List;

/**
 * An operation of a service, and the steps that it takes, one after the other.
 *
 * @param method the HTTP method, such as {@code POST}
 * @param route such as {@code /orders}
 */
public record Endpoint(Service service, String method, String route, List<Step> steps) {
  /** An endpoint with these steps. */
  public static Endpoint of(Service service, String method, String route, Step... steps) {
    return new Endpoint(service, method, route, List.of(steps));
  }
}
