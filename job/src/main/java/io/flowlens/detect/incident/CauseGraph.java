package io.flowlens.detect.incident;

import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which open incident is the nearest cause of which, as a forest.
 *
 * <p>Trouble travels against the arrows: a caller suffers from what it calls. So the cause of an
 * incident is one on an edge that starts where its own edge ends, or at that node; that of one at a
 * node may also be one on an edge that ends there, such as calls that use up its capacity. Where
 * none is, incidents that end at the same node and name the same cause, or that start at the same
 * node too, suffer from that node, and the earliest of them (of those the worst) stands for it. In
 * a circle of calls the earliest is the root. {@link Causes} says which types may cause which.
 */
final class CauseGraph {
  /** Findings that name a cause begin so. */
  private static final String CAUSE = "CAUSE_";

  private final Causes types;
  private final long foldWithin;
  private final Map<Incident, Incident> causes = new HashMap<>();

  /**
   * The forest over these incidents.
   *
   * @param open in the order of {@link Incident#EARLIEST_THEN_WORST}
   * @param foldWithin how much earlier than its cause a symptom may show, in milliseconds
   */
  CauseGraph(List<Incident> open, Causes types, long foldWithin) {
    this.types = types;
    this.foldWithin = foldWithin;
    Map<Node, List<Incident>> byStart = new HashMap<>();
    for (Incident incident : open) {
      byStart.computeIfAbsent(start(incident), node -> new ArrayList<>()).add(incident);
    }
    for (int i = open.size() - 1; i >= 0; i--) {
      findDeeper(open.get(i), byStart.getOrDefault(end(open.get(i)), List.of()));
    }
    Map<Node, List<Incident>> byEnd = new HashMap<>();
    for (Incident incident : open) {
      byEnd.computeIfAbsent(end(incident), node -> new ArrayList<>()).add(incident);
    }
    for (Incident incident : open) {
      if (incident.episode.subject.node != null && !causes.containsKey(incident)) {
        findDeeper(incident, byEnd.getOrDefault(tableOf(end(incident)), List.of()));
      }
    }
    Map<Node, List<Incident>> rootsByEnd = new HashMap<>();
    List<Incident> effectsLast = new ArrayList<>(open);
    effectsLast.sort(Comparator.comparing(CauseGraph::isEffectOnly));
    for (Incident incident : effectsLast) {
      if (!causes.containsKey(incident)) {
        List<Incident> roots = rootsByEnd.computeIfAbsent(end(incident), n -> new ArrayList<>());
        findSibling(incident, roots);
        if (!causes.containsKey(incident)) {
          roots.add(incident);
        }
      }
    }
  }

  /** From the root to the incident, both included; a root's chain is itself alone. */
  List<Incident> chain(Incident incident) {
    List<Incident> chain = new ArrayList<>();
    for (Incident next = incident; next != null; next = causes.get(next)) {
      chain.add(next);
    }
    Collections.reverse(chain);
    return chain;
  }

  private void findDeeper(Incident incident, List<Incident> candidates) {
    for (Incident candidate : candidates) {
      if (candidate != incident
          && mayCause(candidate, incident)
          && !isCausedBy(candidate, incident)) {
        causes.put(incident, candidate);
        return;
      }
    }
  }

  /** Calls into a table are calls into its indexes. */
  private static Node tableOf(Node node) {
    int slash = node.kind == NodeKind.INDEX ? node.name.indexOf('/') : -1;
    return slash < 0
        ? node
        : Node.of(NodeKind.TABLE, node.account, node.region, node.name.substring(0, slash));
  }

  private boolean isCausedBy(Incident incident, Incident cause) {
    Incident next = incident;
    while (next != null && next != cause) {
      next = causes.get(next);
    }
    return next != null;
  }

  private void findSibling(Incident incident, List<Incident> roots) {
    for (Incident root : roots) {
      if (mayCause(root, incident)
          && (start(root).equals(start(incident)) || nameSameCause(root, incident))) {
        causes.put(incident, root);
        return;
      }
    }
  }

  private boolean mayCause(Incident cause, Incident symptom) {
    return types.mayCause(cause.episode.detector, symptom.episode.detector)
        && cause.episode.firstPane - symptom.episode.firstPane <= foldWithin;
  }

  private static boolean isEffectOnly(Incident incident) {
    return incident.episode.detector.equals(Causes.EFFECT_ONLY);
  }

  private static boolean nameSameCause(Incident one, Incident other) {
    Set<String> causes = new HashSet<>(one.episode.explanation.findings);
    causes.removeIf(code -> !code.startsWith(CAUSE));
    return other.episode.explanation.findings.stream().anyMatch(causes::contains);
  }

  private static Node start(Incident incident) {
    return incident.episode.subject.start();
  }

  private static Node end(Incident incident) {
    return incident.episode.subject.end();
  }
}
