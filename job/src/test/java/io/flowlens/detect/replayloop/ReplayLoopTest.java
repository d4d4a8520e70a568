package io.flowlens.detect.replayloop;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Judgement;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Billing is given the changes of the table Orders. */
class ReplayLoopTest {
  private static final String SHARD = "shardId-000000000001";
  private static final String CHANGED = "2025-11-25T09:59:58Z";

  private final TableStory<TableReplays> story =
      new TableStory<>(new ReplayLoop(Settings.defaults()), "10:00:00");

  @Test
  void aBatchIsAReplayFromItsThirdRepetitionOn() {
    story.then(3, given(failing(100, 1, 100))).then(1, given(failing(100, 1, 100)));
    assertThat(story.lines())
        .isEqualTo(
            "10:00:40 100 records of Orders make billing fail since 10:00 UTC (4 tries). Their shard waits behind"
                + " them: 39 s so far, up to 24 h. 300 records were delivered again.");
    assertThat(levels()).containsExactly(Judgement.Level.EXTREME);
  }

  @Test
  void aSmallBatchIsOneToo() {
    story.then(4, given(failing(5, 1, 2)));
    assertThat(story.lines())
        .contains("2 records of Orders make billing fail")
        .contains("6 records were delivered again");
    assertThat(levels()).containsExactly(Judgement.Level.FIRING);
  }

  @Test
  void aBatchThatSucceedsAtTheThirdAttemptIsNone() {
    story.then(2, given(failing(100, 1, 100))).then(60, given(calls(20).records(200)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void differentBatchesThatFailOnceEachAreNone() {
    for (int i = 0; i < 30; i++) {
      story.then(1, given(failing(100, 1 + i * 1_000, 100)));
    }
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aBatchThatIsCutInHalvesIsStillTheSame() {
    story
        .then(1, given(failing(100, 1, 100)))
        .then(1, given(failing(50, 51, 50)))
        .then(1, given(failing(25, 51, 25)))
        .then(1, given(failing(12, 51, 12)));
    assertThat(story.lines())
        .contains("100 records of Orders (cut into smaller batches on the way) make");
    assertThat(newest().explanation.findings).contains("BISECTED", "POISON_BATCH");
    assertThat(newest().explanation.recommendations)
        .noneMatch(advice -> advice.where.contains("Bisect"));
  }

  @Test
  void whatTheServiceCountsIsBelieved() {
    story.then(1, given(calls(0).gaveUp(SHARD, 1, 100, 10_001)));
    assertThat(story.lines())
        .contains(
            "Lambda gave up 100 records of Orders at 10:00 UTC, after 10,001 tries by billing.")
        .contains("1,000,000 records were delivered again");
    assertThat(newest().explanation.findings).contains("RECOVERED_BY_DESTINATION");
  }

  @Test
  void aBatchThatTheServiceGivesUpIsNotDeliveredOnceMoreForThat() {
    story
        .then(3, given(failing(10, 1, 10)))
        .then(1, given(calls(0).gaveUp(SHARD, 1, 10, 3)))
        .then(6, given(calls(20).records(200)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aBatchOfAnUnknownShardThatTheServiceGivesUpIsTheSame() {
    story
        .then(8, given(calls(1).records(10).failedBatch(null, 1, 10)))
        .then(1, given(calls(0).gaveUp(SHARD, 1, 10, 9)));
    assertThat(newest().explanation.summary).contains("Lambda gave up 10 records", "after 9 tries");
    assertThat(newest().explanation.findings).contains("POISON_BATCH", "RECOVERED_BY_DESTINATION");
  }

  @Test
  void aBatchThatTheSpanAndTheLogTellOfIsOne() {
    story.then(
        4, given(calls(1).records(100).failedBatch(SHARD, 1, 100).failedBatchSince(CHANGED)));
    assertThat(newest().explanation.summary)
        .contains("(4 tries)", "300 records were delivered again");
    assertThat(newest().explanation.findings).contains("POISON_BATCH");
  }

  @Test
  void aBatchThatOnlySpansTellOfIsToldByItsFirstChange() {
    story.then(4, given(calls(1).failedBatchSince(CHANGED)));
    assertThat(newest().explanation.summary)
        .contains(
            "A batch of Orders makes billing fail since 10:00 UTC (4 tries). Its shard waits");
    assertThat(newest().explanation.findings).contains("POISON_BATCH");
  }

  @Test
  void aBatchThatWasGivenUpDoesNotHideTheNextThatOnlySpansTellOf() {
    story
        .then(1, given(calls(1).gaveUp(SHARD, 1, 100, 3)))
        .then(4, given(calls(1).failedBatchSince(CHANGED)));
    assertThat(newest().explanation.summary).contains("(4 tries)");
  }

  @Test
  void batchesOfTwoShardsAreTwo() {
    story.then(4, given(failing(100, 1, 100).failedBatch("shardId-000000000002", 50, 100)));
    assertThat(newest().explanation.findings).contains("BATCHES_REPLAYED");
  }

  @Test
  void itIsOverWhenNoDeliveryHasFailedForThreeMinutes() {
    story.then(8, given(failing(100, 1, 100))).then(40, given(calls(20).records(200)));
    assertThat(story.lines()).endsWith("clear: Orders → billing in us-east-1");
    assertThat(story.lines()).contains("10:04:30 clear");
  }

  @Test
  void aFunctionThatWritesForEachOfItsOwnWritesRunsAway() {
    story.then(30, loop(20, 20, 0)).then(12, loop(120, 100, 100));
    assertThat(newest().explanation.summary)
        .contains("(R = 1.00)")
        .contains("does not end by itself");
    assertThat(newest().explanation.findings).contains("LOOP_RUNAWAY");
    assertThat(newest().subject.edge).isEqualTo(Shop.BILLING_WRITES);
  }

  @Test
  void aLoopThatDiesOutIsSaidToCost() {
    story.then(60, loop(100, 100, 50));
    assertThat(story.lines())
        .contains("(R = 0.50)")
        .contains("Each change is processed at least 1.5 times before it dies out");
    assertThat(newest().explanation.findings).contains("LOOP_COSTLY");
  }

  @Test
  void aLoopThatNoLongerRunsAwayIsSaidToHaveDoneSo() {
    story.then(12, loop(120, 100, 100)).then(85, loop(100, 100, 50));
    assertThat(newest().explanation.summary)
        .contains("(R = 0.56)", "In the last 1 min R was 0.50.", "It ran away before.");
    assertThat(newest().explanation.findings).contains("LOOP_RUNAWAY");
  }

  @Test
  void aLoopIsOverWhenRecordsComeAndTheFunctionWritesForNoneOfThem() {
    story.then(12, loop(120, 100, 100)).then(12, loop(20, 20, 0));
    assertThat(story.lines()).endsWith("10:03:00 clear: billing → Orders in us-east-1");
  }

  @Test
  void aFunctionThatIsNotGivenItsOwnWritesIsNoLoop() {
    story.then(120, loop(100, 50, 50));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFunctionThatWritesTwiceForEachRecordAndFallsBehindRunsAway() {
    story.then(12, loop(220, 100, 200));
    assertThat(newest().explanation.summary).contains("(R = 2.00)", "while others made 240");
    assertThat(newest().explanation.findings).contains("LOOP_RUNAWAY");
  }

  @Test
  void aFunctionThatHardlyKeepsUpWithOthersRunsAwayToo() {
    story.then(12, loop(914, 357, 714));
    assertThat(newest().explanation.findings).contains("LOOP_RUNAWAY");
  }

  @Test
  void aFunctionThatWritesTwiceForEachRecordOfOthersIsNoLoop() {
    story.then(120, loop(300, 100, 200));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFilteredFunctionWhoseBatchFailsAgainAndAgainIsNoLoopForThat() {
    Map<Edge, PaneBuilder> traffic = loop(40, 0, 30);
    traffic.put(Shop.BILLING_IS_GIVEN_ORDERS, failing(100, 1, 100));
    story.then(60, traffic);
    assertThat(story.judgements()).hasSize(1);
    assertThat(newest().subject.edge).isEqualTo(Shop.BILLING_IS_GIVEN_ORDERS);
  }

  @Test
  void aFunctionThatOnlyReadsItsTablesChangesIsNoLoop() {
    story.then(120, loop(100, 100, 0));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFunctionThatCatchesUpAfterAnOutageIsNoLoop() {
    story.then(60, loop(100, 50, 50));
    story.then(180, Map.of(Shop.ORDERS_CHANGES, calls(50).records(50)));
    story.then(180, loop(150, 100, 100));
    story.then(60, loop(100, 50, 50));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFewRecordsAreNotJudged() {
    story.then(30, loop(1, 1, 1));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFunctionWhoseIteratorIsSetBackIsNoLoop() {
    story.then(60, aged(loop(100, 50, 50), 50, 2));
    story.then(180, aged(loop(150, 150, 100), 150, 80_000));
    story.then(120, aged(loop(100, 50, 50), 50, 2));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aLoopThatFallsBehindIsStillOne() {
    story.then(60, aged(loop(100, 100, 0), 100, 2));
    for (int i = 0; i < 60; i++) {
      story.then(1, aged(loop(220, 100, 200), 100, 2 + 5 * i));
    }
    assertThat(newest().explanation.findings).contains("LOOP_RUNAWAY");
    assertThat(newest().explanation.counterEvidence)
        .anyMatch(check -> check.startsWith("Backlog: no; records are 297 s old"));
  }

  @Test
  void aLoopAfterAnOutageSaysThatTheFunctionWasDown() {
    story.then(60, loop(100, 100, 0));
    story.then(60, Map.of(Shop.ORDERS_CHANGES, calls(50).records(50)));
    story.then(160, loop(100, 100, 0)).then(90, loop(100, 100, 50));
    assertThat(newest().explanation.counterEvidence)
        .anyMatch(check -> check.contains("was last down until 10:20 UTC, for 10 min"));
  }

  @Test
  void aLoopWhoseNewestMinuteShowsNoneIsOver() {
    story.then(60, loop(100, 100, 50)).then(12, loop(100, 50, 50));
    assertThat(story.lines()).contains("clear: billing → Orders");
  }

  @Test
  void theLastWordTellsTheWholeLoopAndItsWorstMinute() {
    story.then(60, loop(100, 100, 90)).then(6, loop(10, 10, 3));
    assertThat(newest().explanation.summary)
        .startsWith("billing feeds itself through Orders since 10:00 UTC.")
        .contains("it made 5,");
    assertThat(newest().explanation.counterEvidence)
        .anyMatch(check -> check.startsWith("Worst minute: R = 0.90"));
  }

  @Test
  void recordsThatComeBackThoughTheFunctionSucceedsAreReportedAsFailed() {
    story.then(3, given(succeeding(100, 1, 100))).then(1, given(succeeding(40, 1, 40)));
    assertThat(story.lines())
        .isEqualTo(
            "10:00:40 A record of Orders has come back to billing since 10:00 UTC (4 times), although no"
                + " invocation failed. Its shard waits behind it: 39 s so far, up to 24 h.");
    assertThat(newest().explanation.findings).contains("REPORTED_AS_FAILED");
  }

  @Test
  void batchesThatSucceedOneAfterTheOtherDoNotComeBack() {
    for (int i = 0; i < 120; i++) {
      story.then(1, given(succeeding(100, 1 + i * 100L, 100)));
    }
    assertThat(story.lines()).isEmpty();
    assertThat(story.state().deliveries[0].returning).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void aBatchThatSucceedsAfterThreeFailuresDidNotComeBack() {
    story.then(3, given(failing(10, 1, 10))).then(1, given(succeeding(10, 1, 10)));
    story.then(60, given(calls(20).records(200)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFunctionOfWhichOnlyItsLogIsKnownIsFoundWhenMostInvocationsFail() {
    story.then(30, given(calls(0).invoked(20, 0))).then(30, given(calls(0).invoked(1, 1)));
    assertThat(newest().explanation.findings).containsExactly("FUNCTION_FAILS");
    assertThat(newest().explanation.summary)
        .startsWith("Changes of Orders wait: billing has failed ")
        .contains("since 10:05 UTC.", "What fails is delivered again for up to 24 h.");
  }

  @Test
  void aFunctionThatFailsInItsSpansIsFoundToo() {
    story.then(30, given(calls(2).failed(2, ErrorClass.OTHER)));
    assertThat(newest().explanation.findings).containsExactly("FUNCTION_FAILS");
  }

  @Test
  void aFunctionThatFailsNowAndThenIsLeftAlone() {
    story.then(360, given(calls(0).invoked(20, 2)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFunctionThatFailsForAMinuteIsLeftAlone() {
    story.then(60, given(calls(0).invoked(20, 0))).then(6, given(calls(0).invoked(20, 20)));
    story.then(60, given(calls(0).invoked(20, 0)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void whereRecordsAreNamedTheyAreToldAndNotTheInvocations() {
    story.then(30, given(failing(5, 1, 2).invoked(1, 1)));
    assertThat(newest().explanation.findings).contains("POISON_BATCH");
    assertThat(story.judgements()).hasSize(1);
  }

  @Test
  void aMessageOfAQueueComesAgainUntilTheQueueGivesItUp() {
    Node queue = Shop.node(NodeKind.QUEUE, "us-east-1", "mails");
    Edge fed = Edge.of(queue, Shop.BILLING, Access.DELIVER);
    story.then(4, Map.of(fed, calls(1).records(1).failedBatchSince("059f36b4-87a3-44ab-83d2")));
    assertThat(story.lines())
        .contains(
            "A batch of mails makes billing fail", "It comes again until the queue gives it up");
    assertThat(newest().explanation.recommendations)
        .anyMatch(advice -> advice.where.contains("maxReceiveCount"));
  }

  private static Map<Edge, PaneBuilder> aged(
      Map<Edge, PaneBuilder> traffic, long deliveries, long seconds) {
    traffic.get(Shop.BILLING_IS_GIVEN_ORDERS).aged(deliveries, seconds);
    return traffic;
  }

  private static PaneBuilder succeeding(int records, long first, int of) {
    return calls(1).records(records).deliveredBatch(SHARD, first, of);
  }

  private List<Judgement.Level> levels() {
    return story.judgements().stream().map(judgement -> judgement.level).toList();
  }

  private Judgement newest() {
    return story.judgements().get(0);
  }

  private static Map<Edge, PaneBuilder> given(PaneBuilder pane) {
    return Map.of(Shop.BILLING_IS_GIVEN_ORDERS, pane);
  }

  private static PaneBuilder failing(int records, long first, int of) {
    return calls(1).records(records).failedBatch(SHARD, first, of);
  }

  /** So many changes in a pane, so many of them given to billing, so many writes by billing. */
  private static Map<Edge, PaneBuilder> loop(long changes, long given, long own) {
    Map<Edge, PaneBuilder> traffic = new HashMap<>();
    traffic.put(Shop.ORDERS_CHANGES, calls(changes).records(changes));
    traffic.put(Shop.BILLING_IS_GIVEN_ORDERS, calls(given).records(given));
    if (own > 0) {
      traffic.put(Shop.BILLING_WRITES, calls(own));
    }
    if (changes > own) {
      traffic.put(Shop.ORDERS_WRITES, calls(changes - own));
    }
    return traffic;
  }
}
