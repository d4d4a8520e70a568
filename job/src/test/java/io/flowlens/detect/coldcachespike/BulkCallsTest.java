package io.flowlens.detect.coldcachespike;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that is slow for what it carries is not slow because its instance had paused. */
class BulkCallsTest {
  private final Random random = new Random(3);
  private final Story<ColdCacheSpikeState> story =
      Story.of(new ColdCacheSpike(Settings.defaults()), Shop.ORDERS_READS_STOCK, "10:00:00");

  @ParameterizedTest
  @CsvSource({"Query, 400", "Query, 0", "BatchWriteItem, 0", "Scan, 0"})
  void podsThatBeginEachMinuteWithOneBigCallAreLeftAlone(String operation, int items) {
    for (int pane = 0; pane < 720; pane++) {
      story.then(pane(operation, items, 90, 4));
    }
    assertThat(story.anomalies()).isEmpty();
  }

  @Test
  void queriesThatAreSlowAfterAPauseAloneAreStillFound() {
    for (int pane = 0; pane < 360; pane++) {
      story.then(pane("Query", 0, 5, 5));
    }
    for (int pane = 0; pane < 360; pane++) {
      story.then(pane("Query", 0, 90, 5));
    }
    assertThat(story.anomalies())
        .anyMatch(anomaly -> anomaly.explanation.findings.contains("COLD_CONNECTION"));
  }

  @Test
  void whatWasLeftOutIsSaidAndNothingElse() {
    for (int pane = 0; pane < 720; pane++) {
      Pane more = pane("Scan", 0, 90, 4);
      for (int i = 0; pane > 360 && i < 2; i++) {
        FlowEvent started = call(more.start, 40 + i, "GetItem", 0, i, 200);
        started.coldStart = true;
        more.add(started);
      }
      story.then(more);
    }
    assertThat(story.judgement().explanation.counterEvidence)
        .anyMatch(
            check -> check.contains("may carry many items (Query, Scan, batches) were left out"));
  }

  /** Ten of sixty pods wake: a first call after a minute, and nine others right behind it. */
  private Pane pane(String first, int items, long firstMillis, long millis) {
    Pane pane = new Pane();
    pane.edge = edge();
    pane.evidence = Evidence.FAST;
    pane.start = story.now();
    int tenth = (int) (pane.start / Pane.MILLIS % 6);
    for (int pod = tenth * 10; pod < tenth * 10 + 10; pod++) {
      pane.add(call(pane.start, 0, first, items, pod, jitter(firstMillis)));
      for (int i = 1; i < 10; i++) {
        boolean bulk = first.equals("Query") && firstMillis == millis;
        String then = bulk || millis == 5 ? first : "GetItem";
        pane.add(call(pane.start, i, then, 0, pod, jitter(millis)));
      }
    }
    return pane;
  }

  private long jitter(long millis) {
    return Math.round(millis * (0.9 + 0.2 * random.nextDouble()));
  }

  private static Edge edge() {
    return Shop.ORDERS_READS_STOCK;
  }

  private static FlowEvent call(
      long start, int second, String operation, int items, int pod, long millis) {
    FlowEvent flow = new FlowEvent();
    flow.operation = operation;
    flow.records = items;
    flow.instance = new Random(pod).nextLong();
    flow.latencyMicros = 1_000 * millis + pod;
    flow.time = start + 200L * second + millis;
    return flow;
  }
}
