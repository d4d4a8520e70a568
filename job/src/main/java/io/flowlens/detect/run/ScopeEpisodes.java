package io.flowlens.detect.run;

import io.flowlens.detect.episode.Episode;
import java.util.SortedMap;
import java.util.TreeMap;

/** The episodes of one scope: state of {@link Rounds}. */
public final class ScopeEpisodes {
  public Episode[] all = new Episode[0];

  /** For Flink. */
  public ScopeEpisodes() {}

  static ScopeEpisodes of(SortedMap<String, Episode> byKey) {
    ScopeEpisodes episodes = new ScopeEpisodes();
    episodes.all = byKey.values().toArray(new Episode[0]);
    return episodes;
  }

  SortedMap<String, Episode> byKey() {
    SortedMap<String, Episode> byKey = new TreeMap<>();
    for (Episode episode : all) {
      byKey.put(episode.key(), episode);
    }
    return byKey;
  }
}
