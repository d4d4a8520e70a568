package io.flowlens.lab.simulator.world;

/**
 * A cache that a table's readers share and read through: an item that it does not hold is fetched
 * while the reader waits.
 *
 * @param seconds how long it keeps an item that is not read
 * @param fetchMillis median of what a fetch adds to a read; 0 where there is no cache
 */
public record Cache(double seconds, double fetchMillis) {
  /** No cache: every read is the table's. */
  public static final Cache NONE = new Cache(0, 0);

  /** Whether there is one. */
  public boolean isThere() {
    return fetchMillis > 0;
  }
}
