package io.flowlens.detect.coldcachespike;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances that are restarted again and again. */
class CrashLoopTest {
  private static final Edge EDGE = Shop.ORDERS_READS_STOCK;

  private final Story<ColdCacheSpikeState> story =
      Story.of(new ColdCacheSpike(Settings.defaults()), EDGE, "10:00:00");

  @Test
  void instancesThatLiveForFortySecondsAreNamedAsSuch() {
    Callers orders = orders();
    orders.call(story, EDGE, 180);
    restart(orders, 180);
    Anomaly last = newest();
    assertThat(last.explanation.summary)
        .containsPattern(
            "^Instances of orders live about (3[5-9]|4[0-9]) s: 2[0-9] new ones in the last 5 min\\. "
                + "Since 10:30 UTC one of their calls to Stock in 50 takes 260 ms");
    assertThat(last.explanation.findings).containsExactly("COLD_INSTANCE", "CRASH_LOOP");
    assertThat(last.explanation.severity).isEqualTo(Severity.WARNING);
    assertThat(last.explanation.recommendations)
        .noneMatch(advice -> advice.where.contains("readiness"))
        .anyMatch(advice -> advice.action.contains("why instances are restarted"));
  }

  @Test
  void jobsThatLiveForFortySecondsByDesignAreForInformation() {
    Callers orders = orders();
    restart(orders, 540);
    assertThat(story.anomalies())
        .allMatch(anomaly -> anomaly.explanation.severity == Severity.INFO);
  }

  @Test
  void aFunctionWhoseEnvironmentsAreNewIsNoCrashLoop() {
    Story<ColdCacheSpikeState> billing =
        Story.of(new ColdCacheSpike(Settings.defaults()), Shop.BILLING_WRITES, "10:00:00");
    Callers calls = orders();
    calls.call(billing, Shop.BILLING_WRITES, 180);
    for (int i = 0; i < 180; i++) {
      calls.replace(i % 4, i % 4 + 1);
      calls.call(billing, Shop.BILLING_WRITES, 1);
    }
    List<Anomaly> all = billing.anomalies();
    assertThat(all.get(all.size() - 1).explanation.findings).containsExactly("COLD_INSTANCE");
  }

  private static Callers orders() {
    Callers orders = new Callers(5, 4);
    orders.rate = 5;
    return orders;
  }

  /** One of the four instances is replaced every ten seconds. */
  private void restart(Callers orders, int panes) {
    for (int i = 0; i < panes; i++) {
      orders.replace(i % 4, i % 4 + 1);
      orders.call(story, EDGE, 1);
    }
  }

  private Anomaly newest() {
    return story.anomalies().get(story.anomalies().size() - 1);
  }
}
