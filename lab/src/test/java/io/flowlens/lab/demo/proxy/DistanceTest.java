package io.flowlens.lab.demo.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DistanceTest {
  /** Great circle times two by the speed of light in fibre. */
  private static final Duration LIGHT_FROM_DUBLIN_TO_ASHBURN_AND_BACK = Duration.ofMillis(53);

  private final Distance distance = new Distance(new Random(3));

  @Test
  void noCallIsFasterThanLight() {
    List<Duration> trips = trips("eu-west-1", "us-east-1");

    assertThat(trips.get(0)).isGreaterThan(LIGHT_FROM_DUBLIN_TO_ASHBURN_AND_BACK);
  }

  @Test
  void mostTakeTheTypicalTimeAndOneInAHundredTwiceThat() {
    List<Duration> trips = trips("us-east-1", "us-east-1");

    assertThat(trips.get(5_000)).isBetween(Duration.ofMillis(2), Duration.ofNanos(2_100_000));
    assertThat(trips.get(9_900)).isBetween(Duration.ofNanos(3_500_000), Duration.ofMillis(5));
  }

  private List<Duration> trips(String from, String to) {
    return Stream.generate(() -> distance.sample(from, to)).limit(10_000).sorted().toList();
  }
}
