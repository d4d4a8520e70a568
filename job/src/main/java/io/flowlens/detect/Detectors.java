package io.flowlens.detect;

import io.flowlens.config.Group;
import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.batchflood.BatchFlood;
import io.flowlens.detect.coldcachespike.ColdCacheSpike;
import io.flowlens.detect.consistencyconflict.ConsistencyConflict;
import io.flowlens.detect.contractbreach.ContractBreach;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.detect.incident.MuteOptions;
import io.flowlens.detect.latencytail.LatencyTail;
import io.flowlens.detect.misledscaling.MisledScaling;
import io.flowlens.detect.regionmismatch.RegionMismatch;
import io.flowlens.detect.replayloop.ReplayLoop;
import io.flowlens.detect.retrycascade.RetryCascade;
import io.flowlens.detect.transactionalchurn.TransactionalChurn;
import io.flowlens.model.SignalKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every detector there is: one line each. */
public final class Detectors {
  private Detectors() {}

  private static List<Detector<?>> each(Settings settings) {
    return List.of(
        new RetryCascade(settings),
        new ColdCacheSpike(settings),
        new RegionMismatch(settings),
        new ReplayLoop(settings),
        new LatencyTail(settings),
        new TransactionalChurn(settings),
        new MisledScaling(settings),
        new BatchFlood(settings),
        new ConsistencyConflict(settings),
        new ContractBreach(settings));
  }

  /** The detectors that are switched on, with these settings. */
  public static List<Detector<?>> all(Settings settings) {
    return each(settings).stream()
        .filter(detector -> settings.get(enabled(detector)))
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * The signals that are used: by these detectors, and by anomalies, which name what was changed
   * before them.
   */
  public static Set<SignalKind> signals(List<Detector<?>> detectors) {
    EnumSet<SignalKind> wanted = EnumSet.of(SignalKind.CONFIGURATION_CHANGE);
    detectors.forEach(detector -> wanted.addAll(detector.signals()));
    return wanted;
  }

  /** The settings of all detectors, and of the episodes they raise. */
  public static List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>();
    for (Detector<?> detector : each(Settings.defaults())) {
      options.add(enabled(detector));
      options.addAll(detector.options());
    }
    options.addAll(EpisodeOptions.ALL);
    return options;
  }

  /** Which anomalies are muted, in groups of settings. */
  public static List<Group> muteGroups() {
    return MuteOptions.groups(
        each(Settings.defaults()).stream().map(Detector::id).collect(Collectors.toList()));
  }

  /** Whether this detector runs. */
  public static Option<Boolean> enabled(Detector<?> detector) {
    return Option.flag(
        "Detector." + detector.id(),
        "enabled",
        true,
        "Whether this detector runs: "
            + detector.question()
            + " Switched off, its open episodes resolve as if they were over.");
  }
}
