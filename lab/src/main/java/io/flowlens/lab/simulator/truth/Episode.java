package io.flowlens.lab.simulator.truth;

import java.util.List;

/**
 * A fault as it really was.
 *
 * @param type the anomaly type that it should be reported as, such as {@code retry-cascade}
 * @param label which fault of that type, such as {@code throttle-storm boto-legacy}
 * @param onset when it began, epoch milliseconds
 * @param end when it was over, retries included
 * @param path ids of the edges that it ran along, the cause first
 */
public record Episode(String type, String label, long onset, long end, List<String> path) {
  /** The edge where it began. */
  public String root() {
    return path.get(0);
  }
}
