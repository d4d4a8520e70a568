package io.flowlens.detect.retrycascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Anomaly;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three minutes of calls with up to four attempts, one in {@code share} of the spans, and a
 * CloudTrail that logs this share of the failed requests.
 */
class SlowEvidenceTrafficTest {
  private static final int MINUTES = 3;
  private static final int ATTEMPTS = 4;
  private static final int TRIALS = 40;

  /**
   * @param callsAMinute logical calls
   * @param hot the share of calls that may fail
   * @param failing how likely an attempt of theirs fails
   * @param seen the share of calls that spans show
   * @param errorsSeen the share of calls given up that spans show
   * @param logged the share of failed requests that CloudTrail logs
   */
  private record World(
      int callsAMinute,
      double hot,
      double failing,
      double seen,
      double errorsSeen,
      double logged) {}

  /** A true storm, seen without bias: however little of it CloudTrail logs, it stands. */
  @ParameterizedTest
  @CsvSource({
    "2000, 0.6, 0.05, 1.0", "2000, 0.6, 0.05, 0.5", "2000, 0.6, 0.05, 0.2", "2000, 0.6, 0.05, 0.1",
    "2000, 0.6, 0.05, 0.05", "2000, 0.6, 0.05, 0.02", "2000, 0.6, 0.05, 0.01", "2000, 0.6, 0.05, 0",
    "2000, 0.3, 0.2, 0.3", "2000, 0.3, 0.2, 0.1", "2000, 0.3, 0.2, 0.05", "2000, 0.3, 1, 0.1",
    "300, 0.8, 0.3, 0.1", "300, 0.8, 0.3, 0.03"
  })
  void aTrueStormIsNeverRetracted(int calls, double failing, double seen, double logged) {
    World world = new World(calls, 1, failing, seen, seen, logged);
    assertThat(retracted(world)).isZero();
  }

  /** One call in a hundred meets a hot key: 0.02 retries per call, a fifth of the budget. */
  @ParameterizedTest
  @CsvSource({"5000, 1", "20000, 1", "20000, 0.7", "60000, 0.5"})
  void aFalseAlarmOfASampleThatPrefersErrorsIs(int calls, double logged) {
    World world = new World(calls, 0.01, 0.81, 0.01, 1, logged);
    assertThat(retracted(world)).isEqualTo(TRIALS);
  }

  /** In how many trials an anomaly opened and was taken back. */
  private static long retracted(World world) {
    return IntStream.range(0, TRIALS).filter(seed -> isRetracted(world, seed)).count();
  }

  private static boolean isRetracted(World world, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Story<RetryCascadeState> story =
        Story.of(new RetryCascade(Settings.defaults()), Shop.ORDERS_WRITES, "10:00:00");
    for (int minute = 0; minute < MINUTES; minute++) {
      Pane trail = pane(PaneBuilder.at("10:0" + minute + ":00"), Evidence.SLOW);
      for (int n = 0; n < 6; n++) {
        Pane spans = pane(trail.start + n * Pane.MILLIS, Evidence.FAST);
        for (int call = 0; call < world.callsAMinute / 6; call++) {
          boolean hot = random.nextDouble() < world.hot;
          call(world, hot ? world.failing : 0, random, spans, trail);
        }
        story.then(spans);
      }
      story.slowly(trail);
    }
    story.thenSilence(17 * 6);
    List<Anomaly> told = story.anomalies();
    assertThat(told).isNotEmpty();
    return told.stream().anyMatch(anomaly -> anomaly.status == Anomaly.Status.RETRACTED);
  }

  private static void call(
      World world, double failing, SplittableRandom random, Pane spans, Pane trail) {
    FlowEvent flow = flow(Evidence.FAST, "request-" + random.nextLong());
    int failures = 0;
    while (failures < ATTEMPTS && random.nextDouble() < failing) {
      failures++;
      if (random.nextDouble() < world.logged) {
        FlowEvent refused =
            flow(
                Evidence.SLOW,
                failures == ATTEMPTS ? flow.requestId : "other-" + random.nextLong());
        refused.ok = false;
        refused.fail(ErrorClass.THROTTLED, 1);
        trail.add(refused);
      }
    }
    flow.ok = failures < ATTEMPTS;
    flow.attempts = Math.min(ATTEMPTS, failures + 1);
    if (failures > 0) {
      flow.fail(ErrorClass.THROTTLED, failures);
    }
    if (flow.ok) {
      trail.add(flow(Evidence.SLOW, flow.requestId));
    }
    if (random.nextDouble() < (flow.ok ? world.seen : world.errorsSeen)) {
      spans.add(flow);
    }
  }

  private static FlowEvent flow(Evidence evidence, String requestId) {
    FlowEvent flow = new FlowEvent();
    flow.evidence = evidence;
    flow.operation = "PutItem";
    flow.requestId = requestId;
    return flow;
  }

  private static Pane pane(long start, Evidence evidence) {
    Pane pane = new Pane();
    pane.edge = Shop.ORDERS_WRITES;
    pane.evidence = evidence;
    pane.start = start;
    return pane;
  }
}
