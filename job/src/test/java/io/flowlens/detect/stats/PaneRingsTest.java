package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.Pane;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaneRingsTest {
  private static final PackedForm FORM = new PackedForm("test", 1);

  private static final long NOON = 1_764_072_000_000L;

  @Test
  void sumsTheLastMinuteExactlyAndLongerSpansToTheMinute() {
    PaneRings rings = PaneRings.unpack(FORM, null, 1);
    for (int pane = 0; pane < 90; pane++) {
      rings.advance(NOON + pane * Pane.MILLIS);
      rings.add(0, 1);
    }
    assertThat(rings.sum(LookbackWindow.PANE, 0)).isEqualTo(1);
    assertThat(rings.sum(LookbackWindow.MINUTE, 0)).isEqualTo(6);
    assertThat(rings.sum(LookbackWindow.FIVE_MINUTES, 0)).isEqualTo(30);
    assertThat(rings.sum(LookbackWindow.FIFTEEN_MINUTES, 0)).isEqualTo(90);

    rings.advance(NOON + 90 * Pane.MILLIS);
    assertThat(rings.sum(LookbackWindow.FIVE_MINUTES, 0)).isEqualTo(24);
    assertThat(rings.sum(LookbackWindow.FIFTEEN_MINUTES, 0)).isEqualTo(84);
  }

  @Test
  void aQuarterOfAnHourOfSilenceLeavesNothing() {
    PaneRings rings = PaneRings.unpack(FORM, null, 2);
    rings.advance(NOON);
    rings.add(1, 1_000_000_000_000L);
    rings.advance(NOON + PaneRings.MEMORY_MILLIS);
    for (LookbackWindow window : LookbackWindow.values()) {
      assertThat(rings.sum(window, 1)).isZero();
    }
  }

  @Test
  void aHealthyEdgeIsRememberedInLessThanAHundredBytes() {
    PaneRings rings = PaneRings.unpack(FORM, null, 11);
    for (int pane = 0; pane < 200; pane++) {
      rings.advance(NOON + pane * Pane.MILLIS);
      rings.add(0, 500);
    }
    assertThat(rings.packed()).hasSizeLessThan(100);
  }

  /** Against a plain list of everything that was ever counted. */
  @Property(tries = 300)
  void sumsAreThoseOfThePanesWithinTheSpan(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 40) Integer> steps) {
    byte[] packed = null;
    TreeMap<Long, Long> truth = new TreeMap<>();
    long pane = NOON;
    for (int step : steps) {
      pane += step * Pane.MILLIS;
      PaneRings rings = PaneRings.unpack(FORM, packed, 2);
      rings.advance(pane);
      rings.add(1, step);
      truth.put(pane, (long) step);
      packed = rings.packed();
    }
    PaneRings rings = PaneRings.unpack(FORM, packed, 2);
    long minute = Math.floorDiv(pane, 60_000) * 60_000;
    assertThat(rings.sum(LookbackWindow.PANE, 1)).isEqualTo(sumFrom(truth, pane));
    assertThat(rings.sum(LookbackWindow.MINUTE, 1)).isEqualTo(sumFrom(truth, pane - 50_000));
    assertThat(rings.sum(LookbackWindow.FIVE_MINUTES, 1))
        .isEqualTo(sumFrom(truth, minute - 4 * 60_000));
    assertThat(rings.sum(LookbackWindow.FIFTEEN_MINUTES, 1))
        .isEqualTo(sumFrom(truth, minute - 14 * 60_000));
    assertThat(rings.sum(LookbackWindow.FIFTEEN_MINUTES, 0)).isZero();
  }

  private static long sumFrom(NavigableMap<Long, Long> truth, long first) {
    return truth.tailMap(first).values().stream().mapToLong(n -> n).sum();
  }
}
