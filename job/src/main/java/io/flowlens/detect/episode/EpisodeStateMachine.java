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
 * retracted. Everything depends on event time alone.
 */
final class EpisodeStateMachine implements Serializable {
  private final long panesToOpen;
  private final long clearMillis;
  private final long reopenWithin;

  /** With the times of these settings. */
  EpisodeStateMachine(Settings settings) {
    panesToOpen = settings.get(EpisodeOptions.PANES_TO_OPEN);
    clearMillis =
        settings.get(EpisodeOptions.CLEAR_PANES) * Pane.MILLIS
            + settings.get(EpisodeOptions.CONFIRM_CLEAR).toMillis();
    reopenWithin = settings.get(EpisodeOptions.REOPEN_WITHIN).toMillis();
  }

  /**
   * A new episode, suspected.
   *
   * @return null when the finding does not meet the detector's definition
   */
  Episode suspect(Judgement finding) {
    if (!fires(finding)) {
      return null;
    }
    Episode episode = new Episode();
    episode.detector = finding.detector;
    episode.subject = finding.subject;
    episode.firstPane = finding.paneStart;
    episode.id = EpisodeId.of(finding.detector, finding.subject, finding.paneStart);
    episode.phase = Phase.SUSPECTED;
    episode.reopenMillis = finding.reopenMillis;
    return episode;
  }

  /** Whether it was over for so long before this pane that it can not come back. */
  boolean isForgotten(Episode episode, long pane) {
    return episode.phase == Phase.RESOLVED && episode.firing == 0 && pane >= forgottenAt(episode);
  }

  /** When it can not come back any more, epoch milliseconds. */
  long forgottenAt(Episode episode) {
    return episode.forgottenAt(reopenWithin);
  }

  /** Whether it must be advanced with the next pane, whatever that holds. */
  static boolean isPending(Episode episode) {
    return episode.phase != Phase.RESOLVED
        || episode.firing > 0
        || episode.clearSince == Episode.NEVER;
  }

  /** Whether a finding of this level would open it now, or finds it open. */
  boolean opensWith(Episode episode, Level level) {
    long firing = episode == null ? 0 : episode.firing;
    return (episode != null && episode.isOpen())
        || level == Level.EXTREME
        || (level == Level.FIRING && firing + 1 >= panesToOpen);
  }

  /**
   * Takes the episode through one pane.
   *
   * @param finding what the detector found in this pane; null when it was clear
   * @return whether there is something to write at once
   */
  boolean advance(Episode episode, Judgement finding, long pane) {
    long now = pane + Pane.MILLIS;
    count(episode, finding, pane);
    if (finding != null && finding.explanation != null) {
      learn(episode, finding.explanation);
    }
    switch (episode.phase) {
      case SUSPECTED:
        if (episode.firing >= panesToOpen) {
          open(episode, now);
          return true;
        }
        return false;
      case OPEN:
        if (episode.clearSince != Episode.NEVER && now - episode.clearSince >= clearMillis) {
          episode.phase = Phase.RESOLVED;
          episode.closedAt = now;
          return true;
        }
        return false;
      default:
        if (episode.firing >= panesToOpen) {
          episode.reopened++;
          episode.phase = Phase.OPEN;
          return true;
        }
        return finding != null && finding.level == Level.CLEAR;
    }
  }

  /** Whether there is no episode any more: it was suspected, and the next pane was clear. */
  static boolean isDropped(Episode episode) {
    return episode.phase == Phase.SUSPECTED && episode.firing == 0;
  }

  /**
   * Takes in what slow evidence says of the minutes in which the episode began; of other minutes it
   * says nothing. A retraction is final, and also comes when the episode is over; what was
   * confirmed is not retracted.
   *
   * @return whether the verdict is about this episode
   */
  static boolean verify(Episode episode, Judgement verdict) {
    if (episode.phase == Phase.SUSPECTED
        || episode.firstPane < verdict.verifiedFrom
        || episode.firstPane >= verdict.verifiedTo
        || (episode.verdict == Level.CONFIRMED && verdict.level != Level.CONFIRMED)) {
      return false;
    }
    episode.verdict = verdict.level;
    episode.verdictWhy = verdict.explanation;
    Severity shown = verdict.explanation.severity;
    if (verdict.level == Level.CONFIRMED
        && shown != null
        && shown.compareTo(episode.severity) > 0) {
      episode.severity = shown;
    }
    if (verdict.level == Level.REFUTED) {
      episode.phase = Phase.RETRACTED;
    }
    return true;
  }

  private void count(Episode episode, Judgement finding, long pane) {
    if (fires(finding)) {
      episode.firing = finding.level == Level.EXTREME ? panesToOpen : episode.firing + 1;
    } else {
      episode.firing = 0;
    }
    if (finding != null && finding.level != Level.CLEAR) {
      episode.clearSince = Episode.NEVER;
    } else if (episode.clearSince == Episode.NEVER) {
      episode.clearSince = finding == null || finding.endedAt == 0 ? pane : finding.endedAt;
    }
  }

  private static void open(Episode episode, long now) {
    episode.phase = Phase.OPEN;
    episode.detectedAt = now;
    long since = episode.explanation.since;
    episode.began = since == 0 ? episode.firstPane : Math.min(since, episode.firstPane);
    episode.excess = excess(episode.explanation);
  }

  private static void learn(Episode episode, Explanation newest) {
    Explanation learned = Explanations.copy(newest);
    learned.evidence = EvidenceSelection.merge(episode.explanation, newest);
    episode.explanation = learned;
    if (episode.severity == null || newest.severity.compareTo(episode.severity) > 0) {
      episode.severity = newest.severity;
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

  private static boolean fires(Judgement finding) {
    return finding != null && (finding.level == Level.FIRING || finding.level == Level.EXTREME);
  }
}
