package io.flowlens.lab.evaluation;

import io.flowlens.config.Settings;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.api.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/** Scores by anomaly type, setting and detector, in the order of their first use. */
final class Scores {
  /** The row of a type for the fleets of other types. */
  static final String ELSEWHERE = "fleets of the other types";

  private final Map<String, Map<String, Map<String, Score>>> all = new LinkedHashMap<>();

  /** The score to add to. */
  Score of(String type, String setting, String detector) {
    return settings(type)
        .computeIfAbsent(setting, s -> new LinkedHashMap<>())
        .computeIfAbsent(detector, d -> new Score());
  }

  /** Adds another fleet's scores. */
  void add(Scores others) {
    others.all.forEach(
        (type, settings) ->
            settings.forEach(
                (setting, detectors) ->
                    detectors.forEach(
                        (detector, score) -> of(type, setting, detector).add(score))));
  }

  /** A type's scores by setting and detector. */
  Map<String, Map<String, Score>> settings(String type) {
    return all.computeIfAbsent(type, t -> new LinkedHashMap<>());
  }

  /** Whether flowlens has a detector of this type. */
  static boolean built(String type) {
    return Detectors.all(Settings.defaults()).stream().map(Detector::id).anyMatch(type::equals);
  }
}
