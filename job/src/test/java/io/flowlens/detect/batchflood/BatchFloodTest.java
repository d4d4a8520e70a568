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
    assertThat(ExplanationText.of(anomaly.explanation))
        .isEqualTo(
            """
            Changes of Orders reach billing 10 min late, 51 s later each minute.\
             Since 01:00 UTC import-job has sent about 140,000 records, about 25 a call; 209 a second arrive, usually 9.6.\
             At most 30 a second are taken; about 130,000 wait. If this goes on, the first expire unread in 28 h.
            warning, confidence 0.9
            findings: BATCH_FLOOD
            measure: wait 612.000 (expected 0.000, threshold 60.000, 300 samples)
            measure: wait-growth 0.856 (expected 0.000, threshold 0.200, 300 samples)
            measure: longest-wait 612.000 (expected -, threshold -, 300 samples)
            measure: arriving 209.150 (expected 9.572, threshold -, 151100 samples)
            measure: taken 30.000 (expected 9.572, threshold -, 21600 samples)
            measure: waiting 129500.000 (expected 0.000, threshold -, 151100 samples)
            measure: records-sent 144208.000 (expected -, threshold -, 5796 samples)
            measure: records-per-call 24.881 (expected -, threshold -, 5796 samples)
            measure: rate-that-is-taken 20.428 (expected -, threshold -, 300 samples)
            measure: expires-in 100231.010 (expected -, threshold 14400.000, 1 samples)
            checked: Poison record: 0.0 % of 300 invocations in the last 5 min failed.
            checked: Slow consumer: it takes 30 records a second, usually 9.6.
            checked: Iterator set back: no; records have not become older faster than time passes.
            do: Send at most 20 records a second
              where: import-job
              why: billing has taken 30 a second at most since then, and others usually send 9.6.
            do: Raise ParallelizationFactor (up to 10), or the batch size
              where: billing: event source mapping of Orders
              why: Each shard is worked on by one invocation at a time by default.
            do: Pause the publisher until the consumer has caught up
              where: Orders: its writers
              why: A table's change stream keeps records for 24 h, which cannot be changed.""");
  }

  @Test
  void itsLastRevisionIsAboutTheWholeFlood() {
    Traffic traffic = over(flooded(Traffic.ofTable(3), 20));
    assertThat(newest(traffic).status).isEqualTo(Anomaly.Status.RESOLVED);
    assertThat(newest(traffic).explanation.summary)
        .isEqualTo(
            "Changes of Orders reached billing up to 17 min late from 01:00 UTC to 01:29 UTC. In this time import-job"
                + " sent about 240,000 records, about 25 a call. At most 400 a second were taken; up to 220,000 waited.");
    assertThat(newest(traffic).startedAt).isEqualTo(traffic.anomalies().get(0).startedAt);
  }

  @Test
  void aBatchThatIsWorkedOffIsInformation() {
    Traffic traffic = over(flooded(Traffic.ofTable(4), 4));
    assertThat(traffic.found()).isEqualTo("BATCH_FLOOD info import-job → Orders");
    assertThat(drained(traffic).explanation.summary)
        .isEqualTo(
            "Changes of Orders still reach billing 2 min late. Since 01:00 UTC import-job has sent about 49,000"
                + " records, about 25 a call. At most 252 a second are taken; about 8,600 wait. At this rate all are"
                + " taken by about 01:06 UTC.");
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
    traffic.shop = 1;
    traffic.capacity = 2;
    traffic.minutes(60);
    traffic.job = 10;
    traffic.minutes(60 * 26);
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
    assertThat(newest(traffic).explanation.summary)
        .isEqualTo(
            "Changes of Orders reach billing 18 min late, 36 s later each minute. Since 00:59 UTC no more than usual"
                + " arrives, but on average only 4.2 a second are taken, usually 9.1. About 11,000 wait. If this goes"
                + " on, the first expire unread in 39 h.");
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
    return all.map(anomaly -> anomaly.explanation.severity).distinct().collect(Collectors.toList());
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
