package io.flowlens.detect.misledscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.misledscaling.ScaledTable.Load;
import io.flowlens.model.Anomaly;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of tables that scale by themselves: those that are right first. */
class MisledScalingTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void organicGrowthIsScaledForRightly(long seed) {
    ScaledTable table = new ScaledTable(seed, 200);
    table.run(300, minute -> Load.of(80 + minute));
    assertThat(table.capacity()).isGreaterThan(400);
    assertThat(table.anomalies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anEveningWithItsRiseAndFallIsSilent(long seed) {
    ScaledTable table = new ScaledTable(seed, 150);
    table.run(480, minute -> Load.of(100 + 300 * Math.sin(Math.PI * minute / 480)));
    assertThat(table.anomalies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aNightlyBatchOfAnHourIsSilent(long seed) {
    ScaledTable table = new ScaledTable(seed, 200);
    table.run(240, minute -> Load.of(minute >= 60 && minute < 120 ? 190 : 60));
    assertThat(table.capacity()).isLessThan(200);
    assertThat(table.anomalies()).isEmpty();
  }

  @Test
  void loadThatGoesUpAndDownBelowTheTargetIsSilent() {
    ScaledTable table = new ScaledTable(1, 200).between(200, 400);
    table.run(300, minute -> Load.of(minute % 20 < 10 ? 130 : 30));
    assertThat(table.anomalies()).isEmpty();
  }

  @Test
  void anOnDemandTableIsSilent() {
    ScaledTable table = new ScaledTable(1, 1).onDemand();
    table.run(300, minute -> Load.of(minute > 100 ? 400 : 100));
    assertThat(table.anomalies()).isEmpty();
  }

  @Test
  void aLockThatAlwaysWastesItsShareBelongsToTheLoad() {
    ScaledTable table = new ScaledTable(1, 200);
    table.run(200, minute -> new Load(60 + minute, 0.05, 0));
    assertThat(table.anomalies()).isEmpty();
    ScaledTable wasteful = new ScaledTable(1, 200);
    wasteful.run(200, minute -> new Load(60 + minute / 2.0, 0.3, 0));
    assertThat(wasteful.anomalies()).isEmpty();
  }

  @Test
  void consumptionOfSomebodyWhoReportsNothingIsNotTheWastersOfThoseWhoDo() {
    ScaledTable table = new ScaledTable(1, 300).between(300, 1_000).withSilentWriter(60, 200);
    table.run(150, minute -> new Load(40, minute >= 60 ? 0.3 : 0.01, 0));
    assertThat(table.anomalies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void refusedWritesThatMakeTheCapacityFallAreNamed(long seed) {
    ScaledTable table = new ScaledTable(seed, 1_650).between(800, 4_000);
    table.run(120, minute -> minute < 50 ? Load.of(1_080) : new Load(2_500, 0, 1));
    assertThat(table.anomalies())
        .anySatisfy(
            anomaly -> {
              assertThat(anomaly.explanation.findings).contains("SCALING_MISLED_DOWN");
              assertThat(anomaly.explanation.severity).isEqualTo(Severity.WARNING);
            });
  }

  @Test
  void capacityThatGoesUpAndDownEachQuarterOfAnHourIsFlapping() {
    ScaledTable table = new ScaledTable(1, 200);
    table.run(240, minute -> Load.of(minute % 26 < 7 ? 190 : 60));
    assertThat(table.anomalies())
        .anySatisfy(
            anomaly -> {
              assertThat(anomaly.explanation.findings).contains("SCALING_FLAPPING");
            });
  }

  @Test
  void timedOutWritesCountAsFarAsTheConsumptionRose() {
    for (boolean theyConsumed : new boolean[] {true, false}) {
      ScaledTable table = new ScaledTable(1, 200).between(200, 1_000).timingOut(theyConsumed);
      table.run(150, minute -> new Load(theyConsumed ? 90 : 150, minute >= 60 ? 0.45 : 0.0, 0));
      assertThat(table.anomalies())
          .filteredOn(a -> a.explanation.findings.contains("SCALING_MISLED"))
          .hasSize(theyConsumed ? 1 : 0);
    }
  }

  @Test
  void withoutMetricsNothingIsKnown() {
    ScaledTable table = new ScaledTable(1, 100).withoutMetrics();
    table.run(120, minute -> new Load(65, minute > 60 ? 0.6 : 0, 0));
    assertThat(table.anomalies()).isEmpty();
  }

  @Test
  void aFewThrottledWritesAreNotWorthAWord() {
    ScaledTable table = new ScaledTable(1, 2_000).withoutScaling();
    table.run(120, minute -> new Load(1_000, 0, minute % 30 == 0 ? 1 : 0.5));
    assertThat(table.anomalies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void capacityForWritesThatChangeNothingIsMisled(long seed) {
    ScaledTable table = new ScaledTable(seed, 200).between(200, 1_000);
    table.run(150, minute -> new Load(90, minute >= 60 ? 0.45 : 0.01, 0));
    Anomaly anomaly = only(table.anomalies());
    assertThat(anomaly.root.node).isEqualTo(Shop.ORDERS_TABLE);
    assertThat(anomaly.explanation.findings).contains("SCALING_MISLED");
    assertThat(anomaly.explanation.severity).isEqualTo(Severity.WARNING);
    assertThat(anomaly.startedAt - PaneBuilder.MIDNIGHT).isBetween(50 * 60_000L, 70 * 60_000L);
    assertThat(anomaly.detectedAt - anomaly.startedAt).isLessThan(40 * 60_000L);
  }

  @Test
  void theCapacitysMetricShowsAChangeThatNobodyReported() {
    ScaledTable table = new ScaledTable(1, 200).between(200, 1_000).withoutReports();
    table.run(150, minute -> new Load(90, minute >= 60 ? 0.45 : 0.01, 0));
    Anomaly anomaly = only(table.anomalies());
    assertThat(anomaly.explanation.findings).contains("SCALING_MISLED");
    assertThat(anomaly.explanation.confidence).isEqualTo(0.7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void capacityForAHotKeyIsUseless(long seed) {
    ScaledTable table = new ScaledTable(seed, 1_500);
    table.run(150, minute -> new Load(minute >= 60 ? 1_900 : 600, 0, minute >= 60 ? 0.8 : 0.1));
    Anomaly anomaly = only(table.anomalies());
    assertThat(anomaly.explanation.findings).contains("SCALING_USELESS", "THROTTLED_HOT_KEY");
  }

  @Test
  void aHotKeyIsInferredWhereNoCauseIsNamed() {
    ScaledTable table = new ScaledTable(1, 4_000).withoutScaling().withoutCauses();
    table.run(120, minute -> new Load(1_600, 0, minute >= 60 ? 0.8 : 0.1));
    Anomaly anomaly = only(table.anomalies());
    assertThat(anomaly.explanation.findings).containsExactly("THROTTLED_HOT_KEY");
    assertThat(anomaly.explanation.severity).isEqualTo(Severity.INFO);
    assertThat(anomaly.explanation.counterEvidence.get(0)).contains("inferred");
  }

  @Test
  void theAnswersOfThrottledCallsNameTheCauseAsWell() {
    ScaledTable table =
        new ScaledTable(1, 1_900).withoutScaling().withoutCauses().answeringReasons();
    table.run(120, minute -> new Load(1_600, 0, minute >= 60 ? 0.8 : 0.1));
    Anomaly anomaly = only(table.anomalies());
    assertThat(anomaly.explanation.findings).containsExactly("THROTTLED_HOT_KEY");
    assertThat(anomaly.explanation.confidence).isEqualTo(0.9);
  }

  @Test
  void aSteepRiseIsScaledForTooLate() {
    ScaledTable table = new ScaledTable(2, 100).between(100, 10_000);
    table.run(120, minute -> Load.of(minute >= 60 ? 300 : 60));
    assertThat(table.anomalies())
        .anySatisfy(
            anomaly ->
                assertThat(anomaly.explanation.findings)
                    .containsExactly("SCALING_TOO_LATE", "THROTTLED_UNDER_PROVISIONED"));
  }

  @Test
  void aShortLoadIsScaledForTooEarly() {
    ScaledTable table = new ScaledTable(1, 200).between(200, 1_000);
    table.run(120, minute -> Load.of(minute >= 60 && minute < 64 ? 160 : 60));
    Anomaly anomaly = only(table.anomalies());
    assertThat(anomaly.explanation.findings).containsExactly("SCALING_PREMATURE");
    assertThat(anomaly.explanation.severity).isEqualTo(Severity.INFO);
  }

  @Test
  void anIndexThatIsTooSmallIsNamed() {
    ScaledTable table =
        new ScaledTable(1, 100)
            .withoutScaling()
            .asIndex(Shop.node(NodeKind.INDEX, "us-east-1", "Orders/byUser"));
    table.run(120, minute -> Load.of(minute >= 60 ? 180 : 60));
    Anomaly anomaly = only(table.anomalies());
    assertThat(anomaly.root.node.name).isEqualTo("Orders/byUser");
    assertThat(anomaly.explanation.findings)
        .containsExactly("THROTTLED_UNDER_PROVISIONED", "THROTTLED_INDEX_BACK_PRESSURE");
  }

  private static Anomaly only(List<Anomaly> anomalies) {
    assertThat(anomalies).extracting(anomaly -> anomaly.explanation.summary).hasSize(1);
    return anomalies.get(0);
  }
}
