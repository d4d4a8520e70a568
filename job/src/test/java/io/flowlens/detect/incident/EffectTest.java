package io.flowlens.detect.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.AllEpisodes;
import io.flowlens.detect.Judgements;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an episode did elsewhere is told with it. */
class EffectTest {
  private final AllEpisodes episodes = new AllEpisodes(Settings.defaults());
  private final List<Anomaly> anomalies = new ArrayList<>();
  private long pane = PaneBuilder.at("10:00:00");

  @Test
  void anEffectRaisesTheEpisodeItsDataComesFromAndIsToldWithIt() {
    turn(cause(), cause());
    turn(cause());
    turn(cause(), effect(Shop.BILLING_WRITES));
    assertThat(anomalies)
        .extracting(anomaly -> anomaly.explanation.severity)
        .containsExactly(Severity.WARNING, Severity.CRITICAL);
    Anomaly told = anomalies.get(1);
    assertThat(told.root.edge).isEqualTo(Shop.BILLING_IS_GIVEN_ORDERS);
    assertThat(told.explanation.summary).contains(". ").endsWith(".");
    assertThat(told.explanation.findings).hasSizeGreaterThan(1);
    assertThat(told.explanation.measures).hasSizeGreaterThan(1);
  }

  @Test
  void anEffectOpensNothingByItself() {
    for (int i = 0; i < 10; i++) {
      turn(effect(Shop.BILLING_WRITES));
    }
    assertThat(anomalies).isEmpty();
    assertThat(episodes.size()).isZero();
  }

  @Test
  void anEffectElsewhereIsNotTold() {
    turn(cause());
    turn(cause(), effect(Shop.ORDERS_WRITES));
    turn(cause(), effect(Shop.ORDERS_WRITES));
    assertThat(anomalies).hasSize(1);
    assertThat(anomalies.get(0).explanation.severity).isEqualTo(Severity.WARNING);
  }

  private void turn(Judgement... judgements) {
    anomalies.addAll(episodes.advance(pane, List.of(judgements), List.of()));
    pane += Pane.MILLIS;
  }

  private Judgement cause() {
    return Judgements.of(
        Shop.BILLING_IS_GIVEN_ORDERS, pane, Level.FIRING, Severity.WARNING, "POISON_BATCH", 4);
  }

  private Judgement effect(Edge edge) {
    return Judgements.of(edge, pane, Level.EFFECT, Severity.CRITICAL, "CORRUPTING_REPLAY", 1);
  }
}
