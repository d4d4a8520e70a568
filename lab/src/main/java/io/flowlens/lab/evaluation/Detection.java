package io.flowlens.lab.evaluation;

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
 * @param retracted whether it took itself back in the end
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
    Map<String, Double> measures,
    boolean retracted) {
  /** An alarm that holds only its edge and its time. */
  static Detection alarm(String id, String type, long from, long detected, long to, String edge) {
    return new Detection(
        id, type, from, detected, to, List.of(edge), false, false, List.of(), Map.of(), false);
  }

  /** The same alarm, lasting until then. */
  Detection until(long end) {
    return new Detection(
        id, type, startedAt, detectedAt, end, path, symptom, info, findings, measures, retracted);
  }

  /** The same, reported for information only. */
  Detection forInformation() {
    return new Detection(
        id,
        type,
        startedAt,
        detectedAt,
        endedAt,
        path,
        symptom,
        true,
        findings,
        measures,
        retracted);
  }

  /** The same, taken back. */
  Detection takenBack() {
    return new Detection(
        id, type, startedAt, detectedAt, endedAt, path, symptom, info, findings, measures, true);
  }

  String root() {
    return path.get(0);
  }
}
