package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Endpoint;

/**
 * A finished call of a service.
 *
 * @param caller the caller; its service is null for a client outside
 * @param callee the callee's copy and its server span
 * @param clientSpanId the caller's span; empty for a client outside
 * @param clientStart when the caller began, epoch microseconds; for a client outside as the server
 * @param clientEnd when the caller had its answer
 * @param serverStart when the callee began
 * @param serverEnd when the callee was done
 * @param ok whether the callee could do it; else it answered with status 500
 */
public record ServiceCall(
    Origin caller,
    Origin callee,
    Endpoint endpoint,
    String clientSpanId,
    long clientStart,
    long clientEnd,
    long serverStart,
    long serverEnd,
    boolean ok) {

  /** Whether a client outside called. */
  public boolean fromOutside() {
    return caller.service() == null;
  }
}
