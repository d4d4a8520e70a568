package io.flowlens.lab.simulator.world;

/**
 * How a service's client keeps its connections.
 *
 * @param idleSeconds how long one may be idle before it is closed; 0 keeps none
 * @param handshakeMillis median of what a new one costs beside three round trips: name service,
 *     certificates, credentials; 0 for connections that cost nothing, as if there were always one
 */
public record Pool(double idleSeconds, double handshakeMillis) {
  /** Connections that are always there. */
  public static final Pool READY = new Pool(60, 0);

  /** The round trips of TCP and TLS 1.2. */
  public static final int ROUND_TRIPS = 3;

  /** The usual minute, with a handshake of this median. */
  public static Pool costing(double handshakeMillis) {
    return new Pool(60, handshakeMillis);
  }
}
