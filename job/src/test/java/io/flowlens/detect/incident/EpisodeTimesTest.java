package io.flowlens.detect.incident;

import static io.flowlens.detect.Shop.ORDERS_WRITES;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.AllEpisodes;
import io.flowlens.detect.Judgements;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Anomaly.Status;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an episode began and ended, as its detector knows it. */
class EpisodeTimesTest {
  private static final long START = PaneBuilder.at("10:00:00");
  private static final int HOUR = 360;

  private final AllEpisodes episodes = new AllEpisodes(Settings.defaults());
  private final List<Anomaly> written = new ArrayList<>();
  private int pane;

  private void fires(int panes, String since, long reopenMillis) {
    for (int i = 0; i < panes; i++) {
      Judgement judgement = Judgements.of(ORDERS_WRITES, now(), Level.FIRING);
      judgement.explanation.since = PaneBuilder.at(since);
      judgement.reopenMillis = reopenMillis;
      advance(List.of(judgement));
    }
  }

  private void silence(int panes) {
    for (int i = 0; i < panes; i++) {
      advance(List.of());
    }
  }

  private void overSince(String time) {
    Judgement judgement = Judgements.of(ORDERS_WRITES, now(), Level.CLEAR);
    judgement.explanation = null;
    judgement.endedAt = PaneBuilder.at(time);
    advance(List.of(judgement));
  }

  private void advance(List<Judgement> findings) {
    written.addAll(episodes.advance(now(), findings, List.of()));
    pane++;
  }

  private long now() {
    return START + pane * Pane.MILLIS;
  }

  private Anomaly last() {
    return written.get(written.size() - 1);
  }

  @Test
  void startsWhenItsDetectorSaysItBeganAndThatNeverChanges() {
    fires(2, "09:48:20", 0);
    fires(10, "09:30:00", 0);
    assertThat(written).hasSizeGreaterThan(1);
    assertThat(written)
        .extracting(anomaly -> PaneBuilder.time(anomaly.startedAt))
        .containsOnly("09:48:20");
    assertThat(PaneBuilder.time(written.get(0).detectedAt)).isEqualTo("10:00:20");
  }

  @Test
  void neverStartsAfterItsFirstPane() {
    fires(2, "10:30:00", 0);
    assertThat(PaneBuilder.time(last().startedAt)).isEqualTo("10:00:00");
  }

  @Test
  void endsWhenItsDetectorSaysItEnded() {
    fires(60, "10:00:00", 0);
    overSince("10:04:00");
    assertThat(last().status).isEqualTo(Status.RESOLVED);
    assertThat(PaneBuilder.time(last().resolvedAt)).isEqualTo("10:04:00");
  }

  @Test
  void comesBackAfterHalfADayWhereItsDetectorSaysSo() {
    fires(2, "10:00:00", 24 * 3_600_000L);
    silence(12 * HOUR);
    assertThat(last().status).isEqualTo(Status.RESOLVED);
    fires(2, "10:00:00", 24 * 3_600_000L);
    assertThat(last().status).isEqualTo(Status.UPDATED);
    assertThat(written).extracting(anomaly -> anomaly.id).containsOnly(written.get(0).id);
    silence(25 * HOUR);
    assertThat(episodes.size()).isZero();
  }

  @Test
  void isANewOneAfterHalfADayWhereItsDetectorSaysNothing() {
    fires(2, "10:00:00", 0);
    silence(12 * HOUR);
    fires(2, "10:00:00", 0);
    assertThat(last().id).isNotEqualTo(written.get(0).id);
  }
}
