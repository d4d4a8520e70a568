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

/** Every detector there is: one line each. */
public final class Detectors {
  private Detectors() {}

  /** The detectors that judge panes, with these settings. */
  public static List<Detector<?>> all(Settings settings) {
    return List.of(new RetryCascade(settings), new ColdCacheSpike(settings));
  }

  /** The detectors that judge tables, with these settings. */
  public static List<TableDetector<?>> onTables(Settings settings) {
    return List.of(new RegionMismatch(settings), new ReplayLoop(settings));
  }

  /** The settings of all detectors, and of the episodes they raise. */
  public static List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>();
    for (Detector<?> detector : all(Settings.defaults())) {
      options.addAll(detector.options());
    }
    for (TableDetector<?> detector : onTables(Settings.defaults())) {
      options.addAll(detector.options());
    }
    options.addAll(EpisodeOptions.ALL);
    return options;
  }
}
