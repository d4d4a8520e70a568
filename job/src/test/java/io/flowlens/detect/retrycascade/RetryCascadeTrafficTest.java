package io.flowlens.detect.retrycascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Anomaly;
import io.flowlens.model.ErrorClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The detector on random traffic with known truth: each attempt fails with some probability and is
 * retried up to nine times, as the Java SDK does. Seeded, so that it always says the same.
 */
class RetryCascadeTrafficTest {
  private static final int PANES_PER_DAY = 8_640;
  private static final int ATTEMPTS = 9;

  /** A day with its tides, surges of five times the load, and blips of 3 to 8 % failures. */
  @Test
  void thirtyHealthyEdgeDaysRaiseNothing() {
    List<Anomaly> raised = new ArrayList<>();
    for (int day = 0; day < 30; day++) {
      Random random = new Random(1_000 + day);
      double callsPerSecond = Math.pow(10, random.nextDouble() * 3);
      double kept = day % 2 == 0 ? 1 : 0.05;
      Story<RetryCascadeState> story = story();
      for (int pane = 0; pane < PANES_PER_DAY; pane++) {
        double tide = 1 + 0.6 * Math.sin(2 * Math.PI * pane / PANES_PER_DAY);
        double surge = pane % 2_000 < 180 ? 5 : 1;
        double failing = pane % 1_440 < 18 ? 0.03 + 0.05 * random.nextDouble() : 0.005;
        story.then(1, pane(random, 10 * callsPerSecond * tide * surge * kept, failing));
      }
      raised.addAll(story.anomalies());
    }
    assertThat(raised).isEmpty();
  }

  /** Six calls in a thousand use up all nine attempts: 0.05 retries per call, half the budget. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 20})
  void aFewCallsThatNeverSucceedAreNoStormHoweverOftenTheyAreRetried(double callsPerSecond) {
    List<Anomaly> raised = new ArrayList<>();
    for (int day = 0; day < 5; day++) {
      Random random = new Random(day);
      Story<RetryCascadeState> story = story();
      for (int pane = 0; pane < PANES_PER_DAY; pane++) {
        long calls = poisson(random, 10 * callsPerSecond);
        long poisoned = binomial(random, calls, 0.006);
        story.then(
            1,
            PaneBuilder.calls(calls)
                .retried(poisoned * (ATTEMPTS - 1), poisoned, ErrorClass.SERVER)
                .failed(poisoned, ErrorClass.SERVER));
      }
      raised.addAll(story.anomalies());
    }
    assertThat(raised.stream().filter(anomaly -> anomaly.revision == 1)).isEmpty();
  }

  @ParameterizedTest(name = "{0} calls/s, {1} kept, {2} failing: within {3} s")
  @CsvSource({
    "100,  1.00, 0.15, 20",
    "100,  1.00, 0.30, 20",
    "1000, 1.00, 0.15, 20",
    "20,   1.00, 0.15, 60",
    "20,   1.00, 0.30, 20",
    "20,   0.05, 0.30, 60",
    "200,  0.05, 0.30, 20",
    "2,    1.00, 0.30, 50",
  })
  void stormsAreFoundInTime(double callsPerSecond, double kept, double failing, long seconds) {
    List<Long> delays = new ArrayList<>();
    for (int run = 0; run < 60; run++) {
      delays.add(delay(new Random(run), 10 * callsPerSecond * kept, failing));
    }
    Collections.sort(delays);
    assertThat(delays.get(29)).as("median").isLessThanOrEqualTo(seconds);
    assertThat(delays.stream().filter(d -> d < 900).count()).as("found of 60").isGreaterThan(56);
  }

  /** Seconds from the storm's beginning until the first anomaly; 900 when there was none. */
  private static long delay(Random random, double callsPerPane, double failing) {
    Story<RetryCascadeState> story = story();
    for (int pane = 0; pane < 90; pane++) {
      story.then(1, pane(random, callsPerPane, 0.005));
    }
    for (int pane = 1; pane <= 90; pane++) {
      story.then(1, pane(random, callsPerPane, failing));
      if (!story.anomalies().isEmpty()) {
        return pane * 10L;
      }
    }
    return 900;
  }

  private static Story<RetryCascadeState> story() {
    return Story.of(new RetryCascade(Settings.defaults()), Shop.ORDERS_WRITES, "00:00:00");
  }

  private static PaneBuilder pane(Random random, double meanCalls, double failing) {
    long calls = poisson(random, meanCalls);
    PaneBuilder pane = PaneBuilder.calls(calls);
    long trying = calls;
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      trying = binomial(random, trying, failing);
      pane.retried(trying, attempt == 1 ? trying : 0, ErrorClass.THROTTLED);
    }
    return pane.failed(binomial(random, trying, failing), ErrorClass.THROTTLED);
  }

  private static long poisson(Random random, double mean) {
    if (mean > 50) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    long n = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
      n++;
    }
    return n;
  }

  private static long binomial(Random random, long n, double p) {
    if (n * p * (1 - p) > 50) {
      double value = n * p + Math.sqrt(n * p * (1 - p)) * random.nextGaussian();
      return Math.max(0, Math.min(n, Math.round(value)));
    }
    if (n > 200) {
      return Math.min(n, poisson(random, n * p));
    }
    long hits = 0;
    for (long i = 0; i < n; i++) {
      hits += random.nextDouble() < p ? 1 : 0;
    }
    return hits;
  }
}
