package io.flowlens.detect.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Judgements;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.EpisodeTracker;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.model.Access;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The one task that sees all episodes, when ten thousand open within a minute. */
class ManyIncidentsTest {
  private static final int EPISODES = 10_000;
  private static final int TABLES = 500;
  private static final int ROUNDS = 12;

  /** Half of the ten seconds of a round, on however slow a machine. */
  private static final double MOST_SECONDS = 5;

  @Test
  void theyAreCarriedInLessThanHalfOfTheTime() throws Exception {
    EpisodeTracker tracker = new EpisodeTracker(Settings.defaults());
    TreeMap<String, Episode> episodes = new TreeMap<>();
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<String, EpisodeUpdate, Signal, Anomaly>(
            new KeyedCoProcessOperator<>(new Incidents(Settings.defaults())),
            update -> Incidents.KEY,
            change -> Incidents.KEY,
            Types.STRING);
    harness.open();
    long taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = PaneBuilder.at("10:00:00") + round * Pane.MILLIS;
      List<EpisodeUpdate> updates = tracker.advance(episodes, findings(round, start), start);
      long before = System.nanoTime();
      for (EpisodeUpdate update : updates) {
        harness.processElement1(update, start);
      }
      harness.processBothWatermarks(new Watermark(Pane.endOf(start)));
      taken += System.nanoTime() - before;
    }
    assertThat(harness.extractOutputValues().stream().map(anomaly -> anomaly.id).distinct())
        .hasSize(EPISODES);
    harness.close();
    double seconds = taken / 1e9 / ROUNDS;
    System.out.printf("%,d episodes: %.2f s for each round%n", EPISODES, seconds);
    assertThat(seconds).isLessThan(MOST_SECONDS);
  }

  /** A sixth more of them with each round, up to all after a minute. */
  private static List<Judgement> findings(int round, long start) {
    List<Judgement> findings = new ArrayList<>();
    int begun = Math.min(EPISODES, (round + 1) * EPISODES / 6);
    for (int i = 0; i < begun; i++) {
      Edge edge =
          Edge.of(
              Shop.node(NodeKind.SERVICE, "us-east-1", "service-" + i),
              Shop.node(NodeKind.TABLE, "us-east-1", "table-" + i % TABLES),
              Access.WRITE);
      findings.add(Judgements.of(edge, start, Level.FIRING));
    }
    return findings;
  }
}
