package io.flowlens.detect.incident;

import static io.flowlens.detect.Shop.ORDERS_WRITES;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Anomaly.Status;
import io.flowlens.model.Explanation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeStateMachineTest {
  @Test
  void opensWithTheSecondPaneAndStartsWithTheFirst() {
    WrittenAnomalies told = new WrittenAnomalies().edge(ORDERS_WRITES, ".FF");
    assertThat(told.panes(3))
        .isEqualTo(
            """
            10:00:30  orders→Orders  open  warning  root  [orders→Orders]""");
    assertThat(PaneBuilder.time(told.anomalies().get(0).startedAt)).isEqualTo("10:00:10");
    assertThat(PaneBuilder.time(told.anomalies().get(0).detectedAt)).isEqualTo("10:00:30");
  }

  @Test
  void onePaneIsNeverSpokenOfUnlessItIsExtreme() {
    assertThat(new WrittenAnomalies().edge(ORDERS_WRITES, "F.F.FhF").panes(20)).isEmpty();
    assertThat(new WrittenAnomalies().edge(ORDERS_WRITES, "X").panes(1))
        .contains("10:00:10")
        .contains("open");
  }

  @Test
  void isUpdatedEachMinuteAndAtOnceWhenItGetsWorse() {
    assertThat(new WrittenAnomalies().edge(ORDERS_WRITES, "FFFFFF!FFFFFFFFFFF").panes(18))
        .isEqualTo(
            """
            10:00:20  orders→Orders  open  warning  root  [orders→Orders]
            10:01:10  orders→Orders  updated  critical  root  [orders→Orders]
            10:02:10  orders→Orders  updated  critical  root  [orders→Orders]""");
  }

  @Test
  void isResolvedAfterAMinuteAndAHalfWithoutTrouble() {
    WrittenAnomalies told = new WrittenAnomalies().edge(ORDERS_WRITES, "FFFF");
    assertThat(told.panes(14))
        .isEqualTo(
            """
            10:00:20  orders→Orders  open  warning  root  [orders→Orders]
            10:02:10  orders→Orders  resolved  warning  root  [orders→Orders]""");
    assertThat(PaneBuilder.time(told.anomalies().get(1).resolvedAt)).isEqualTo("10:00:40");
  }

  @Test
  void staysOpenWhileItHoldsOrComesBackSoon() {
    assertThat(new WrittenAnomalies().edge(ORDERS_WRITES, "FFFFhhhhhhhhhhhhhhhhhhhh").panes(24))
        .doesNotContain("resolved");
    assertThat(new WrittenAnomalies().edge(ORDERS_WRITES, "FF........h........F.....").panes(25))
        .doesNotContain("resolved");
  }

  @Test
  void continuesTheSameEpisodeWhenItComesBackWithinHalfAnHour() {
    WrittenAnomalies told =
        new WrittenAnomalies().edge(ORDERS_WRITES, "FF" + ".".repeat(100) + "F.FF");
    assertThat(told.panes(120))
        .isEqualTo(
            """
            10:00:20  orders→Orders  open  warning  root  [orders→Orders]
            10:01:50  orders→Orders  resolved  warning  root  [orders→Orders]
            10:17:40  orders→Orders  updated  warning  root  [orders→Orders]
            10:19:10  orders→Orders  resolved  warning  root  [orders→Orders]""");
    assertThat(told.anomalies()).extracting(anomaly -> anomaly.id).containsOnly(first(told).id);
    assertThat(told.anomalies())
        .extracting(anomaly -> anomaly.revision)
        .containsExactly(1, 2, 3, 4);
    assertThat(told.anomalies().get(2).resolvedAt).isZero();
  }

  @Test
  void endsWithTheLastWordThatTheDetectorSaysWhenItIsClear() {
    WrittenAnomalies told = new WrittenAnomalies().edge(ORDERS_WRITES, "FFFFc");
    told.panes(14);
    Anomaly last = told.anomalies().get(told.anomalies().size() - 1);
    assertThat(last.status).isEqualTo(Status.RESOLVED);
    assertThat(PaneBuilder.time(last.resolvedAt)).isEqualTo("10:00:40");
    assertThat(last.explanation.summary).endsWith("at 10:00:40.");
  }

  @Test
  void saysTheLastWordAlsoWhenItComesLater() {
    WrittenAnomalies told = new WrittenAnomalies().edge(ORDERS_WRITES, "FFFFc..............c");
    assertThat(told.panes(24))
        .isEqualTo(
            """
            10:00:20  orders→Orders  open  warning  root  [orders→Orders]
            10:02:10  orders→Orders  resolved  warning  root  [orders→Orders]
            10:03:20  orders→Orders  resolved  warning  root  [orders→Orders]""");
    Anomaly last = told.anomalies().get(2);
    assertThat(PaneBuilder.time(last.resolvedAt)).isEqualTo("10:00:40");
    assertThat(last.explanation.summary).endsWith("at 10:03:10.");
  }

  @Test
  void aLastWordOpensNothing() {
    assertThat(new WrittenAnomalies().edge(ORDERS_WRITES, "cccc").panes(8)).isEmpty();
  }

  @Test
  void isAnotherEpisodeWhenItComesBackLater() {
    WrittenAnomalies told =
        new WrittenAnomalies().edge(ORDERS_WRITES, "FF" + ".".repeat(200) + "FF");
    told.panes(206);
    assertThat(told.anomalies())
        .extracting(anomaly -> anomaly.status)
        .containsExactly(Status.OPEN, Status.RESOLVED, Status.OPEN);
    assertThat(told.anomalies().get(2).id).isNotEqualTo(first(told).id);
    assertThat(told.anomalies().get(2).revision).isEqualTo(1);
  }

  @Test
  void isForgottenInTheEnd() {
    WrittenAnomalies told = new WrittenAnomalies().edge(ORDERS_WRITES, "FFFF");
    told.panes(13 + 180);
    assertThat(told.allForgotten()).isTrue();
  }

  @Test
  void keepsTheBeginningAndTheNewestOfItsEvidence() {
    WrittenAnomalies told = new WrittenAnomalies().edge(ORDERS_WRITES, "F".repeat(31));
    told.panes(31);
    List<Anomaly> written = told.anomalies();
    Explanation last = written.get(written.size() - 1).explanation;
    assertThat(last.evidence)
        .hasSize(Explanation.MAX_EVIDENCE)
        .extracting(item -> PaneBuilder.time(item.at))
        .containsExactly(
            "10:00:00",
            "10:00:10",
            "10:00:20",
            "10:00:30",
            "10:03:40",
            "10:03:50",
            "10:04:00",
            "10:04:10");
  }

  @Test
  void itsTimesAreSettings() {
    Settings patient =
        Settings.defaults()
            .with(EpisodeOptions.PANES_TO_OPEN, 4L)
            .with(EpisodeOptions.CLEAR_PANES, 2L)
            .with(EpisodeOptions.CONFIRM_CLEAR, Duration.ZERO);
    assertThat(new WrittenAnomalies(patient).edge(ORDERS_WRITES, "FFF.FFFF..").panes(12))
        .isEqualTo(
            """
            10:01:20  orders→Orders  open  warning  root  [orders→Orders]
            10:01:40  orders→Orders  resolved  warning  root  [orders→Orders]""");
  }

  private static Anomaly first(WrittenAnomalies told) {
    return told.anomalies().get(0);
  }
}
