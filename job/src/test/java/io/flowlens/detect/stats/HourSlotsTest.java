package io.flowlens.detect.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HourSlotsTest {
  private static final int HOURS = 168;

  @Test
  void slotsOfAnyLevelsAreReadAsTheyWereWritten() {
    Random random = new Random(11);
    for (int run = 0; run < 300; run++) {
      byte[] slots = new byte[HOURS];
      int spread = 1 + random.nextInt(255);
      for (int i = 0; i < HOURS; i++) {
        slots[i] = random.nextInt(3) < run % 4 ? (byte) (1 + random.nextInt(spread)) : 0;
      }
      assertThat(again(slots)).isEqualTo(slots);
    }
  }

  @Test
  void aWholeWeekOfALevelThatMovesLittleTakesHalfAByteForAnHour() {
    byte[] slots = new byte[HOURS];
    for (int i = 0; i < HOURS; i++) {
      slots[i] = (byte) Math.round(80 + 12 * Math.sin(i * Math.PI / 12));
    }
    assertThat(written(slots).length).isLessThan(HOURS / 2 + 16);
    assertThat(again(slots)).isEqualTo(slots);
  }

  @Test
  void noSlotTakesAByte() {
    assertThat(written(new byte[HOURS])).hasSize(1);
    assertThat(again(new byte[HOURS])).isEqualTo(new byte[HOURS]);
  }

  private static byte[] written(byte[] slots) {
    Varints out = new Varints();
    HourSlots.write(out, slots);
    return out.toByteArray();
  }

  private static byte[] again(byte[] slots) {
    byte[] read = new byte[HOURS];
    HourSlots.read(new Varints(written(slots)), read);
    return read;
  }
}
