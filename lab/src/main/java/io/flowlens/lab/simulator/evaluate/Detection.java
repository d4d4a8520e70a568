package io.flowlens.lab.simulator.evaluate;

import java.util.List;
import java.util.Map;

/**
 * An anomaly as a detector reported it in the end.
 *
 * @param startedAt epoch milliseconds
 * @param detectedAt when it was reported first
 * @param endedAt when it was resolved; {@link Long#MAX_VALUE} when it never was
 * @param path ids of its edges, the root first
 * @param symptom whether it was reported as a symptom of another one
 * @param info whether it was reported for information only
 * @param findings its codes
 * @param measures what it observed, by name
 */
record Detection(
    String id,
    String type,
    long startedAt,
    long detectedAt,
    long endedAt,
    List<String> path,
    boolean symptom,
    boolean info,
    List<String> findings,
    Map<String, Double> measures) {
  /** An alarm that says nothing but where and when. */
  static Detection alarm(String id, String type, long from, long detected, long to, String edge) {
    return new Detection(
        id, type, from, detected, to, List.of(edge), false, false, List.of(), Map.of());
  }

  /** The same alarm, lasting until then. */
  Detection until(long end) {
    return new Detection(
        id, type, startedAt, detectedAt, end, path, symptom, info, findings, measures);
  }

  /** The same, reported for information only. */
  Detection forInformation() {
    return new Detection(
        id, type, startedAt, detectedAt, endedAt, path, symptom, true, findings, measures);
  }

  String root() {
    return path.get(0);
  }
}
