package io.flowlens.detect.incident;

import io.flowlens.config.Settings;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.Episode.Phase;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes all incidents through one round: what became of each episode first, then which one is the
 * symptom of which. What it makes of the same updates never depends on the order they came in.
 */
public final class IncidentBook implements Serializable {
  private static final Comparator<Incident> CAUSES_FIRST =
      Comparator.comparing((Incident incident) -> incident.parentId != null)
          .thenComparing(Incident.EARLIEST_THEN_WORST);

  private final long updateEvery;
  private final long reopenWithin;
  private final RootCauses roots;

  /** With the times of these settings. */
  public IncidentBook(Settings settings) {
    updateEvery = settings.get(EpisodeOptions.UPDATE_EVERY).toMillis();
    reopenWithin = settings.get(EpisodeOptions.REOPEN_WITHIN).toMillis();
    roots = new RootCauses(settings);
  }

  /** What a round made of the incidents. */
  public static final class Outcome {
    private final List<Incident> written = new ArrayList<>();
    private final Set<String> touched = new TreeSet<>();

    private Outcome() {}

    /** Those to write, causes before symptoms. */
    public List<Incident> written() {
      return written;
    }

    /** The keys of those that changed or are gone. */
    public Set<String> touched() {
      return touched;
    }
  }

  /**
   * Takes all through one round.
   *
   * @param incidents by the keys of their episodes; changed in place: new ones added, forgotten
   *     ones removed
   * @param updates all of this round, in any order
   * @param changes what was changed lately, and what will be
   * @param round its start, epoch milliseconds
   */
  public Outcome advance(
      Map<String, Incident> incidents,
      List<EpisodeUpdate> updates,
      Collection<Signal> changes,
      long round) {
    long now = round + Pane.MILLIS;
    Outcome outcome = new Outcome();
    List<Judgement> effects = new ArrayList<>();
    updates.sort(Comparator.comparing(EpisodeUpdate::key));
    for (EpisodeUpdate update : updates) {
      if (update.effect != null) {
        effects.add(update.effect);
      } else {
        update(incidents.computeIfAbsent(update.key(), key -> new Incident()), update, now);
        outcome.touched.add(update.key());
      }
    }
    forget(incidents, now, outcome);
    effects.forEach(effect -> apply(effect, incidents, outcome));
    for (Incident incident : incidents.values()) {
      if (incident.episode.phase == Phase.RETRACTED) {
        RootCauses.free(incident, incidents.values());
      }
    }
    roots.assign(incidents.values(), new Causes(Causes.OTHERS));
    for (Map.Entry<String, Incident> entry : incidents.entrySet()) {
      if (ChangeSelection.keep(entry.getValue(), changes, now) || entry.getValue().changed) {
        outcome.touched.add(entry.getKey());
      }
    }
    incidents.values().stream()
        .filter(incident -> incident.changed)
        .sorted(CAUSES_FIRST)
        .forEach(outcome.written::add);
    incidents.values().removeIf(incident -> incident.episode.phase == Phase.RETRACTED);
    return outcome;
  }

  private void update(Incident incident, EpisodeUpdate update, long now) {
    Episode before = incident.episode;
    boolean wasOpen = before != null && before.isOpen();
    incident.episode = update.episode;
    boolean rises = incident.raise(update.episode.severity);
    boolean due = update.found && now - incident.writtenAt >= updateEvery;
    incident.changed |=
        update.news || (wasOpen && rises) || (wasOpen && update.episode.isOpen() && due);
    if (before != null && update.episode.reopened > before.reopened) {
      incident.parentId = null;
    }
    if (update.confirmed) {
      incident.doubt = null;
    }
  }

  private void forget(Map<String, Incident> incidents, long now, Outcome outcome) {
    incidents
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = isGone(entry.getValue().episode, now);
              if (gone) {
                outcome.touched.add(entry.getKey());
              }
              return gone;
            });
  }

  private boolean isGone(Episode episode, long now) {
    if (episode.firing > 0) {
      return false;
    }
    return episode.phase == Phase.SUSPECTED
        || (episode.phase == Phase.RESOLVED && now >= episode.forgottenAt(reopenWithin));
  }

  /** Adds to the incidents whose data goes on along an edge what they did there. */
  private static void apply(Judgement effect, Map<String, Incident> incidents, Outcome outcome) {
    for (Map.Entry<String, Incident> entry : incidents.entrySet()) {
      Incident incident = entry.getValue();
      Episode episode = incident.episode;
      if (episode.detector.equals(effect.detector)
          && episode.phase != Phase.RESOLVED
          && (episode.subject.end().equals(effect.subject.start())
              || episode.subject.equals(effect.subject))) {
        boolean first = incident.effect == null;
        incident.effect = effect.explanation;
        boolean rises = incident.raise(effect.explanation.severity);
        incident.changed |= incident.isOpen() && (first || rises);
        outcome.touched.add(entry.getKey());
      }
    }
  }
}
