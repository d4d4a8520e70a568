package io.flowlens.detect.retrycascade;

import io.flowlens.config.Settings;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Span;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.io.Serializable;

/**
 * Follows an edge's storm from pane to pane. It lives exactly as long as the episode that is made
 * of it: one that never opens leaves nothing, and one that is over is kept for as long as it may
 * come back as the same anomaly.
 */
final class Storms implements Serializable {
  /** A share of fewer calls than these is too uncertain to say that a storm rises or falls. */
  private static final long TELLING_CALLS = 100;

  private final double budget;
  private final double z;
  private final long metastablePanes;
  private final long panesToOpen;
  private final long openMillis;
  private final long memoryMillis;

  Storms(Settings settings) {
    budget = settings.get(RetryCascadeOptions.BUDGET);
    z = settings.get(RetryCascadeOptions.CONFIDENCE_Z);
    metastablePanes = settings.get(RetryCascadeOptions.METASTABLE_AFTER).toMillis() / Pane.MILLIS;
    panesToOpen = settings.get(EpisodeOptions.PANES_TO_OPEN);
    openMillis =
        settings.get(EpisodeOptions.CLEAR_PANES) * Pane.MILLIS
            + settings.get(EpisodeOptions.CONFIRM_CLEAR).toMillis();
    memoryMillis = openMillis + settings.get(EpisodeOptions.REOPEN_WITHIN).toMillis();
  }

  /** How long after its end a storm may come back. */
  long memoryMillis() {
    return memoryMillis;
  }

  /**
   * Takes the edge's storm through one pane, and learns what is usual while there is none.
   *
   * @param current the shortest span with calls enough; null when none has, which is clear
   */
  void follow(Pane pane, PaneRings rings, Level level, Tally current, RetryCascadeState state) {
    boolean fires = level == Level.FIRING || level == Level.EXTREME;
    if (state.storm != null && !state.storm.opened && !fires) {
      state.storm = state.former;
      state.former = null;
    }
    if (state.storm != null && restedMillis(state.storm, pane) > memoryMillis) {
      state.storm = null;
    }
    boolean begins = fires && !state.speaks();
    if (begins) {
      begin(pane, rings, state);
    }
    if (state.speaks()) {
      goOn(state.storm, begins, pane, rings, level, current);
    }
    if (state.storm != null) {
      state.storm.metastability.go(pane, rings, state.usual, budget, metastablePanes);
    }
    if (state.former != null && state.storm.opened) {
      state.storm.join(state.former);
      state.former = null;
    }
    if (!state.speaks() && (state.storm == null || !state.storm.metastability.isWatching())) {
      state.usual.learn(pane, rings);
    }
  }

  /** How long it has been over after this pane; 0 while it is not. */
  private static long restedMillis(Storm storm, Pane pane) {
    return storm.phases.isOver() ? pane.start + Pane.MILLIS - storm.phases.recoveredAt : 0;
  }

  /** A storm that comes back while its episode is open needs not open again. */
  private void begin(Pane pane, PaneRings rings, RetryCascadeState state) {
    Storm former = state.storm;
    Onset onset =
        Onset.find(rings, pane.start, former == null ? Long.MIN_VALUE : former.until, budget);
    state.storm = Storm.of(onset, pane.start);
    state.storm.metastability.begin(rings, pane.start, onset.start, state.usual);
    if (former != null) {
      former.metastability.stopWatching();
      state.storm.opened = restedMillis(former, pane) <= openMillis;
      state.former = former;
    }
  }

  private void goOn(
      Storm storm, boolean begins, Pane pane, PaneRings rings, Level level, Tally current) {
    if (level == Level.CLEAR) {
      storm.phases.recover(pane.start);
      return;
    }
    if (!begins) {
      storm.go(pane, level, budget);
    }
    storm.countFiring(level, panesToOpen);
    storm.note(pane, current, current.retriesAtLeast(z));
    storm.phases.go(pane.start, telling(rings, current).retriesPerCall());
  }

  private static Tally telling(PaneRings rings, Tally current) {
    for (Span span : Span.values()) {
      Tally tally = Tally.of(rings, span);
      if (tally.calls >= TELLING_CALLS) {
        return tally;
      }
    }
    return current;
  }
}
