package io.flowlens.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LatencySketchTest {
  private static LatencySketch of(List<Long> micros) {
    LatencySketch sketch = new LatencySketch();
    micros.forEach(sketch::add);
    return sketch;
  }

  @Test
  void countsAndSumsWhatIsLongerThanSoManyMilliseconds() {
    LatencySketch sketch = of(List.of(6_000L, 6_100L, 25_000L, 120_000L));
    assertThat(sketch.countAbove(24)).isEqualTo(2);
    assertThat(sketch.microsAbove(24)).isCloseTo(145_000, within(1_200L));
    assertThat(sketch.countAbove(500)).isZero();
    assertThat(sketch.countAbove(0)).isEqualTo(4);
    assertThat(new LatencySketch().countAbove(1)).isZero();
  }

  /** What lies within a bucket's width of the limit may fall on either side of it. */
  @Property(tries = 300)
  void isRightOfAllThatIsNotCloseToTheLimit(
      @ForAll List<@LongRange(min = 0, max = 10_000_000) Long> micros,
      @ForAll @DoubleRange(min = 1, max = 10_000) double limitMillis) {
    LatencySketch sketch = of(micros);
    double limit = Math.round(1_000 * limitMillis);
    long surely = micros.stream().filter(value -> value > limit * 1.017).count();
    long perhaps = micros.stream().filter(value -> value > limit).count();
    assertThat(sketch.countAbove(limitMillis)).isBetween(surely, perhaps);
    double sum = micros.stream().filter(value -> value > limit * 1.017).mapToLong(v -> v).sum();
    assertThat((double) sketch.microsAbove(limitMillis)).isGreaterThanOrEqualTo(sum * 0.992);
  }
}
