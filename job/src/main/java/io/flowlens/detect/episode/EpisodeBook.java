package io.flowlens.detect.episode;

import io.flowlens.config.Settings;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes all episodes through one pane at once: each one's life first, then who is whose symptom.
 * What it makes of the same judgements never depends on the order they came in.
 */
public final class EpisodeBook implements Serializable {
  private static final Comparator<Episode> CAUSES_FIRST =
      Comparator.comparing((Episode episode) -> episode.parentId != null)
          .thenComparing(Episode.EARLIEST_THEN_WORST);

  private final EpisodeLife life;
  private final Roots roots;

  /** With the times of these settings. */
  public EpisodeBook(Settings settings) {
    life = new EpisodeLife(settings);
    roots = new Roots(settings);
  }

  /** What an edge's trouble with a detector's question is filed under. */
  public static String key(Judgement judgement) {
    return judgement.detector + '|' + judgement.edge.id();
  }

  /**
   * Turns the page.
   *
   * @param episodes by key; changed in place: new ones added, forgotten ones removed
   * @param judgements all of this pane, in any order
   * @param changes what was changed lately, and what will be
   * @param pane start of the pane, epoch milliseconds
   * @return the episodes to write, causes before symptoms
   */
  public List<Episode> turn(
      Map<String, Episode> episodes,
      List<Judgement> judgements,
      Collection<Signal> changes,
      long pane) {
    Map<String, Judgement> byKey = new TreeMap<>();
    List<Judgement> effects = new ArrayList<>();
    List<Judgement> verdicts = new ArrayList<>();
    for (Judgement judgement : judgements) {
      if (judgement.level == Judgement.Level.EFFECT) {
        effects.add(judgement);
      } else if (judgement.level.isVerdict()) {
        verdicts.add(judgement);
      } else {
        byKey.put(key(judgement), judgement);
      }
    }
    byKey.forEach(
        (key, judgement) -> {
          if (!episodes.containsKey(key)) {
            Episode suspected = life.suspect(judgement);
            if (suspected != null) {
              episodes.put(key, suspected);
            }
          }
        });
    episodes
        .entrySet()
        .removeIf(entry -> !life.advance(entry.getValue(), byKey.get(entry.getKey()), pane));
    tell(episodes, effects);
    hear(episodes, verdicts);
    roots.assign(episodes.values());
    for (Episode episode : episodes.values()) {
      episode.changes = ChangesKept.merge(episode, changes, pane + Pane.MILLIS);
    }
    List<Episode> written =
        episodes.values().stream()
            .filter(episode -> episode.changed)
            .sorted(CAUSES_FIRST)
            .collect(Collectors.toList());
    episodes.values().removeIf(episode -> episode.phase == Episode.Phase.RETRACTED);
    return written;
  }

  /** Tells the episodes what slow evidence says of them, and sets free those under a false root. */
  private void hear(Map<String, Episode> episodes, List<Judgement> verdicts) {
    for (Judgement verdict : verdicts) {
      Episode episode = episodes.get(key(verdict));
      if (episode != null) {
        life.hear(episode, verdict);
      }
    }
    for (Episode episode : episodes.values()) {
      if (episode.phase == Episode.Phase.RETRACTED) {
        Roots.free(episode, episodes.values());
      }
    }
  }

  /** Tells the episodes whose data goes on along an edge what they did there. */
  private void tell(Map<String, Episode> episodes, List<Judgement> effects) {
    effects.sort(Comparator.comparing(EpisodeBook::key));
    for (Judgement effect : effects) {
      for (Episode episode : episodes.values()) {
        if (episode.detector.equals(effect.detector)
            && episode.phase != Episode.Phase.RESOLVED
            && (episode.edge.to.equals(effect.edge.from) || episode.edge.equals(effect.edge))) {
          life.effect(episode, effect);
        }
      }
    }
  }
}
