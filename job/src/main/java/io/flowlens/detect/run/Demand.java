package io.flowlens.detect.run;

import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import io.flowlens.model.SignalKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the detectors on one kind of scope want, all together. */
final class Demand implements Serializable {
  final EnumSet<Access> accesses = EnumSet.noneOf(Access.class);
  final EnumSet<Evidence> evidence = EnumSet.noneOf(Evidence.class);
  final Set<Detail<?>> details = new HashSet<>();
  final EnumSet<SignalKind> signals = EnumSet.noneOf(SignalKind.class);

  private final List<Detector<?>> detectors = new ArrayList<>();

  private Demand() {}

  /** Whether one of them wants this pane. */
  boolean includes(Pane pane) {
    return accesses.contains(pane.edge.access)
        && evidence.contains(pane.evidence)
        && detectors.stream()
            .anyMatch(
                detector ->
                    detector.accesses().contains(pane.edge.access) && detector.concerns(pane.edge));
  }

  /** By scope; a scope that no detector looks at is missing. */
  static Map<Scope, Demand> of(List<Detector<?>> detectors) {
    Map<Scope, Demand> all = new EnumMap<>(Scope.class);
    for (Detector<?> detector : detectors) {
      Demand demand = all.computeIfAbsent(detector.scope(), scope -> new Demand());
      demand.accesses.addAll(detector.accesses());
      demand.evidence.addAll(detector.evidence());
      demand.details.addAll(detector.details());
      demand.signals.addAll(detector.signals());
      demand.detectors.add(detector);
    }
    return all;
  }
}
