package io.flowlens.lab.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final long MINUTE = 60_000_000;
  private static final long END = 1_000 * MINUTE;

  @Test
  void everythingHappensInBurstsAndAsOftenAsTheirRateSays() {
    Bursts bursts = new Bursts(1_000, 10_000, MINUTE);
    SeededRandom random = SeededRandom.of(3);
    int happened = 0;
    for (long time = bursts.next(5, END, random);
        time < END;
        time = bursts.next(time, END, random)) {
      assertThat(time % MINUTE).isLessThan(10_000);
      assertThat(bursts.at(time)).isEqualTo(1_000);
      happened++;
    }
    assertThat(happened).isBetween(9_700, 10_300);
    assertThat(bursts.at(MINUTE / 2)).isZero();
  }
}
