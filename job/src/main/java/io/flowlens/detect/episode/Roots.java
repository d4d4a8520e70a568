package io.flowlens.detect.episode;

import io.flowlens.config.Settings;
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
 * Folds symptoms under their root: gives every open episode its parent, which is the root of its
 * {@link CauseGraph}, and its path. A symptom whose root is already over keeps it.
 */
public final class Roots implements Serializable {
  /** An anomaly names at most this many edges of its path. */
  static final int LONGEST_PATH = 32;

  private static final Comparator<Episode> NEAREST =
      Comparator.comparingInt((Episode symptom) -> symptom.path.size())
          .thenComparing(Episode.EARLIEST_THEN_WORST);

  private final long foldWithin;

  /** With the times of these settings. */
  public Roots(Settings settings) {
    foldWithin = settings.get(EpisodeOptions.FOLD_WITHIN).toMillis();
  }

  /** Sets parent and path of every open episode, and marks those whose place changed. */
  public void assign(Collection<Episode> episodes) {
    List<Episode> open =
        episodes.stream()
            .filter(Episode::open)
            .sorted(Episode.EARLIEST_THEN_WORST)
            .collect(Collectors.toList());
    CauseGraph graph = new CauseGraph(open, foldWithin);
    Map<Episode, List<Episode>> symptoms = new LinkedHashMap<>();
    for (Episode episode : open) {
      List<Episode> chain = graph.chain(episode);
      Episode root = chain.get(0);
      List<Episode> under = symptoms.computeIfAbsent(root, r -> new ArrayList<>());
      if (root != episode) {
        under.add(episode);
        put(episode, root.parentId == null ? root.id : root.parentId, edges(chain));
      }
    }
    symptoms.forEach(Roots::putRoot);
  }

  /**
   * A root's path is its own edge, then its symptoms', nearest first. One that was a symptom of a
   * root that is over stays where it was.
   */
  private static void putRoot(Episode root, List<Episode> symptoms) {
    if (root.parentId != null) {
      return;
    }
    symptoms.sort(NEAREST);
    List<Episode> all = new ArrayList<>(List.of(root));
    all.addAll(symptoms);
    put(root, null, edges(all));
  }

  /**
   * Lets the symptoms of an episode that was none stand alone again. What was believed of them came
   * from the same traces, so they stay for information, and say why.
   */
  static void free(Episode retracted, Collection<Episode> episodes) {
    for (Episode episode : episodes) {
      if (retracted.id.equals(episode.parentId) && episode.phase != Episode.Phase.RETRACTED) {
        put(episode, null, List.of(episode.edge));
        episode.doubt =
            String.format(
                "Cause: it was taken for a symptom of %s → %s, which is retracted. Slower evidence does not tell of"
                    + " this edge, and its spans come from the same sample, so it is for information only.",
                retracted.edge.from.name, retracted.edge.to.name);
      }
    }
  }

  private static void put(Episode episode, String parentId, List<Edge> path) {
    episode.changed |= !path.equals(episode.path) || !Objects.equals(parentId, episode.parentId);
    episode.parentId = parentId;
    episode.path = path;
  }

  private static List<Edge> edges(List<Episode> episodes) {
    return episodes.stream().limit(LONGEST_PATH).map(e -> e.edge).collect(Collectors.toList());
  }
}
