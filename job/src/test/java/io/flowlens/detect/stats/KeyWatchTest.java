package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowlens.model.Detail;
import io.flowlens.model.Pane;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyWatchTest {
  private static final int MINUTE = 6;
  private static final long HOT = 1L << 40;
  private static final long OTHER = 2L << 40;
  private static final long THIRD = 3L << 40;

  private final Random names = new Random(3);
  private KeyWatch watch = KeyWatch.unpack(null);
  private long now = 1_764_028_800_000L;

  /** The next pane, in which these keys are called. */
  private List<FirstUse> called(long... keys) {
    Pane pane = CallsInPane.of(now, (flow, name) -> flow.keyHash = name, keys);
    watch = KeyWatch.unpack(watch.packed());
    List<FirstUse> first = watch.see(pane.get(Detail.CALLED_KEYS), now);
    now += Pane.MILLIS;
    return first;
  }

  private void pass(int panes) {
    for (int i = 0; i < panes; i++) {
      called(HOT);
    }
  }

  @Test
  void untilFiveMinutesWereWatchedNobodyKnowsWhatIsCold() {
    pass(5 * MINUTE - 1);
    assertThat(called(HOT, OTHER)).singleElement().matches(use -> !KeyWatch.isCold(use));
    assertThat(called(HOT, THIRD)).filteredOn(KeyWatch::isCold).hasSize(1);
  }

  @Test
  void aKeyIsColdAgainAfterFiveMinutesAndNotAfterFour() {
    pass(5 * MINUTE);
    called(HOT, OTHER);
    pass(4 * MINUTE);
    assertThat(called(HOT, OTHER)).noneMatch(KeyWatch::isCold);
    pass(5 * MINUTE);
    assertThat(called(HOT, OTHER)).filteredOn(KeyWatch::isCold).hasSize(1);
  }

  @Test
  void aFewKeysAreAllFollowed() {
    pass(10 * MINUTE);
    assertThat(watch.coverage()).isEqualTo(1);
    assertThat(watch.packed()).hasSizeLessThan(30);
  }

  /** Twenty new ones in ten seconds are 600 in five minutes. */
  @Test
  void ofManyKeysASampleOfKnownSizeIsFollowed() {
    for (int i = 0; i < 10 * MINUTE; i++) {
      called(names.longs(20).toArray());
    }
    double followed = watch.coverage();
    assertThat(followed).isBetween(0.1, 0.3);
    long cold = 0;
    for (int i = 0; i < 10 * MINUTE; i++) {
      cold += called(names.longs(20).toArray()).stream().filter(KeyWatch::isCold).count();
    }
    double expected = followed * 20 * 10 * MINUTE;
    assertThat((double) cold).isCloseTo(expected, within(0.3 * expected));
    assertThat(watch.packed()).hasSizeLessThan(900);
  }

  @Test
  void oneThatIsCalledAgainAndAgainAmongManyIsNeverCold() {
    for (int i = 0; i < 15 * MINUTE; i++) {
      long[] keys = names.longs(101).toArray();
      keys[0] = Long.MIN_VALUE;
      List<FirstUse> first = called(keys);
      assertThat(i > 0 && KeyWatch.isCold(first.get(0))).isFalse();
    }
  }
}
