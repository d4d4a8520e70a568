package io.flowlens.lab.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void quantilesAreNearestRanksOfAllValues() {
    Tally tally = new Tally();
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
    assertThat(new Tally().quantileMillis(0.5)).isNaN();
    assertThat(new Tally().meanMillis()).isNaN();
  }
}
