package io.flowlens.detect.episode;

import io.flowlens.model.Judgement;

/** What one round changed of one episode, or what an episode did along another edge. */
public final class EpisodeUpdate {
  /** Start of the round, epoch milliseconds. */
  public long round;

  /** The episode after it; null where this is an effect. */
  public Episode episode;

  /** Whether the detector had a finding about it in this round. */
  public boolean found;

  /** Whether the episode must be written again with this round. */
  public boolean news;

  /** Whether slow evidence confirmed it in this round. */
  public boolean confirmed;

  /** What some episode did along this finding's edge; null where this is an episode. */
  public Judgement effect;

  /** For Flink. */
  public EpisodeUpdate() {}

  static EpisodeUpdate of(Judgement effect) {
    EpisodeUpdate update = new EpisodeUpdate();
    update.round = effect.paneStart;
    update.effect = effect;
    return update;
  }

  /** One order for all updates of a round. */
  public String key() {
    return effect == null ? episode.key() : Episode.key(effect.detector, effect.subject);
  }
}
