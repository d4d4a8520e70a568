package io.flowlens.detect.episode;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.episode.Episode.Phase;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Subject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the episodes of one scope through its rounds. */
public final class EpisodeTracker implements Serializable {
  private final EpisodeStateMachine life;

  /** With the times of these settings. */
  public EpisodeTracker(Settings settings) {
    life = new EpisodeStateMachine(settings);
  }

  /**
   * Takes all episodes through one round.
   *
   * @param episodes by their keys; changed in place: new ones added, forgotten ones removed
   * @param findings of all detectors in this round, effects and verdicts among them
   * @param round its start, epoch milliseconds
   * @return what changed
   */
  public List<EpisodeUpdate> advance(
      SortedMap<String, Episode> episodes, List<Judgement> findings, long round) {
    episodes.values().removeIf(episode -> life.isForgotten(episode, round));
    Map<String, Judgement> bySubject = new TreeMap<>();
    List<Judgement> verdicts = new ArrayList<>();
    List<EpisodeUpdate> updates = new ArrayList<>();
    for (Judgement finding : findings) {
      if (finding.level == Level.EFFECT) {
        updates.add(EpisodeUpdate.of(finding));
      } else if (finding.level.isVerdict()) {
        verdicts.add(finding);
      } else {
        bySubject.put(Episode.key(finding.detector, finding.subject), finding);
      }
    }
    bySubject.forEach((key, finding) -> suspect(key, finding, episodes));
    for (Map.Entry<String, Episode> entry : episodes.entrySet()) {
      EpisodeUpdate update = advance(entry, bySubject.get(entry.getKey()), verdicts, round);
      if (update != null) {
        updates.add(update);
      }
    }
    episodes
        .values()
        .removeIf(
            episode -> EpisodeStateMachine.isDropped(episode) || episode.phase == Phase.RETRACTED);
    return updates;
  }

  private void suspect(String key, Judgement finding, Map<String, Episode> episodes) {
    Episode suspected = episodes.containsKey(key) ? null : life.suspect(finding);
    if (suspected != null) {
      episodes.put(key, suspected);
    }
  }

  private EpisodeUpdate advance(
      Map.Entry<String, Episode> entry, Judgement finding, List<Judgement> verdicts, long round) {
    Episode episode = entry.getValue();
    long clearBefore = episode.clearSince;
    EpisodeUpdate update = new EpisodeUpdate();
    update.round = round;
    update.found = finding != null;
    update.news = life.advance(episode, finding, round);
    boolean verified = false;
    for (Judgement verdict : verdicts) {
      if (entry.getKey().equals(Episode.key(verdict.detector, verdict.subject))) {
        verified |= verify(episode, verdict, update);
      }
    }
    boolean changed = update.found || update.news || verified || episode.clearSince != clearBefore;
    update.episode = episode.copy();
    return changed ? update : null;
  }

  private static boolean verify(Episode episode, Judgement verdict, EpisodeUpdate update) {
    Level before = episode.verdict;
    boolean over = episode.phase == Phase.RESOLVED;
    if (!EpisodeStateMachine.verify(episode, verdict)) {
      return false;
    }
    update.news |= over || before != verdict.level;
    update.confirmed |= verdict.level == Level.CONFIRMED;
    return true;
  }

  /** Whether any of them must be advanced with the next round, whatever that holds. */
  public static boolean isPending(Map<String, Episode> episodes) {
    return episodes.values().stream().anyMatch(EpisodeStateMachine::isPending);
  }

  /** When none of them can come back any more, epoch milliseconds; 0 when there is none. */
  public long forgottenAt(Map<String, Episode> episodes) {
    return episodes.values().stream().mapToLong(life::forgottenAt).max().orElse(0);
  }

  /** The episodes as this detector sees them in this round. */
  public OwnEpisodes of(String detector, Map<String, Episode> episodes, long round) {
    return new OwnEpisodes() {
      @Override
      public boolean isOpen(Subject subject) {
        Episode episode = own(subject);
        return episode != null && episode.isOpen();
      }

      @Override
      public boolean opensWith(Subject subject, Level level) {
        return life.opensWith(own(subject), level);
      }

      private Episode own(Subject subject) {
        Episode episode = episodes.get(Episode.key(detector, subject));
        return episode == null || life.isForgotten(episode, round) ? null : episode;
      }
    };
  }
}
