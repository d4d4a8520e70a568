package io.flowlens.detect;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.EpisodeTracker;
import io.flowlens.detect.incident.Anomalies;
import io.flowlens.detect.incident.Incident;
import io.flowlens.detect.incident.IncidentBook;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What becomes of findings, without Flink: the life of each episode, then causes and changes. */
public final class AllEpisodes {
  private final EpisodeTracker tracker;
  private final IncidentBook book;
  private final TreeMap<String, Episode> episodes = new TreeMap<>();
  private final Map<String, Incident> incidents = new HashMap<>();

  public AllEpisodes(Settings settings) {
    tracker = new EpisodeTracker(settings);
    book = new IncidentBook(settings);
  }

  /** Takes them through the round that starts then; returns the anomalies written. */
  public List<Anomaly> advance(long round, List<Judgement> findings, List<Signal> changes) {
    List<Anomaly> anomalies = new ArrayList<>();
    for (Incident incident :
        book.advance(incidents, tracker.advance(episodes, findings, round), changes, round)
            .written()) {
      anomalies.add(Anomalies.next(incident, round + Pane.MILLIS));
    }
    return anomalies;
  }

  /** As the detector sees its own in this round. */
  public OwnEpisodes of(String detector, long round) {
    return tracker.of(detector, episodes, round);
  }

  /** How many are remembered. */
  public int size() {
    return incidents.size();
  }
}
