package io.flowlens.detect.batchflood;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PastFloodsTest {
  private static final long HOUR = 3_600_000;
  private static final long NIGHT = 490_000 * HOUR;

  @Test
  void knowsTheSameHourOfAnotherDayAndOfLastWeek() {
    byte[] past = PastFloods.with(new byte[0], NIGHT, 600);
    assertThat(PastFloods.knows(past, NIGHT + 24 * HOUR, 600)).isTrue();
    assertThat(PastFloods.knows(past, NIGHT + 25 * HOUR, 600)).isTrue();
    assertThat(PastFloods.knows(past, NIGHT + 7 * 24 * HOUR, 600)).isTrue();
  }

  @Test
  void knowsNeitherAnotherHourNorTheSameDayNorOneOfLongAgo() {
    byte[] past = PastFloods.with(new byte[0], NIGHT, 600);
    assertThat(PastFloods.knows(past, NIGHT + 30 * HOUR, 600)).isFalse();
    assertThat(PastFloods.knows(past, NIGHT + HOUR, 600)).isFalse();
    assertThat(PastFloods.knows(past, NIGHT + 9 * 24 * HOUR, 600)).isFalse();
    assertThat(PastFloods.knows(new byte[0], NIGHT, 600)).isFalse();
  }

  @Test
  void aMuchLongerWaitIsNotKnown() {
    byte[] past = PastFloods.with(new byte[0], NIGHT, 600);
    assertThat(PastFloods.knows(past, NIGHT + 24 * HOUR, 950)).isTrue();
    assertThat(PastFloods.knows(past, NIGHT + 24 * HOUR, 1_000)).isFalse();
  }

  @Test
  void forgetsTheOldest() {
    byte[] past = new byte[0];
    for (int hour = 0; hour < 100; hour++) {
      past = PastFloods.with(past, NIGHT + hour * HOUR, 600);
    }
    assertThat(past).hasSizeLessThan(24 * 6 + 3);
  }
}
