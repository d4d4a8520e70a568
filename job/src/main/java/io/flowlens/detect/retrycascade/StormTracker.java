package io.flowlens.detect.retrycascade;

import io.flowlens.config.Settings;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.detect.stats.LookbackWindow;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.model.Counter;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.io.Serializable;

/**
 * Follows an edge's storm from pane to pane. It lives exactly as long as the episode that is made
 * of it: one that never opens leaves nothing, and one that is over is kept for as long as it may
 * come back as the same anomaly.
 */
final class StormTracker implements Serializable {
  /** A share of fewer calls than these is too uncertain to say that a storm rises or falls. */
  private static final long ENOUGH_CALLS = 100;

  /** So many of the newest calls show whether calls still fail. */
  private static final long NEWEST_CALLS = 20;

  /** Looked for in so many minutes. */
  private static final int NEWEST_MINUTES = 5;

  private final Limits limits;
  private final double criticalFailed;
  private final long metastablePanes;
  private final long openMillis;
  private final long memoryMillis;

  StormTracker(Settings settings, Limits limits) {
    this.limits = limits;
    criticalFailed = settings.get(RetryCascadeOptions.CRITICAL_FAILED);
    metastablePanes = settings.get(RetryCascadeOptions.METASTABLE_AFTER).toMillis() / Pane.MILLIS;
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
   * @param current the shortest window with calls enough; null when none has, which is clear
   * @param opens whether the pane opens an episode, or its episode is open
   */
  void follow(
      Pane pane,
      PaneRings rings,
      Level level,
      RetryStats current,
      boolean opens,
      RetryCascadeState state) {
    boolean fires = level == Level.FIRING || level == Level.EXTREME;
    if (state.storm != null && !state.storm.opened && !fires) {
      if (state.former != null) {
        state.former.hold(state.storm.all());
      }
      state.storm = state.former;
      state.former = null;
    }
    if (state.storm != null && restedMillis(state.storm, pane) >= memoryMillis) {
      state.storm = null;
    }
    RetryStats newest = RetryStats.of(pane);
    if (fires && !state.isActive()) {
      begin(pane, rings, state);
    } else if (fires) {
      boolean goesOn = limits.excess(newest) > 0 && isFresh(current) && limits.excess(current) > 0;
      state.storm.go(newest, goesOn, pane.start + Pane.MILLIS, limits);
    } else if (state.isActive() && newest.calls > 0 && stillFails(state.storm, rings)) {
      state.storm.go(newest, true, pane.start + Pane.MILLIS, limits);
    } else if (state.storm != null) {
      state.storm.hold(newest);
    }
    if (state.isActive()) {
      goOn(state.storm, pane, rings, level, current);
      state.storm.opened |= opens;
      learnBias(state);
    }
    if (state.storm != null) {
      state.storm.metastability.go(pane, rings, state.baseline, limits.budget, metastablePanes);
    }
    if (state.former != null && state.storm.opened) {
      state.storm.join(state.former);
      state.former = null;
    }
    if (!state.isActive() && (state.storm == null || !state.storm.metastability.isWatching())) {
      state.baseline.learn(pane, rings);
    }
  }

  /** How long it had been over before this pane; 0 while it is not. */
  private static long restedMillis(Storm storm, Pane pane) {
    return storm.phases.isOver() ? pane.start - storm.phases.recoveredAt : 0;
  }

  /** Whether the numbers are of the last minute alone: longer ones still hold a storm long over. */
  private static boolean isFresh(RetryStats tally) {
    return tally.window == LookbackWindow.PANE || tally.window == LookbackWindow.MINUTE;
  }

  /**
   * All calls that can show a storm now: once its episode is resolved, a storm that is over must
   * not make another one.
   */
  RetryStats sinceFormer(Pane pane, PaneRings rings, RetryStats firing, RetryCascadeState state) {
    Storm former = state.storm;
    if (former == null || !former.phases.isOver() || restedMillis(former, pane) < openMillis) {
      return firing;
    }
    return Onset.find(rings, pane.start, former.until, limits).since;
  }

  private void begin(Pane pane, PaneRings rings, RetryCascadeState state) {
    Storm former = state.storm;
    long notBefore = former == null ? Long.MIN_VALUE : former.until;
    Onset onset = Onset.find(rings, pane.start, notBefore, limits);
    if (former != null) {
      former.leave(onset.since.minus(RetryStats.of(pane)));
    }
    if (former != null && restedMillis(former, pane) < openMillis) {
      former.resume();
    } else {
      state.former = former;
      state.storm = Storm.of(onset.start);
      state.storm.metastability.begin(rings, pane.start, onset.start, state.baseline);
    }
    boolean goesOn = limits.excess(onset.since) > 0;
    state.storm.go(onset.since, goesOn, pane.start + Pane.MILLIS, limits);
  }

  private void goOn(Storm storm, Pane pane, PaneRings rings, Level level, RetryStats current) {
    if (pane.get(Counter.CALLS) > 0) {
      storm.seenUntil = pane.start + Pane.MILLIS;
    }
    if (level == Level.CLEAR) {
      storm.phases.recover(
          pane.start, RetryStats.of(rings, LookbackWindow.FIFTEEN_MINUTES).calls == 0);
      return;
    }
    storm.retried |= storm.counted().excess(limits.budget) > 0;
    if (limits.excess(RetryStats.of(pane)) > 0) {
      RetryStats minute = RetryStats.of(rings, LookbackWindow.MINUTE);
      storm.note(pane, current, limits.retriesAtLeast(current), minute);
    }
    storm.phases.fails(
        pane.start, storm.retried && limits.hasFewRetries(current) && stillFails(storm, rings));
    RetryStats recent = shortest(rings, ENOUGH_CALLS, current);
    if (recent.calls > 0) {
      storm.phases.go(pane.start, recent, storm.until, isFresh(recent));
    }
  }

  private void learnBias(RetryCascadeState state) {
    Storm storm = state.storm;
    storm.unbiased |=
        storm.waves == 1
            && SamplerBias.isExcluded(storm.counted(), storm.until - storm.since, state.baseline);
  }

  /** Whether of the newest calls at least half as many are given up as in the storm. */
  boolean stillFails(Storm storm, PaneRings rings) {
    double line = Math.max(criticalFailed, storm.counted().gaveUpShare() / 2);
    RetryStats newest = RetryStats.ofPanes(rings, 1);
    for (int n = 2; n <= PaneRings.PANES && newest.calls < NEWEST_CALLS; n++) {
      newest = RetryStats.ofPanes(rings, n);
    }
    for (int n = 2; n <= NEWEST_MINUTES && newest.calls < NEWEST_CALLS; n++) {
      newest = RetryStats.ofMinutes(rings, n);
    }
    return newest.calls >= NEWEST_CALLS && newest.gaveUp() > line * newest.calls;
  }

  /** The shortest window with so many calls, else another one. */
  private static RetryStats shortest(PaneRings rings, long calls, RetryStats other) {
    for (LookbackWindow window : LookbackWindow.values()) {
      RetryStats tally = RetryStats.of(rings, window);
      if (tally.calls >= calls) {
        return tally;
      }
    }
    return other;
  }
}
