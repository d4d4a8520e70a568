package io.flowlens.detect.episode;

import io.flowlens.config.Settings;
import io.flowlens.detect.episode.Episode.Phase;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.io.Serializable;

/**
 * How one episode goes on from pane to pane: suspected, open, resolved, and perhaps open again, or
 * retracted. Everything hangs on event time alone.
 */
public final class EpisodeLife implements Serializable {
  private final long panesToOpen;
  private final long updateEvery;
  private final long clearMillis;
  private final long reopenWithin;

  /** With the times of these settings. */
  public EpisodeLife(Settings settings) {
    panesToOpen = settings.get(EpisodeOptions.PANES_TO_OPEN);
    updateEvery = settings.get(EpisodeOptions.UPDATE_EVERY).toMillis();
    clearMillis =
        settings.get(EpisodeOptions.CLEAR_PANES) * Pane.MILLIS
            + settings.get(EpisodeOptions.CONFIRM_CLEAR).toMillis();
    reopenWithin = settings.get(EpisodeOptions.REOPEN_WITHIN).toMillis();
  }

  /**
   * A new episode, suspected.
   *
   * @return null when the judgement does not meet the detector's definition
   */
  public Episode suspect(Judgement judgement) {
    if (!fires(judgement)) {
      return null;
    }
    Episode episode = new Episode();
    episode.detector = judgement.detector;
    episode.edge = judgement.edge;
    episode.firstPane = judgement.paneStart;
    episode.id = EpisodeId.of(judgement.detector, judgement.edge, judgement.paneStart);
    episode.phase = Phase.SUSPECTED;
    return episode;
  }

  /**
   * Takes the episode through one pane.
   *
   * @param judgement what the detector said of this pane; null when it was clear
   * @return whether there still is an episode
   */
  public boolean advance(Episode episode, Judgement judgement, long pane) {
    long now = pane + Pane.MILLIS;
    count(episode, judgement, pane);
    if (judgement != null && judgement.explanation != null) {
      learn(episode, judgement.explanation);
    }
    switch (episode.phase) {
      case SUSPECTED:
        if (episode.firing >= panesToOpen) {
          open(episode, now);
        }
        return episode.firing > 0;
      case OPEN:
        if (episode.clearSince != Episode.NEVER && now - episode.clearSince >= clearMillis) {
          episode.phase = Phase.RESOLVED;
          episode.closedAt = now;
          episode.changed = true;
        } else {
          episode.changed |= judgement != null && now - episode.writtenAt >= updateEvery;
        }
        return true;
      default:
        if (episode.firing >= panesToOpen) {
          episode.reopened++;
          episode.phase = Phase.OPEN;
          episode.parentId = null;
          episode.changed = true;
        }
        episode.changed |= judgement != null && judgement.level == Level.CLEAR;
        return episode.firing > 0 || now - episode.closedAt < reopenWithin;
    }
  }

  /** Notes what the episode did on an edge that its data goes on along. */
  void effect(Episode episode, Judgement judgement) {
    episode.changed |= episode.open() && episode.effect == null;
    episode.effect = judgement.explanation;
    raise(episode, judgement.explanation.severity);
  }

  /**
   * Takes in what slow evidence says of the minutes in which the episode began; of other minutes it
   * says nothing. A retraction is final, and also comes when the episode is over; what was
   * confirmed is not retracted.
   */
  void hear(Episode episode, Judgement verdict) {
    if (episode.phase == Phase.SUSPECTED
        || episode.firstPane < verdict.heardFrom
        || episode.firstPane >= verdict.heardTo
        || (episode.verdict == Level.CONFIRMED && verdict.level != Level.CONFIRMED)) {
      return;
    }
    episode.changed |= episode.phase == Phase.RESOLVED || episode.verdict != verdict.level;
    episode.verdict = verdict.level;
    episode.heard = verdict.explanation;
    if (verdict.level == Level.REFUTED) {
      episode.phase = Phase.RETRACTED;
    } else if (verdict.level == Level.CONFIRMED) {
      episode.doubt = null;
    }
  }

  private void count(Episode episode, Judgement judgement, long pane) {
    if (fires(judgement)) {
      episode.firing = judgement.level == Level.EXTREME ? panesToOpen : episode.firing + 1;
    } else {
      episode.firing = 0;
    }
    if (judgement != null && judgement.level != Level.CLEAR) {
      episode.clearSince = Episode.NEVER;
    } else if (episode.clearSince == Episode.NEVER) {
      episode.clearSince = pane;
    }
  }

  private static void open(Episode episode, long now) {
    episode.phase = Phase.OPEN;
    episode.detectedAt = now;
    episode.excess = excess(episode.explanation);
    episode.changed = true;
  }

  private static void learn(Episode episode, Explanation newest) {
    Explanation learned = Explanations.copy(newest);
    learned.evidence = EvidenceKept.merge(episode.explanation, newest);
    episode.explanation = learned;
    raise(episode, newest.severity);
  }

  private static void raise(Episode episode, Severity severity) {
    if (episode.severity == null || severity.compareTo(episode.severity) > 0) {
      episode.severity = severity;
      episode.changed |= episode.open();
    }
  }

  private static double excess(Explanation explanation) {
    if (explanation.measures.isEmpty()) {
      return 0;
    }
    Measure judged = explanation.measures.get(0);
    double factor = judged.observed / judged.threshold;
    return Double.isFinite(factor) ? factor : 0;
  }

  private static boolean fires(Judgement judgement) {
    return judgement != null
        && (judgement.level == Level.FIRING || judgement.level == Level.EXTREME);
  }
}
