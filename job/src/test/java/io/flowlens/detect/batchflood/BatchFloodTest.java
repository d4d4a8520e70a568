package io.flowlens.detect.batchflood;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.Shop;
import io.flowlens.model.Anomaly;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Severity;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A job fills a stream or a queue faster than a function takes from it. */
class BatchFloodTest {
  private static Traffic flooded(Traffic traffic, double minutes) {
    traffic.minutes(60);
    traffic.job = 200;
    return traffic.minutes(minutes);
  }

  private static Traffic over(Traffic traffic) {
    traffic.job = 0;
    traffic.capacity = 400;
    return traffic.minutes(30);
  }

  @Test
  void isFoundWithinThreeMinutesWhateverIsShown() {
    for (long seed = 1; seed <= 3; seed++) {
      Traffic noAges = Traffic.ofTable(seed);
      noAges.ages = false;
      Traffic noCounts = Traffic.ofTable(seed);
      noCounts.counts = false;
      Traffic stream = new Traffic(seed, Shop.node(NodeKind.STREAM, "us-east-1", "clicks"));
      stream.batchSizes = true;
      for (Traffic traffic :
          List.of(Traffic.ofTable(seed), Traffic.ofQueue(seed), noAges, noCounts, stream)) {
        assertThat(flooded(traffic, 3).found()).startsWith("BATCH_FLOOD info import-job → ");
        assertThat(codes(traffic)).containsExactly("BATCH_FLOOD");
      }
    }
  }

  @Test
  void saysWhoWaitsWhoSendsWhatIsTakenAndWhatIsLost() {
    Anomaly anomaly = newest(flooded(Traffic.ofTable(3), 12));
    assertThat(ExplanationText.of(anomaly.explanation)).isEqualTo("");
  }

  @Test
  void itsLastRevisionIsAboutTheWholeFlood() {
    Traffic traffic = over(flooded(Traffic.ofTable(3), 20));
    assertThat(newest(traffic).status).isEqualTo(Anomaly.Status.RESOLVED);
    assertThat(newest(traffic).explanation.summary).isEqualTo("");
    assertThat(newest(traffic).startedAt).isEqualTo(traffic.anomalies().get(0).startedAt);
  }

  @Test
  void aBatchThatIsWorkedOffIsInformation() {
    Traffic traffic = over(flooded(Traffic.ofTable(4), 4));
    assertThat(traffic.found()).isEqualTo("BATCH_FLOOD info import-job → Orders");
    assertThat(drained(traffic).explanation.summary).isEqualTo("");
  }

  @Test
  void aBacklogThatGrowsForTenMinutesIsAWarning() {
    Traffic traffic = flooded(Traffic.ofQueue(5), 9);
    assertThat(severities(traffic)).containsExactly(Severity.INFO);
    assertThat(severities(traffic.minutes(3))).containsExactly(Severity.INFO, Severity.WARNING);
  }

  @Test
  void recordsThatExpireWithinHoursAreCritical() {
    Traffic traffic = Traffic.ofTable(6);
    traffic.minutes(60);
    traffic.job = 200;
    traffic.minutes(60 * 23);
    assertThat(severities(traffic))
        .containsExactly(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
    assertThat(newest(traffic).explanation.summary).contains("the first expire unread in ");
  }

  @Test
  void aNightlyBatchIsKnownFromTheSecondNightOn() {
    Traffic traffic = Traffic.ofTable(7);
    for (int day = 0; day < 2; day++) {
      traffic.minutes(60 * 4);
      traffic.job = 200;
      traffic.minutes(15);
      traffic.job = 0;
      traffic.capacity = 400;
      traffic.minutes(60);
      traffic.capacity = 30;
      traffic.minutes(60 * 18 + 45);
    }
    List<Anomaly> second =
        traffic.anomalies().stream()
            .filter(anomaly -> anomaly.explanation.findings.contains("KNOWN_BATCH"))
            .collect(Collectors.toList());
    assertThat(second).isNotEmpty();
    assertThat(second).allMatch(anomaly -> anomaly.explanation.severity == Severity.INFO);
    assertThat(second.get(0).explanation.summary)
        .endsWith("It was the same at this hour on another of the last 8 days.");
    long ids = traffic.anomalies().stream().map(anomaly -> anomaly.id).distinct().count();
    assertThat(ids).isEqualTo(2);
  }

  @Test
  void aConsumerThatBecameSlowIsNamedAndNoPublisher() {
    Traffic traffic = Traffic.ofTable(8).minutes(60);
    traffic.capacity = 4;
    traffic.minutes(30);
    assertThat(traffic.found())
        .isEqualTo("CONSUMER_SLOW info Orders → billing\nCONSUMER_SLOW warning Orders → billing");
    assertThat(newest(traffic).explanation.summary).isEqualTo("");
  }

  @Test
  void whereNoSpanShowsWhoSendsNobodyIsBlamed() {
    Traffic traffic = Traffic.ofTable(9);
    traffic.spans = false;
    flooded(traffic, 5);
    assertThat(traffic.found()).isEqualTo("BATCH_FLOOD info Orders → billing");
    assertThat(newest(traffic).explanation.findings).contains("PUBLISHER_NOT_SHOWN");
    assertThat(newest(traffic).explanation.summary).contains("no span shows who sends it");
  }

  @Test
  void whereOnlyAgesAreShownTheReasonIsLeftOpen() {
    Traffic traffic = Traffic.ofTable(10);
    traffic.spans = false;
    traffic.changes = false;
    traffic.counts = false;
    flooded(traffic, 20);
    assertThat(traffic.found()).startsWith("BACKLOG_GROWS ").contains("Orders → billing");
    assertThat(newest(traffic).explanation.summary).contains("nothing shows why");
  }

  private static List<String> codes(Traffic traffic) {
    return traffic.anomalies().stream()
        .map(anomaly -> anomaly.explanation.findings.get(0))
        .distinct()
        .collect(Collectors.toList());
  }

  private static List<Severity> severities(Traffic traffic) {
    Stream<Anomaly> all = traffic.anomalies().stream();
    return all.map(anomaly -> anomaly.explanation.severity)
        .distinct()
        .collect(Collectors.toList());
  }

  private static Anomaly drained(Traffic traffic) {
    return traffic.anomalies().stream()
        .filter(anomaly -> anomaly.explanation.findings.contains("DRAINING"))
        .findFirst()
        .orElseThrow();
  }

  private static Anomaly newest(Traffic traffic) {
    return traffic.anomalies().get(traffic.anomalies().size() - 1);
  }
}
