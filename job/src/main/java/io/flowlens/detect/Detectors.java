package io.flowlens.detect;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.coldcachespike.ColdCacheSpike;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.detect.regionmismatch.RegionMismatch;
import io.flowlens.detect.replayloop.ReplayLoop;
import io.flowlens.detect.retrycascade.RetryCascade;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Every detector there is: one line each. */
public final class Detectors {
  private Detectors() {}

  /** The detectors that judge panes and are switched on, with these settings. */
  public static List<Detector<?>> all(Settings settings) {
    return on(settings, List.of(new RetryCascade(settings), new ColdCacheSpike(settings)));
  }

  /** The detectors that judge tables and are switched on, with these settings. */
  public static List<TableDetector<?>> onTables(Settings settings) {
    return on(settings, List.of(new RegionMismatch(settings), new ReplayLoop(settings)));
  }

  /** The settings of all detectors, and of the episodes they raise. */
  public static List<Option<?>> options() {
    List<Question<?>> questions = new ArrayList<>(all(Settings.defaults()));
    questions.addAll(onTables(Settings.defaults()));
    List<Option<?>> options = new ArrayList<>();
    for (Question<?> question : questions) {
      options.add(enabled(question));
      options.addAll(question.options());
    }
    options.addAll(EpisodeOptions.ALL);
    return options;
  }

  /** Whether to ask this question at all. */
  public static Option<Boolean> enabled(Question<?> question) {
    return Option.flag(
        "Detector." + question.id(),
        "enabled",
        true,
        "Whether to ask: "
            + question.question()
            + " Switched off, its open episodes resolve as if all were well.");
  }

  private static <D extends Question<?>> List<D> on(Settings settings, List<D> detectors) {
    return detectors.stream()
        .filter(detector -> settings.get(enabled(detector)))
        .collect(Collectors.toUnmodifiableList());
  }
}
