package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotRingTest {
  private final SlotRing ring = new SlotRing(60_000, 15, 2);

  private void countIn(int... minutes) {
    for (int minute : minutes) {
      ring.advance(60_000L * minute);
      ring.add(1, 1);
    }
    ring.advance(60_000L * 15);
  }

  @Test
  void slotsThatCountedAreCountedAsLongAsTheyAreRemembered() {
    countIn(0, 1, 7, 15);
    assertThat(ring.slotsWithin(15, 0, 1)).isEqualTo(3);
    assertThat(ring.slotsWithin(9, 0, 0, 1)).isEqualTo(2);
    assertThat(ring.slotsWithin(15, 0, 0)).isZero();
  }

  @Test
  void aShortSilenceBetweenTwoIsNoEndAndALongOneIs() {
    countIn(2, 5, 9, 10);
    assertThat(ring.slotsWithin(15, 0, 1)).isEqualTo(4);
    assertThat(ring.slotsWithin(15, 2, 1)).isEqualTo(6);
    assertThat(ring.slotsWithin(15, 3, 1)).isEqualTo(9);
  }
}
