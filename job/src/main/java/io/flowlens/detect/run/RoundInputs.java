package io.flowlens.detect.run;

import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Round;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that came for one round of one scope, in an order that does not depend on the arrival. */
final class RoundInputs {
  private static final Comparator<Pane> BY_EDGE =
      Comparator.comparing((Pane pane) -> pane.edge.id()).thenComparingLong(pane -> pane.start);

  private static final Comparator<Signal> BY_TIME =
      Comparator.comparingLong((Signal signal) -> signal.time)
          .thenComparing(signal -> signal.node.id())
          .thenComparing(signal -> signal.kind)
          .thenComparing(signal -> signal.dimensions.toString())
          .thenComparingDouble(signal -> signal.value)
          .thenComparing(signal -> signal.eventId);

  final long start;
  final List<Pane> slowMinutes = new ArrayList<>();
  final List<Signal> signals = new ArrayList<>();
  private final List<Pane> panes;
  private final int repeated;

  RoundInputs(long start, List<ScopeInput> inputs) {
    this.start = start;
    TreeMap<String, Pane> byEdge = new TreeMap<>();
    int repeats = 0;
    for (ScopeInput input : inputs) {
      if (input.signal != null) {
        signals.add(input.signal);
      } else if (input.pane.evidence == Evidence.SLOW) {
        slowMinutes.add(input.pane);
      } else if (byEdge.putIfAbsent(input.pane.edge.id(), input.pane) != null) {
        repeats++;
      }
    }
    repeated = repeats;
    panes = new ArrayList<>(byEdge.values());
    slowMinutes.sort(BY_EDGE);
    signals.sort(BY_TIME);
    dropRepeatedMetrics();
  }

  /** A metric that was delivered several times counts once, with its highest value: the last. */
  private void dropRepeatedMetrics() {
    for (int i = signals.size() - 2; i >= 0; i--) {
      if (isRepeated(signals.get(i), signals.get(i + 1))) {
        signals.remove(i);
      }
    }
  }

  private static boolean isRepeated(Signal one, Signal next) {
    return one.kind.isMetric()
        && one.kind == next.kind
        && one.time == next.time
        && one.node.equals(next.node)
        && one.dimensions.equals(next.dimensions);
  }

  /** Whether anything happened in the time of the round itself. */
  boolean isSilent() {
    return panes.isEmpty() && signals.isEmpty();
  }

  /** Panes of an edge that had a pane in this round already; they are left out. */
  int repeated() {
    return repeated;
  }

  /** The edge of the only pane; null where there is none. */
  Edge edge() {
    return panes.isEmpty() ? null : panes.get(0).edge;
  }

  /** Adds the empty pane of an edge that was silent. */
  void addSilence(Edge edge) {
    Pane pane = new Pane();
    pane.edge = edge;
    pane.evidence = Evidence.FAST;
    pane.start = start;
    panes.add(pane);
  }

  /** The round as far as the detector has asked for it. */
  Round of(Detector<?> detector) {
    return new Round(
        start,
        detector.evidence().contains(Evidence.FAST) ? asked(panes, detector) : List.of(),
        detector.evidence().contains(Evidence.SLOW) ? asked(slowMinutes, detector) : List.of(),
        signals.stream()
            .filter(signal -> detector.signals().contains(signal.kind))
            .collect(Collectors.toUnmodifiableList()));
  }

  private static List<Pane> asked(List<Pane> panes, Detector<?> detector) {
    return panes.stream()
        .filter(pane -> detector.accesses().contains(pane.edge.access))
        .filter(pane -> detector.concerns(pane.edge))
        .collect(Collectors.toUnmodifiableList());
  }
}
