package io.flowlens.lab.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgeMinuteTruthTest {
  @Test
  void quantilesAreNearestRanksOfAllValues() {
    EdgeMinuteTruth tally = new EdgeMinuteTruth();
    for (int millis = 100; millis >= 1; millis--) {
      tally.latency(millis * 1000L);
    }
    assertThat(tally.quantileMillis(0.5)).isEqualTo(50);
    assertThat(tally.quantileMillis(0.99)).isEqualTo(99);
    assertThat(tally.quantileMillis(0.999)).isEqualTo(100);
    assertThat(tally.quantileMillis(0)).isEqualTo(1);
    assertThat(tally.meanMillis()).isEqualTo(50.5);
  }

  @Test
  void nothingMeasuredHasNoQuantile() {
    assertThat(new EdgeMinuteTruth().quantileMillis(0.5)).isNaN();
    assertThat(new EdgeMinuteTruth().meanMillis()).isNaN();
  }
}
