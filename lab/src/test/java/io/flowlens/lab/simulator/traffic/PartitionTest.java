package io.flowlens.lab.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionTest {
  private static int takenAt(Partition partition, long second) {
    int taken = 0;
    while (partition.take(1, second * 1_000_000)) {
      taken++;
    }
    return taken;
  }

  @Test
  void givesItsRateEverySecond() {
    Partition partition = new Partition(10, 0);
    assertThat(takenAt(partition, 0)).isEqualTo(10);
    assertThat(takenAt(partition, 1)).isEqualTo(10);
  }

  @Test
  void savesWhatIsNotUsedForFiveMinutesAtMost() {
    Partition partition = new Partition(10, 0);
    assertThat(takenAt(partition, 0)).isEqualTo(10);
    assertThat(takenAt(partition, 60)).isEqualTo(600);
    assertThat(takenAt(partition, 10_000)).isEqualTo(3_000);
  }
}
