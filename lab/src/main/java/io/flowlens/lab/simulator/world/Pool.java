package io.flowlens.lab.simulator.world;

/**
 * How a service's client keeps its connections.
 *
 * @param idleSeconds how long one may be idle before it is closed; 0 keeps none
 * @param handshakeMillis median of what a new one costs beside three round trips: name service,
 *     certificates, credentials; 0 for connections that cost nothing, as if there were always one
 * @param most how many a copy may have to a region; calls beyond wait until one is given back
 */
public record Pool(double idleSeconds, double handshakeMillis, int most) {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  /** Connections that are always there. */
  public static final Pool READY = new Pool(60, 0, NO_LIMIT);

  /** The round trips of TCP and TLS 1.2. */
  public static final int ROUND_TRIPS = 3;

  /** The usual minute, with a handshake of this median. */
  public static Pool costing(double handshakeMillis) {
    return new Pool(60, handshakeMillis, NO_LIMIT);
  }

  /** The same, but kept for so long. */
  public Pool keptFor(double seconds) {
    return new Pool(seconds, handshakeMillis, most);
  }

  /** The same, but no more than so many. */
  public Pool atMost(int connections) {
    return new Pool(idleSeconds, handshakeMillis, connections);
  }

  /**
   * Whether no call ever waits for a connection or for its opening, so that none need be counted.
   */
  public boolean isFree() {
    return handshakeMillis == 0 && most == NO_LIMIT;
  }
}
