package io.flowlens.lab.simulator.evaluate;

import java.util.List;

/**
 * An anomaly as a detector reported it in the end.
 *
 * @param startedAt epoch milliseconds
 * @param detectedAt when it was reported first
 * @param endedAt when it was resolved; {@link Long#MAX_VALUE} when it never was
 * @param path ids of its edges, the root first
 * @param symptom whether it was reported as a symptom of another one
 */
record Detection(
    String id,
    String type,
    long startedAt,
    long detectedAt,
    long endedAt,
    List<String> path,
    boolean symptom) {
  String root() {
    return path.get(0);
  }
}
