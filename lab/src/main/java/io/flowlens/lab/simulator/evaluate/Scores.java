package io.flowlens.lab.simulator.evaluate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores by anomaly type, setting and detector, in the order in which they were first asked for.
 */
final class Scores {
  /** The row of a type for the fleets of other types. */
  static final String ELSEWHERE = "fleets of the other types";

  private final Map<String, Map<String, Map<String, Score>>> all = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  /** The score to add to. */
  Score of(String type, String setting, String detector) {
    return settings(type)
        .computeIfAbsent(setting, s -> new LinkedHashMap<>())
        .computeIfAbsent(detector, d -> new Score());
  }

  /** A type's scores by setting and detector. */
  Map<String, Map<String, Score>> settings(String type) {
    return all.computeIfAbsent(type, t -> new LinkedHashMap<>());
  }

  /** Remembers which types flowlens reports at all. */
  void notice(List<Detection> detections) {
    detections.forEach(detection -> seen.add(detection.type()));
  }

  /** Whether flowlens ever reported this type; a detector that is not built never does. */
  boolean built(String type) {
    return seen.contains(type);
  }
}
