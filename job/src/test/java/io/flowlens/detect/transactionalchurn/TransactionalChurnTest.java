package io.flowlens.detect.transactionalchurn;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransactionalChurnTest {
  private static final Edge ORDERS = Shop.ORDERS_WRITES;
  private static final Edge BILLING = Shop.BILLING_WRITES;
  private static final int MINUTE = 6;
  private static final int HOUR = 360;

  private static TableStory<TableWriters> story(String start) {
    return new TableStory<>(new TransactionalChurn(Settings.defaults()), start);
  }

  private static Explanation explanation(TableStory<TableWriters> story) {
    List<Judgement> judgements = story.judgements();
    assertThat(judgements).hasSize(1);
    return judgements.get(0).explanation;
  }

  @Test
  void conditionsThatBeginToFailAreReportedAfterTenMinutesAndEndWhenTheyHold() {
    var story =
        story("09:00:00")
            .then(HOUR, Map.of(ORDERS, calls(100).failed(2, ErrorClass.CONDITIONAL)))
            .then(
                20 * MINUTE,
                Map.of(ORDERS, calls(100).failed(40, ErrorClass.CONDITIONAL).writing(60, 90)));
    assertThat(ExplanationText.of(explanation(story)))
        .isEqualTo(
            """
            4,800 of 12,000 calls of orders that write to Orders failed since 10:00 UTC. 40 % of its 12,000 \
            attempts changed nothing (usually 2.0 %): 4,800 failed conditions. The rate of attempts does not \
            explain it, so a change of the caller or its data is likelier than contention.
            warning, confidence 0.8
            findings: WASTE_FAILED_CONDITION, CHANGE
            measure: wasted-share-of-attempts 0.400 (expected 0.020, threshold 0.100, 12000 samples)
            measure: wasted-share-at-peak 0.400 (expected 0.020, threshold 0.100, 12000 samples)
            measure: useful-attempts 7200.000 (expected -, threshold -, 12000 samples)
            measure: failed-condition-attempts 4800.000 (expected -, threshold -, 12000 samples)
            measure: attempts-per-minute 600.000 (expected 586.222, threshold -, 12000 samples)
            measure: wasted-write-units-at-least 4800.000 (expected -, threshold -, 4800 samples)
            measure: wasted-write-units-estimated 7200.000 (expected -, threshold -, 4800 samples)
            measure: cost-per-day-at-least 0.216 (expected -, threshold -, 4800 samples)
            checked: Sampling: not known whether traces were left out; if the sampler prefers errors, the share is \
            too high.
            checked: Write units: known of 0 of 4,800 wasted attempts; each other failed condition consumed at least \
            one.
            checked: Keys: not told, so hot keys and who collides are not known; no other caller is seen to write \
            to this table.
            do: Compare what the condition expects with the items that it fails on
              where: orders on Orders: ReturnValuesOnConditionCheckFailure ALL_OLD returns them
              why: Whether the condition is wrong or another writer was first shows only in the item.""");
    story.then(20 * MINUTE, Map.of(ORDERS, calls(100).failed(2, ErrorClass.CONDITIONAL)));
    assertThat(story.lines())
        .isEqualTo(
            """
            10:10:00 2,400 of 6,000 calls of orders that write to Orders failed since 10:00 UTC. \
            40 % of its 6,000 attempts changed nothing (usually 2.0 %): 2,400 failed conditions. \
            The rate of attempts does not explain it, so a change of the caller or its data is likelier \
            than contention.
            10:24:10 clear: orders → Orders in us-east-1""");
  }

  @Test
  void twoCallersWhoseTransactionsCollideAreNamedAsAPair() {
    PaneBuilder quiet = calls(60);
    var story =
        story("09:00:00")
            .then(HOUR, Map.of(ORDERS, quiet, BILLING, calls(30)))
            .then(
                15 * MINUTE,
                Map.of(
                    ORDERS,
                    calls(60)
                        .cancelled(20, ErrorClass.CONFLICT, Counter.CANCELLED_CONFLICT)
                        .failedOn(7, 6, ErrorClass.CONFLICT)
                        .failedOn(8, 2, ErrorClass.CONFLICT),
                    BILLING,
                    calls(30).writtenTo(7, 5, 4)));
    assertThat(ExplanationText.of(explanation(story)))
        .isEqualTo(
            """
            2,520 of 6,120 calls of orders that write to Orders failed since 10:00 UTC. 41 % of its 6,120 attempts \
            changed nothing (usually none): 1,800 transactions cancelled by a conflict and 720 conflicts with \
            transactions. Billing wrote within the same ten seconds to the keys of 75 % of the failed writes.
            warning, confidence 0.8
            findings: WASTE_CANCELLED_CONFLICT, WASTE_CONFLICT, HOT_KEY, COLLIDING_CALLERS
            measure: wasted-share-of-attempts 0.412 (expected 0.000, threshold 0.100, 6120 samples)
            measure: wasted-share-at-peak 0.412 (expected 0.000, threshold 0.100, 6120 samples)
            measure: useful-attempts 3600.000 (expected -, threshold -, 6120 samples)
            measure: conflict-attempts 720.000 (expected -, threshold -, 6120 samples)
            measure: cancelled-conflict-attempts 1800.000 (expected -, threshold -, 6120 samples)
            measure: attempts-per-minute 408.000 (expected 351.762, threshold -, 6120 samples)
            checked: Sampling: not known whether traces were left out; if the sampler prefers errors, the share is \
            too high.
            checked: Write units: known of 0 of 2,520 wasted attempts; what other conflicts and cancelled \
            transactions consumed is not known.
            checked: Keys: told by 664 failed writes; 75 % of them are on one key.
            do: Let one of the two write these items, or split the attributes that each writes into items of their own
              where: orders and billing
              why: They write to the same items within seconds.
            do: Make transactions shorter and let them touch fewer common items; split counters over several items
              where: orders on Orders
              why: Transactions that share an item cancel each other.""");
  }

  @Test
  void contentionGrowsWithTheSquareOfTheRate() {
    var story = story("09:00:00").then(HOUR, Map.of(ORDERS, contended(100, 0.05)));
    for (int i = 0; i < 16; i++) {
      story.then(MINUTE, Map.of(ORDERS, contended(i % 2 == 0 ? 600 : 900, 0.05)));
    }
    assertThat(explanation(story).findings).contains("CONTENTION");
    assertThat(explanation(story).summary).contains("grows with the rate of attempts");
  }

  @Test
  void aDefectWastesTheSameShareAtAnyRate() {
    var story = story("09:00:00").then(HOUR, Map.of(ORDERS, calls(100)));
    for (int i = 0; i < 16; i++) {
      int n = i % 2 == 0 ? 100 : 200;
      story.then(
          MINUTE, Map.of(ORDERS, calls(n).failed(Math.round(n * 0.4), ErrorClass.CONDITIONAL)));
    }
    assertThat(explanation(story).findings).contains("CHANGE").doesNotContain("CONTENTION");
  }

  /** At 100 attempts a pane this share conflicts; at n times as many, n times the share. */
  private static PaneBuilder contended(int attempts, double share) {
    long failed = Math.round(attempts * Math.min(0.9, share * attempts / 100));
    return calls(attempts).failed(failed, ErrorClass.CONFLICT);
  }

  @Test
  void steadyConflictsAreInformationForADayAndThenUsual() {
    PaneBuilder conflicts = calls(100).failed(30, ErrorClass.CONFLICT);
    var story = story("00:00:00").then(20 * MINUTE, Map.of(ORDERS, conflicts));
    assertThat(explanation(story).severity.label()).isEqualTo("info");
    assertThat(explanation(story).findings).contains("STANDING");
    story.then(28 * HOUR, Map.of(ORDERS, conflicts));
    assertThat(story.judgements()).isEmpty();
    assertThat(story.lines().lines()).hasSize(2);
  }

  @Test
  void throttledAttemptsAreInTheLedgerButNotTheWasteThatIsJudged() {
    var story =
        story("09:00:00")
            .then(HOUR, Map.of(ORDERS, calls(100)))
            .then(HOUR, Map.of(ORDERS, calls(100).retried(300, ErrorClass.THROTTLED)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aLockThatFailsForHalfOfItsCallersIsADesign() {
    var story = story("09:00:00");
    for (int i = 0; i < 8 * 60; i++) {
      int n = 40 + i % 60;
      story.then(
          MINUTE,
          Map.of(
              ORDERS,
              calls(n).failed(n / 2 + i % 5, ErrorClass.CONDITIONAL),
              BILLING,
              calls(n).failed(9L * n / 10, ErrorClass.CONDITIONAL)));
    }
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aSurgeOfEightTimesTheLoadWithOptimisticLockingIsSilent() {
    var story =
        story("09:00:00")
            .then(2 * HOUR, Map.of(ORDERS, calls(100).failed(2, ErrorClass.CONDITIONAL)))
            .then(HOUR, Map.of(ORDERS, calls(800).failed(120, ErrorClass.CONDITIONAL)))
            .then(HOUR, Map.of(ORDERS, calls(100).failed(2, ErrorClass.CONDITIONAL)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aNightlyImportWithDeduplicationIsReportedOnceAndThenKnown() {
    var story = story("00:00:00");
    for (int day = 0; day < 4; day++) {
      story
          .then(2 * HOUR, Map.of(ORDERS, calls(50)))
          .then(25 * MINUTE, Map.of(ORDERS, calls(100).failed(80, ErrorClass.CONDITIONAL)))
          .then(24 * HOUR - 2 * HOUR - 25 * MINUTE, Map.of(ORDERS, calls(50)));
    }
    assertThat(story.lines().lines().filter(line -> !line.contains("clear"))).hasSize(1);
  }

  @Test
  void shortBurstsOfFailedConditionsAreSilent() {
    var story = story("09:00:00");
    for (int i = 0; i < 12; i++) {
      story
          .then(25 * MINUTE, Map.of(ORDERS, calls(100)))
          .then(4 * MINUTE, Map.of(ORDERS, calls(100).failed(60, ErrorClass.CONDITIONAL)));
    }
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void fewWritesThatFailAreNotWorthAWord() {
    var story =
        story("09:00:00")
            .then(HOUR, Map.of(ORDERS, calls(2)))
            .then(15 * MINUTE, Map.of(ORDERS, calls(2).failed(2, ErrorClass.CONDITIONAL)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void rejectedRequestsAndTimeoutsAreNoWaste() {
    var story =
        story("09:00:00")
            .then(HOUR, Map.of(ORDERS, calls(100)))
            .then(
                HOUR,
                Map.of(
                    ORDERS,
                    calls(100).failed(40, ErrorClass.CLIENT).failed(20, ErrorClass.TIMEOUT)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aNewDeploymentOfAnotherCallerDoesNotExcuseThisOne() {
    var story =
        story("09:00:00")
            .then(HOUR, Map.of(ORDERS, calls(100)))
            .then(
                20 * MINUTE,
                Map.of(
                    ORDERS,
                    calls(100).failed(50, ErrorClass.CONDITIONAL),
                    BILLING,
                    calls(100).failed(50, ErrorClass.CONDITIONAL)));
    assertThat(story.judgements())
        .extracting(judgement -> judgement.subject.edge)
        .containsExactly(ORDERS);
  }
}
