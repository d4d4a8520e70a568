package io.flowlens.detect.episode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which open episode is the nearest cause of which, as a forest.
 *
 * <p>Trouble travels against the arrows: a caller suffers from what it calls. So the cause of an
 * episode is one on an edge that starts where its own edge ends. Where none does, edges into the
 * same node that name the same cause, or that start at the same node too, suffer from that node,
 * and the earliest of them (of those the worst) stands for it. In a circle of calls the earliest is
 * the root.
 */
final class CauseGraph {
  /** Findings that name a cause begin so. */
  private static final String CAUSE = "CAUSE_";

  private final long foldWithin;
  private final Map<Episode, Episode> causes = new HashMap<>();

  /**
   * The forest over these episodes.
   *
   * @param open in the order of {@link Episode#EARLIEST_THEN_WORST}
   * @param foldWithin how much earlier than its cause a symptom may show, in milliseconds
   */
  CauseGraph(List<Episode> open, long foldWithin) {
    this.foldWithin = foldWithin;
    Map<String, List<Episode>> byStart = new HashMap<>();
    Map<String, List<Episode>> byEnd = new HashMap<>();
    for (Episode episode : open) {
      byStart.computeIfAbsent(start(episode), node -> new ArrayList<>()).add(episode);
      byEnd.computeIfAbsent(end(episode), node -> new ArrayList<>()).add(episode);
    }
    for (int i = open.size() - 1; i >= 0; i--) {
      findDeeper(open.get(i), byStart.getOrDefault(end(open.get(i)), List.of()));
    }
    for (Episode episode : open) {
      if (!causes.containsKey(episode)) {
        findSibling(episode, byEnd.get(end(episode)));
      }
    }
  }

  /** From the root to the episode, both included; a root's chain is itself alone. */
  List<Episode> chain(Episode episode) {
    List<Episode> chain = new ArrayList<>();
    for (Episode next = episode; next != null; next = causes.get(next)) {
      chain.add(next);
    }
    Collections.reverse(chain);
    return chain;
  }

  private void findDeeper(Episode episode, List<Episode> candidates) {
    for (Episode candidate : candidates) {
      if (mayCause(candidate, episode) && !chain(candidate).contains(episode)) {
        causes.put(episode, candidate);
        return;
      }
    }
  }

  private void findSibling(Episode episode, List<Episode> candidates) {
    for (Episode candidate : candidates) {
      if (candidate == episode) {
        return;
      }
      if (!causes.containsKey(candidate)
          && mayCause(candidate, episode)
          && (areParallel(candidate, episode) || nameSameCause(candidate, episode))) {
        causes.put(episode, candidate);
        return;
      }
    }
  }

  private boolean mayCause(Episode cause, Episode symptom) {
    return cause.firstPane - symptom.firstPane <= foldWithin;
  }

  /** Whether only the access differs. */
  private static boolean areParallel(Episode one, Episode other) {
    return one.edge.from.equals(other.edge.from);
  }

  private static boolean nameSameCause(Episode one, Episode other) {
    Set<String> causes = new HashSet<>(one.explanation.findings);
    causes.removeIf(code -> !code.startsWith(CAUSE));
    return other.explanation.findings.stream().anyMatch(causes::contains);
  }

  private static String start(Episode episode) {
    return episode.detector + '|' + episode.edge.from.id();
  }

  private static String end(Episode episode) {
    return episode.detector + '|' + episode.edge.to.id();
  }
}
