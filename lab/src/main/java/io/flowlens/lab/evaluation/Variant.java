package io.flowlens.lab.evaluation;

import io.flowlens.config.Settings;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.detect.regionmismatch.RegionMismatchOptions;
import java.time.Duration;
import java.util.List;

/**
 * Flowlens, whole or without one of its ideas.
 *
 * @param name what it is called among the scores
 * @param type the detection that misses the idea; empty for all
 */
record Variant(String name, String type, Settings settings) {
  /** As it is. */
  static final Variant WHOLE = new Variant("flowlens", "", Settings.defaults());

  private static final List<Variant> ABLATIONS =
      List.of(
          new Variant(
              "flowlens without hysteresis: one pane opens",
              "",
              Settings.defaults().with(EpisodeOptions.PANES_TO_OPEN, 1L)),
          new Variant(
              "flowlens without regard for failover",
              "region-mismatch",
              Settings.defaults().with(RegionMismatchOptions.FAILOVER, Duration.ZERO)));

  /** Those that judge a setting of this type. */
  static List<Variant> ablations(String type) {
    return ABLATIONS.stream().filter(v -> v.type.isEmpty() || v.type.equals(type)).toList();
  }
}
