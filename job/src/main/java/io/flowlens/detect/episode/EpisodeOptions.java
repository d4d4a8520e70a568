package io.flowlens.detect.episode;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** When episodes open, are updated, end and come back: the same for every detector. */
public final class EpisodeOptions {
  private static final String GROUP = "Episodes";

  public static final Option<Long> PANES_TO_OPEN =
      Option.count(
          GROUP,
          "panes.to.open",
          2,
          1,
          30,
          "Panes of 10 s in a row that must meet a detector's definition before an episode opens. With 2, one"
              + " bad pane alone is never reported, unless it is extreme by the detector's own measure.");

  public static final Option<Duration> UPDATE_EVERY =
      Option.duration(
          GROUP,
          "update.every",
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofHours(1),
          "How often an open episode is written again with its newest numbers. A rise in severity, a new cause or a"
              + " longer path is written at once.");

  public static final Option<Long> CLEAR_PANES =
      Option.count(
          GROUP,
          "clear.panes",
          6,
          1,
          90,
          "Panes of 10 s in a row that must be clear (below half the detector's threshold) before an episode"
              + " starts to resolve.");

  public static final Option<Duration> CONFIRM_CLEAR =
      Option.duration(
          GROUP,
          "confirm.clear",
          Duration.ofSeconds(30),
          Duration.ZERO,
          Duration.ofHours(1),
          "How much longer it must stay clear before it is resolved. With the defaults a fault that ends at 10:00:00"
              + " is resolved at 10:01:30, and resolvedAt says 10:00:00.");

  public static final Option<Duration> REOPEN_WITHIN =
      Option.duration(
          GROUP,
          "reopen.within",
          Duration.ofMinutes(30),
          Duration.ZERO,
          Duration.ofHours(24),
          "An edge that is in trouble again this soon after it was resolved continues the same episode: the id stays, the"
              + " revision goes on.");

  public static final Option<Duration> FOLD_WITHIN =
      Option.duration(
          GROUP,
          "fold.within",
          Duration.ofMinutes(2),
          Duration.ZERO,
          Duration.ofMinutes(30),
          "A symptom may show this much earlier than its cause. An edge whose trouble began earlier than that is not"
              + " folded under the cause but stays an episode of its own.");

  /** All of them, in the order of an episode's life. */
  public static final List<Option<?>> ALL =
      List.of(PANES_TO_OPEN, UPDATE_EVERY, CLEAR_PANES, CONFIRM_CLEAR, REOPEN_WITHIN, FOLD_WITHIN);

  private EpisodeOptions() {}
}
