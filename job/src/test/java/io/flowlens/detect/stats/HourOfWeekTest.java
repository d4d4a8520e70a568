package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowlens.model.Pane;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HourOfWeekTest {
  private static final long MIDNIGHT = 1_764_028_800_000L;
  private static final int PANES_PER_HOUR = 360;

  private HourOfWeek memory = HourOfWeek.unpack(null);
  private long now = MIDNIGHT;

  private void see(int panes, double value) {
    for (int i = 0; i < panes; i++) {
      memory = HourOfWeek.unpack(memory.packed());
      memory.learn(now, value, 1);
      now += Pane.MILLIS;
    }
  }

  private double error(double truth) {
    return memory.expected(now) / truth - 1;
  }

  @Test
  void expectsNothingBeforeTwoMinutesHaveBeenSeen() {
    see(HourOfWeek.ENOUGH - 1, 6_000);
    assertThat(memory.expected(now)).isNaN();
    see(1, 6_000);
    assertThat(error(6_000)).isCloseTo(0, within(0.001));
  }

  @Test
  void aFirstPaneThatWasCompletelyOffIsForgottenWithinTenMinutes() {
    see(1, 250_000);
    see(60, 6_000);
    assertThat(error(6_000)).isBetween(0.0, 0.1);
  }

  @Test
  void tenBadMinutesHardlyMoveItAndALastingDoublingIsBelievedInHours() {
    see(PANES_PER_HOUR / 2, 6_000);
    see(60, 600_000);
    assertThat(error(6_000)).isBetween(0.02, 0.07);
    see(3 * PANES_PER_HOUR, 12_000);
    assertThat(error(12_000)).isBetween(-0.1, 0.0);
  }

  /** One slow hour is not believed, but one that comes back each day is, more with each day. */
  @Test
  void learnsOverDaysWhatHourIsSlow() {
    double before = 6_000;
    for (int day = 0; day < 5; day++) {
      see(2 * PANES_PER_HOUR, 6_000);
      assertThat(memory.expected(now)).as("day " + day).isGreaterThan(before * 0.999);
      before = memory.expected(now);
      see(PANES_PER_HOUR, 24_000);
      see(21 * PANES_PER_HOUR, 6_000);
    }
    assertThat(before).isBetween(11_000.0, 24_000.0);
    assertThat(error(6_000)).as("at midnight").isBetween(-0.1, 0.1);
  }

  @Test
  void anHourNeverWatchedIsTakenForTheOneBefore() {
    see(PANES_PER_HOUR, 6_000);
    now += 5 * 3_600_000L;
    assertThat(error(6_000)).isCloseTo(0, within(0.01));
  }

  @Test
  void aWholeWeekTakesAboutTwoHundredBytes() {
    see(20, 6_000);
    assertThat(memory.packed()).hasSizeLessThan(24);
    for (int hour = 0; hour < 168; hour++) {
      see(PANES_PER_HOUR, 6_000);
    }
    assertThat(memory.packed()).hasSizeLessThan(240);
  }

  @Property(tries = 100)
  void staysWithinWhatWasSeenAndIsReadAsItWasWritten(
      @ForAll @Size(min = 12, max = 400) List<@DoubleRange(min = 1, max = 1e11) Double> values) {
    HourOfWeek steady = HourOfWeek.unpack(null);
    long time = MIDNIGHT;
    for (double value : values) {
      steady.learn(time, value, 1);
      time += Pane.MILLIS;
    }
    double low = values.stream().mapToDouble(v -> v).min().orElseThrow();
    double high = values.stream().mapToDouble(v -> v).max().orElseThrow();
    assertThat(steady.expected(time)).isBetween(0.999 * low, 1.001 * high);
    byte[] packed = steady.packed();
    assertThat(HourOfWeek.unpack(packed).packed()).isEqualTo(packed);
  }
}
