package io.flowlens.detect.episode;

import io.flowlens.config.Settings;
import io.flowlens.model.Judgement;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
   * @param judgements all of this pane, by key
   * @param pane start of the pane, epoch milliseconds
   * @return the episodes to write, causes before symptoms
   */
  public List<Episode> turn(
      Map<String, Episode> episodes, Map<String, Judgement> judgements, long pane) {
    judgements.forEach(
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
        .removeIf(entry -> !life.advance(entry.getValue(), judgements.get(entry.getKey()), pane));
    roots.assign(episodes.values());
    return episodes.values().stream()
        .filter(episode -> episode.changed)
        .sorted(CAUSES_FIRST)
        .collect(Collectors.toList());
  }
}
