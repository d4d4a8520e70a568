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
 * @param findings codes one of which must be found; none where any will do
 */
public record Episode(
    String type, String label, long onset, long end, List<String> path, List<String> findings) {
  /** An episode that need only be found. */
  public Episode(String type, String label, long onset, long end, List<String> path) {
    this(type, label, onset, end, path, List.of());
  }

  /** The edge where it began. */
  public String root() {
    return path.get(0);
  }

  /** The same; its anomaly must have one of these finding codes. */
  public Episode toldAs(String... codes) {
    return new Episode(type, label, onset, end, path, List.of(codes));
  }

  /** The same, but over at another time. */
  Episode until(long otherEnd) {
    return new Episode(type, label, onset, otherEnd, path, findings);
  }
}
