package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogOddsTest {
  /** The examples of the detectors' settings. */
  @Test
  void firstCallsThatAreSlowMoreOftenStandOut() {
    assertThat(LogOdds.z(30, 70, 30, 870)).isCloseTo(8.1, within(0.05));
    assertThat(LogOdds.z(4, 96, 30, 870)).isCloseTo(0.1, within(0.05));
  }

  @Test
  void isAntisymmetricAndZeroWhereNothingWasSeen() {
    assertThat(LogOdds.z(0, 0, 0, 0)).isZero();
    assertThat(LogOdds.z(5, 20, 9, 400)).isCloseTo(-LogOdds.z(9, 400, 5, 20), within(1e-9));
  }

  @Test
  void anEmptyCellSaysAsMuchAsItsChance() {
    assertThat(LogOdds.z(1, 0, 0, 1)).isZero();
    assertThat(LogOdds.z(18, 312, 0, 570)).isBetween(5.5, 5.7);
    assertThat(LogOdds.z(8, 0, 140, 8_860)).isBetween(7.5, 7.7);
  }

  @Test
  void anExposureThatAllHaveOrNoneSaysNothing() {
    assertThat(LogOdds.z(20, 80, 0, 0)).isZero();
    assertThat(LogOdds.z(0, 0, 20, 80)).isZero();
  }
}
