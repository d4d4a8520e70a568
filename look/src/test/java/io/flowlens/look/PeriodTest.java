package io.flowlens.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  private static final Instant NOW = Instant.parse("2026-11-30T18:04:31Z");

  @Test
  void theLastHoursEndWithTheLastWholeMinute() {
    assertThat(Period.last("3h", NOW))
        .isEqualTo(Period.between("2026-11-30T15:04:00Z", "2026-11-30T18:04:00Z"));
    assertThat(Period.last("90m", NOW).length()).isEqualTo(Duration.ofMinutes(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0h", "25h", "1441m", "3", "3d", "-1h", "", "h"})
  void aLengthThatCannotBeReadIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Period.last(text, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--last " + text + ": write ");
  }

  @Test
  void aroundATimeIsHalfAnHourOnEachSideButNeverTheFuture() {
    assertThat(Period.around("2026-11-29T03:10:20+01:00", NOW))
        .isEqualTo(Period.between("2026-11-29T01:40:00Z", "2026-11-29T02:40:00Z"));
    assertThat(Period.around("2026-11-30T18:00Z", NOW).to())
        .isEqualTo(Instant.parse("2026-11-30T18:04:00Z"));
    assertThatThrownBy(() -> Period.around("2026-12-01T00:00Z", NOW))
        .hasMessage("--around 2026-12-01T00:00Z is not over yet.");
    assertThatThrownBy(() -> Period.around("last night", NOW))
        .hasMessageContaining("such as 2026-11-29T02:10Z");
  }

  @Test
  void slicesCoverTheWholeTimeOnce() {
    Period period = Period.between("2026-11-30T15:04:00Z", "2026-11-30T15:29:00Z");
    assertThat(period.slices(Duration.ofMinutes(10)))
        .containsExactly(
            Period.between("2026-11-30T15:04:00Z", "2026-11-30T15:14:00Z"),
            Period.between("2026-11-30T15:14:00Z", "2026-11-30T15:24:00Z"),
            Period.between("2026-11-30T15:24:00Z", "2026-11-30T15:29:00Z"));
  }
}
