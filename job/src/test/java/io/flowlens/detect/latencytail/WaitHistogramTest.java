package io.flowlens.detect.latencytail;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.LatencySketch;
import org.junit.jupiter.api.Test;

class WaitHistogramTest {
  @Test
  void countsHowMuchLongerThanUsualSlowCallsTook() {
    LatencySketch latency = new LatencySketch();
    latency.add(4_000);
    latency.add(54_000);
    latency.add(154_000);
    latency.add(20_000_000);
    WaitHistogram waits = new WaitHistogram();
    waits.add(latency, 24, 4);
    assertThat(waits.total()).isEqualTo(3);
    assertThat(waits.count(WaitHistogram.stepFrom(50) - 1)).isEqualTo(1);
    assertThat(waits.count(WaitHistogram.stepFrom(150) - 1)).isEqualTo(1);
  }

  @Test
  void isTheSameAfterPacking() {
    WaitHistogram waits = new WaitHistogram();
    assertThat(WaitHistogram.unpack(waits.packed()).total()).isZero();
    waits.add(16, 3);
    waits.add(8_191, 500);
    waits.add(9_000, 2);
    WaitHistogram back = WaitHistogram.unpack(waits.packed());
    assertThat(back.total()).isEqualTo(505);
    assertThat(back.count(0)).isEqualTo(3);
    assertThat(back.count(WaitHistogram.STEPS - 1)).isEqualTo(500);
    assertThat(back.packed()).isEqualTo(waits.packed());
  }

  @Test
  void halvesWhatItHoldsWhenThatIsMuch() {
    WaitHistogram waits = new WaitHistogram();
    waits.add(100, 30_000);
    waits.add(new LatencySketch(), 24, 4);
    assertThat(waits.total()).isEqualTo(15_000);
  }
}
