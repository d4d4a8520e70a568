package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowlens.model.Detail;
import io.flowlens.model.Pane;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InstanceWatchTest {
  private static final int MINUTE = 6;

  private final Random names = new Random(3);
  private InstanceWatch watch = InstanceWatch.unpack(null);
  private long now = 1_764_028_800_000L;

  /** The next pane, in which these call. */
  private List<FirstUse> called(long... instances) {
    Pane pane = CallsInPane.of(now, (flow, name) -> flow.instance = name, instances);
    watch = InstanceWatch.unpack(watch.packed());
    List<FirstUse> first = watch.see(pane.get(Detail.INSTANCES), now);
    now += Pane.MILLIS;
    return first;
  }

  /** Twenty new ones in each pane, which call in the next one too. */
  private long unseen(int panes) {
    long unseen = 0;
    long[] last = {};
    for (int i = 0; i < panes; i++) {
      long[] fresh = names.longs(20).toArray();
      unseen +=
          called(LongStream.concat(LongStream.of(last), LongStream.of(fresh)).toArray()).stream()
              .filter(use -> use.isNew() || use.isUnseen())
              .count();
      last = fresh;
    }
    return unseen;
  }

  @Test
  void aFewInstancesAreAllFollowedForAQuarterOfAnHour() {
    for (int i = 0; i < 15 * MINUTE; i++) {
      assertThat(called(1L << 40, 2L << 40)).noneMatch(FirstUse::isNew);
    }
    assertThat(called(1L << 40, 3L << 40)).filteredOn(FirstUse::isNew).hasSize(1);
    assertThat(watch.coverage()).isEqualTo(1);
    assertThat(watch.packed()).hasSizeLessThan(40);
  }

  @Test
  void ofInstancesThatComeAndGoHalfAreFollowedInsteadOfOneInSixty() {
    unseen(20 * MINUTE);
    assertThat(watch.coverage()).isBetween(0.3, 0.8);
    double followed = watch.coverage();
    assertThat((double) unseen(10 * MINUTE))
        .isCloseTo(followed * 20 * 10 * MINUTE, within(0.3 * followed * 20 * 10 * MINUTE));
    assertThat(watch.packed()).hasSizeLessThan(560);
  }

  @Test
  void oneThatKeepsCallingAmongThemIsNeverTakenForNew() {
    unseen(20 * MINUTE);
    for (int i = 0; i < 5 * MINUTE; i++) {
      long[] callers = LongStream.concat(LongStream.of(Long.MIN_VALUE), names.longs(20)).toArray();
      List<FirstUse> first = called(callers);
      assertThat(i > 0 && (first.get(0).isNew() || first.get(0).isUnseen())).isFalse();
    }
  }

  @Test
  void onceFewCallAgainTheSecondMemoryIsGone() {
    unseen(20 * MINUTE);
    for (int i = 0; i < 40 * MINUTE; i++) {
      called(1L << 40, 2L << 40);
    }
    assertThat(watch.coverage()).isEqualTo(1);
    assertThat(watch.packed()).hasSizeLessThan(40);
  }
}
