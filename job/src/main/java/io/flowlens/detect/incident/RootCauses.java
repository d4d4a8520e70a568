package io.flowlens.detect.incident;

import io.flowlens.config.Settings;
import io.flowlens.detect.episode.Episode.Phase;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.model.Edge;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Folds symptoms under their root: gives every open incident its parent, which is the root of its
 * {@link CauseGraph}, and its path. A symptom whose root is already over keeps it.
 */
final class RootCauses implements Serializable {
  /** An anomaly names at most this many edges of its path. */
  static final int LONGEST_PATH = 32;

  private static final Comparator<Incident> NEAREST =
      Comparator.comparingInt((Incident symptom) -> symptom.path.size())
          .thenComparing(Incident.EARLIEST_THEN_WORST);

  private final long foldWithin;

  /** With the times of these settings. */
  RootCauses(Settings settings) {
    foldWithin = settings.get(EpisodeOptions.FOLD_WITHIN).toMillis();
  }

  /** Sets parent and path of every open incident, and marks those whose place changed. */
  void assign(Collection<Incident> incidents, Causes types) {
    List<Incident> open =
        incidents.stream()
            .filter(Incident::isOpen)
            .sorted(Incident.EARLIEST_THEN_WORST)
            .collect(Collectors.toList());
    CauseGraph graph = new CauseGraph(open, types, foldWithin);
    Map<Incident, List<Incident>> symptoms = new LinkedHashMap<>();
    for (Incident incident : open) {
      List<Incident> chain = graph.chain(incident);
      Incident root = chain.get(0);
      List<Incident> under = symptoms.computeIfAbsent(root, r -> new ArrayList<>());
      if (root != incident) {
        under.add(incident);
        put(incident, root.parentId == null ? root.episode.id : root.parentId, edges(chain));
        if (incident.episode.detector.equals(Causes.EFFECT_ONLY)) {
          root.changed |= root.raise(incident.severity);
        }
      }
    }
    symptoms.forEach(RootCauses::putRoot);
  }

  /**
   * A root's path is its own edge, then its symptoms', nearest first. One that was a symptom of a
   * root that is over stays where it was.
   */
  private static void putRoot(Incident root, List<Incident> symptoms) {
    if (root.parentId != null) {
      return;
    }
    symptoms.sort(NEAREST);
    List<Incident> all = new ArrayList<>(List.of(root));
    all.addAll(symptoms);
    put(root, null, edges(all));
  }

  /**
   * Lets the symptoms of an incident that was none stand alone again. What was concluded of them
   * came from the same traces, so they stay for information, and say why.
   */
  static void free(Incident retracted, Collection<Incident> incidents) {
    for (Incident incident : incidents) {
      if (retracted.episode.id.equals(incident.parentId)
          && incident.episode.phase != Phase.RETRACTED) {
        put(incident, null, edges(List.of(incident)));
        incident.doubt =
            String.format(
                "Cause: it was taken for a symptom of %s, which is retracted. Slow evidence does not cover"
                    + " this edge, and its spans come from the same sample, so it is for information only.",
                retracted.episode.subject.names());
      }
    }
  }

  private static void put(Incident incident, String parentId, List<Edge> path) {
    incident.changed |= !path.equals(incident.path) || !Objects.equals(parentId, incident.parentId);
    incident.parentId = parentId;
    incident.path = path;
  }

  /** A node adds none. */
  private static List<Edge> edges(List<Incident> incidents) {
    return incidents.stream()
        .map(incident -> incident.episode.subject.edge)
        .filter(Objects::nonNull)
        .limit(LONGEST_PATH)
        .collect(Collectors.toList());
  }
}
