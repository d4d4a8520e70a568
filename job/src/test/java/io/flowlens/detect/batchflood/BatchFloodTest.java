package io.flowlens.detect.batchflood;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.ExplanationText;
import io.flowlens.model.Anomaly;
import org.junit.jupiter.api.Test;

/** A job fills a stream or a queue faster than a function takes from it. */
class BatchFloodTest {
  private static Traffic flooded(Traffic traffic, double minutes) {
    traffic.minutes(60);
    traffic.job = 200;
    traffic.minutes(minutes);
    return traffic;
  }

  @Test
  void showAll() {
    for (Traffic traffic : new Traffic[] {Traffic.ofTable(3), Traffic.ofQueue(3), noAges()}) {
      flooded(traffic, 20);
      traffic.job = 0;
      traffic.capacity = 120;
      traffic.minutes(60);
      System.out.println("=====\n" + traffic.lines());
      for (int i = 0; i < traffic.anomalies().size(); i += 3) {
        Anomaly anomaly = traffic.anomalies().get(i);
        System.out.println(
            anomaly.status + " " + anomaly.explanation.severity + " " + anomaly.explanation.summary);
      }
      System.out.println(ExplanationText.of(traffic.anomalies().get(12).explanation));
    }
    Traffic slow = Traffic.ofTable(4).minutes(60);
    slow.capacity = 4;
    slow.minutes(40);
    System.out.println("=====\n" + slow.lines());
    slow.anomalies().forEach(a -> System.out.println(a.explanation.severity + a.explanation.summary));
    System.out.println(ExplanationText.of(slow.anomalies().get(3).explanation));
    assertThat(true).isTrue();
  }

  private static Traffic noAges() {
    Traffic traffic = Traffic.ofTable(3);
    traffic.ages = false;
    return traffic;
  }
}
