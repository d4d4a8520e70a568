package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowlens.model.Detail;
import io.flowlens.model.Pane;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirstUseMemoryTest {
  private static final int MAX = 32;
  private static final long A = -5L << 40;
  private static final long B = 7L << 40;

  private static final PackedForm FORM = new PackedForm("test", FirstUseMemory.WITHOUT_DEFAULTS);

  private FirstUseMemory memory = new FirstUseMemory(900, 60, MAX);
  private long now = 1_764_028_800_000L;

  /** The next pane, in which these call. */
  private List<FirstUse> called(long... instances) {
    Pane pane = CallsInPane.of(now, (flow, name) -> flow.instance = name, instances);
    Varints in = FORM.reader(packed());
    memory = new FirstUseMemory(900, 60, MAX);
    memory.read(in);
    List<FirstUse> first = memory.see(pane.get(Detail.INSTANCES), now);
    now += Pane.MILLIS;
    return first;
  }

  private byte[] packed() {
    Varints out = FORM.writer();
    memory.write(out);
    return out.toByteArray();
  }

  private void pass(int panes, long... instances) {
    for (int i = 0; i < panes; i++) {
      assertThat(called(instances)).noneMatch(FirstUse::isNew);
    }
  }

  @Test
  void nothingIsSaidOfAnInstanceThatMayHaveCalledBeforeWatchingBegan() {
    assertThat(called(A)).isEmpty();
    assertThat(called(B)).isEmpty();
  }

  @Test
  void anInstanceThatComesLaterIsNew() {
    pass(7, A);
    List<FirstUse> first = called(A, B);
    assertThat(first).filteredOn(FirstUse::isNew).hasSize(1);
    assertThat(first.get(1).latencyMicros()).isEqualTo(100_000);
  }

  @Test
  void aPauseIsKnownToTheSecond() {
    pass(1, A, B);
    pass(6, A);
    List<FirstUse> first = called(A, B);
    assertThat(first).hasSize(2).noneMatch(FirstUse::isNew);
    assertThat(first.get(0).pauseMillis()).isCloseTo(9_900, within(1_000L));
    assertThat(first.get(1).pauseMillis()).isCloseTo(69_900, within(1_000L));
  }

  @Test
  void anInstanceThatWasAwayForLongerThanAQuarterOfAnHourIsNewAgain() {
    pass(1, A, B);
    pass(100, A);
    assertThat(called(B).get(0).isNew()).isTrue();
  }

  @Test
  void ofManyInstancesASampleOfKnownSizeIsFollowed() {
    long[] many = new Random(1).longs(500).toArray();
    pass(10, many);
    assertThat(memory.coverage()).isCloseTo(MAX / 500.0, within(0.03));
    assertThat(packed()).hasSizeLessThan(240);
  }

  @Test
  void whenFewAreLeftMoreAreFollowedWithoutTakingThemForNew() {
    long[] many = new Random(1).longs(500).toArray();
    pass(10, many);
    pass(300, A, B, 9L << 60, -9L << 60);
    assertThat(memory.coverage()).isEqualTo(1);
  }
}
