package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WilsonTest {
  @Test
  void knowsTheTextbookExample() {
    // Wilson's interval for 8 of 10 at 95 %.
    assertThat(Wilson.lower(8, 10, 1.96)).isCloseTo(0.4902, within(1e-4));
    assertThat(Wilson.upper(8, 10, 1.96)).isCloseTo(0.9433, within(1e-4));
  }

  @Test
  void oneHitOfOneProvesLittle() {
    assertThat(Wilson.lower(1, 1, 3.5)).isCloseTo(0.0755, within(1e-4));
  }

  @Test
  void nothingSeenBoundsNothing() {
    assertThat(Wilson.lower(0, 0, 3.5)).isZero();
    assertThat(Wilson.upper(0, 0, 3.5)).isOne();
    assertThat(Wilson.lower(0, 1_000_000, 3.5)).isZero();
    assertThat(Wilson.upper(7, 7, 3.5)).isOne();
  }

  /** The definition: at its bound, the score test of that proportion gives exactly z. */
  @Property
  void theBoundIsWhereTheScoreTestGivesZ(
      @ForAll @LongRange(min = 1, max = 10_000_000) long trials,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0.5, max = 8) double z) {
    long hits = Math.round(share * trials);
    Assume.that(hits > 0 && hits < trials);
    double observed = (double) hits / trials;

    double low = Wilson.lower(hits, trials, z);
    double high = Wilson.upper(hits, trials, z);

    assertThat(score(observed, low, trials)).isCloseTo(z, within(1e-4 * z));
    assertThat(score(observed, high, trials)).isCloseTo(-z, within(1e-4 * z));
    assertThat(low).isBetween(0.0, observed);
    assertThat(high).isBetween(observed, 1.0);
  }

  private static double score(double observed, double proportion, long trials) {
    return (observed - proportion) / Math.sqrt(proportion * (1 - proportion) / trials);
  }
}
