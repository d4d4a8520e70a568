package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotRingTest {
  private static final PackedForm FORM = new PackedForm("test", 2);
  private static final long AT = 1_795_514_400_000L;

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

  @Test
  void whatWasPackedIsReadToTheLastCount() {
    Random random = new Random(5);
    for (int run = 0; run < 200; run++) {
      SlotRing full = new SlotRing(60_000, 15, 6);
      int filled = random.nextInt(40);
      for (int minute = 0; minute < filled; minute++) {
        full.advance(AT + 60_000L * minute);
        long calls = random.nextInt(3) == 0 ? 0 : random.nextInt(1 << random.nextInt(20));
        full.add(0, calls);
        full.add(2, calls);
        full.add(3, random.nextInt(5) == 0 ? 1 : 0);
        full.add(5, run % 2 * calls);
      }
      SlotRing read = SlotRing.unpack(FORM, full.packed(FORM), 60_000, 15, 6);
      for (int slots = 1; filled > 0 && slots <= 15; slots++) {
        for (int counter = 0; counter < 6; counter++) {
          assertThat(read.sum(slots, counter)).isEqualTo(full.sum(slots, counter));
        }
      }
      assertThat(read.packed(FORM)).isEqualTo(full.packed(FORM));
    }
  }

  @Test
  void aCounterThatIsAlwaysTheSameAsAnotherTakesAByte() {
    SlotRing one = new SlotRing(60_000, 15, 2);
    SlotRing two = new SlotRing(60_000, 15, 2);
    for (int minute = 0; minute < 15; minute++) {
      one.advance(AT + 60_000L * minute);
      one.add(0, 1_000 + minute);
      two.advance(AT + 60_000L * minute);
      two.add(0, 1_000 + minute);
      two.add(1, 1_000 + minute);
    }
    assertThat(two.packed(FORM).length).isEqualTo(one.packed(FORM).length + 1);
  }

  @Test
  void aRingWithACounterMoreOrLessThanWhenItWasPackedIsRead() {
    ring.advance(AT);
    ring.add(1, 7);
    SlotRing more = SlotRing.unpack(FORM, ring.packed(FORM), 60_000, 15, 3);
    assertThat(more.sum(15, 1)).isEqualTo(7);
    assertThat(more.sum(15, 2)).isZero();
    SlotRing fewer = SlotRing.unpack(FORM, ring.packed(FORM), 60_000, 15, 1);
    assertThat(fewer.sum(15, 0)).isZero();
  }
}
