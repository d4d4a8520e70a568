package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.PaneBuilder.calls;
import static io.flowlens.model.ErrorClass.CLIENT;
import static io.flowlens.model.ErrorClass.CONDITIONAL;
import static io.flowlens.model.ErrorClass.OTHER;
import static io.flowlens.model.ErrorClass.SERVER;
import static io.flowlens.model.ErrorClass.THROTTLED;
import static io.flowlens.model.ErrorClass.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryCascadeTest {
  private static Story<RetryCascadeState> story() {
    return story(Shop.ORDERS_WRITES);
  }

  private static Story<RetryCascadeState> story(Edge edge) {
    return Story.of(new RetryCascade(Settings.defaults()), edge, "10:00:00");
  }

  @Test
  void aThrottledTableIsReportedAndResolvedSoonAfter() {
    Story<RetryCascadeState> story =
        story()
            .then(30, calls(200).retried(2, THROTTLED))
            .then(12, calls(200).retried(50, THROTTLED))
            .then(12, calls(200).retried(2, THROTTLED));

    assertThat(story.levels())
        .isEqualTo(
            """
            10:05:10 firing  orders → Orders (write): calls are repeated since 10:05:00 UTC; none is known to have failed for good. Throttling: 1.25 attempts per call (budget 1.10).
            10:07:10 clear  orders → Orders (write): calls were repeated from 10:05:00 to 10:07:00 UTC; none is known to have failed for good. Throttling: 1.25 attempts per call (budget 1.10).""");
    assertThat(story.life())
        .isEqualTo(
            """
            10:05:20 open warning since 10:05:00
            10:06:20 updated warning since 10:05:00
            10:08:30 resolved warning at 10:07:00""");
  }

  @Test
  void anOutageIsReportedAfterItsFirstPane() {
    Story<RetryCascadeState> story =
        story()
            .then(6, calls(1_000))
            .then(
                1,
                calls(1_000)
                    .retried(3_000, THROTTLED)
                    .failed(1_000, THROTTLED)
                    .exemplar("trace-1", 4, 3_920, "throttled")
                    .exemplar("trace-2", 4, 3_610, "throttled"));

    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            orders → Orders (write): 100 % of calls fail despite retries since 10:01:00 UTC. Throttling: 4.00 attempts per call (budget 1.10).
            critical, confidence 0.95
            findings: RETRY_STORM, CAUSE_THROTTLED, RETRIES_EXHAUSTED, PHASE_AMPLIFYING
            measure: attempts-per-call 4.000 (expected 1.000, threshold 1.100, 1000 samples)
            measure: attempts-per-call-at-peak 4.000 (expected 1.000, threshold 1.100, 1000 samples)
            measure: attempts-per-call-now 4.000 (expected 1.000, threshold 1.100, 1000 samples)
            measure: calls 1000.000 (expected -, threshold -, 1000 samples)
            measure: retries 3000.000 (expected -, threshold -, 4000 samples)
            measure: retry-share-of-attempts 0.750 (expected 0.000, threshold 0.091, 4000 samples)
            measure: calls-given-up 1.000 (expected 0.000, threshold 0.050, 1000 samples)
            measure: calls-given-up-in-worst-minute 0.167 (expected -, threshold -, 1000 samples)
            measure: failed-attempts-throttled 1.000 (expected -, threshold -, 4000 samples)
            measure: time-amplifying 0.000 (expected -, threshold -, 1000 samples)
            measure: time-sustained 10.000 (expected -, threshold -, 1000 samples)
            evidence: trace-1: 4 attempts in 3,920 ms, given up as throttled
            evidence: trace-2: 4 attempts in 3,610 ms, given up as throttled
            checked: Goodput: 0 of 1,000 calls succeeded; retries are measured per call, so more traffic alone does not raise them.
            checked: Sampling: clean calls fell below their usual 1000 in 10 s as failures came up, so traces with failures are not kept by preference.
            checked: Attempts: this edge's spans do not show how often a call was tried, so retries may be missing.
            do: Look whether one key or the whole table is out of capacity
              where: Orders: metrics WriteKeyRangeThroughputThrottleEvents and WriteProvisionedThroughputThrottleEvents; Contributor Insights
              why: A hot key range needs another key design or fewer writes to that key; only a table out of provisioned or on-demand capacity is helped by more of it.
            do: Let the client spend a budget on retries
              where: orders: AWS_RETRY_MODE=standard, which tries three times; in code the retry mode or RetryStrategy of the client
              why: Calls were tried up to 4 times. With a budget retries stop when too many fail; without one nothing stops a storm.""");
    assertThat(story.life())
        .isEqualTo(
            """
            10:01:10 open critical since 10:01:00""");
  }

  @Test
  void retryingWhatCannotSucceedIsSaidToBeThat() {
    Story<RetryCascadeState> story =
        story().then(6, calls(100).retried(60, CLIENT).failed(20, CLIENT));

    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            orders → Orders (write): 20 % of calls fail despite retries since 10:00:00 UTC. Rejected requests: 1.60 attempts per call (budget 1.10).
            warning, confidence 0.88
            findings: RETRY_IF, CAUSE_CLIENT, PHASE_AMPLIFYING, PHASE_SUSTAINED
            measure: attempts-per-call 1.600 (expected 1.000, threshold 1.100, 600 samples)
            measure: attempts-per-call-at-peak 1.600 (expected 1.000, threshold 1.100, 100 samples)
            measure: attempts-per-call-now 1.600 (expected 1.000, threshold 1.100, 100 samples)
            measure: calls 600.000 (expected -, threshold -, 600 samples)
            measure: retries 360.000 (expected -, threshold -, 960 samples)
            measure: retry-share-of-attempts 0.375 (expected 0.000, threshold 0.091, 960 samples)
            measure: calls-given-up 0.000 (expected 0.000, threshold 0.050, 600 samples)
            measure: failed-attempts-client 1.000 (expected -, threshold -, 480 samples)
            measure: time-amplifying 0.000 (expected -, threshold -, 600 samples)
            measure: time-sustained 60.000 (expected -, threshold -, 600 samples)
            checked: Goodput: 480 of 600 calls succeeded; retries are measured per call, so more traffic alone does not raise them.
            checked: Failed conditions and rejected requests: 480, of which 360 were retried; only those count.
            checked: Sampling: not known whether traces were left out; a sampler that keeps failures by preference would look the same.
            checked: Attempts: this edge's spans do not show how often a call was tried, so retries may be missing.
            do: Do not retry failed conditions and rejected requests
              where: orders: the retry condition of its own retry loop or SDK override
              why: The same request is refused again each time; the SDK's own policy does not retry these.""");
  }

  @Test
  void aServiceThatTimesOutGetsOtherAdviceThanATableThatThrottles() {
    Story<RetryCascadeState> story =
        story(Shop.WEB_CALLS_ORDERS)
            .then(6, calls(40).retried(30, TIMEOUT).retried(4, SERVER).sampled());

    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            web → orders (call): calls are repeated since 10:00:00 UTC; none is known to have failed for good. Timeouts: 1.85 (1.80 to 1.90) attempts per call (budget 1.10).
            warning, confidence 0.88
            findings: RETRY_STORM, CAUSE_TIMEOUT, PHASE_AMPLIFYING, PHASE_SUSTAINED
            measure: attempts-per-call 1.850 (expected 1.000, threshold 1.100, 240 samples)
            measure: attempts-per-call-at-least 1.805 (expected -, threshold -, 240 samples)
            measure: attempts-per-call-at-most 1.895 (expected -, threshold -, 240 samples)
            measure: attempts-per-call-at-peak 1.850 (expected 1.000, threshold 1.100, 40 samples)
            measure: attempts-per-call-now 1.850 (expected 1.000, threshold 1.100, 40 samples)
            measure: calls 240.000 (expected -, threshold -, 240 samples)
            measure: retries 204.000 (expected -, threshold -, 444 samples)
            measure: retry-share-of-attempts 0.459 (expected 0.000, threshold 0.091, 444 samples)
            measure: calls-given-up 0.000 (expected 0.000, threshold 0.050, 240 samples)
            measure: failed-attempts-timeout 0.882 (expected -, threshold -, 204 samples)
            measure: failed-attempts-server 0.118 (expected -, threshold -, 204 samples)
            measure: time-amplifying 0.000 (expected -, threshold -, 240 samples)
            measure: time-sustained 60.000 (expected -, threshold -, 240 samples)
            checked: Goodput: 240 of 240 calls succeeded; retries are measured per call, so more traffic alone does not raise them.
            checked: Sampling: 100 % of the calls seen come from sampled traces; not known whether traces were left out; a sampler that keeps failures by preference would look the same.
            checked: Attempts: this edge's spans do not show how often a call was tried, so retries may be missing.
            do: Set the attempt timeout above the callee's slowest healthy answer
              where: web: the timeout of its HTTP client
              why: An attempt that is given up early is done twice: the first one still costs the callee.""");
  }

  @Test
  void whereNoSpanNamesAFailureNoCauseIsClaimed() {
    Explanation explanation = explanation(calls(100).retried(50, OTHER));
    assertThat(explanation.summary)
        .contains("Failures of unknown cause: 1.50 attempts per call (budget 1.10).");
    assertThat(explanation.recommendations.get(0).action).isEqualTo("Find out why attempts fail");
  }

  @Test
  void whereOnlyCallsThatFailNameTheirFailureItIsSaidOfHowMany() {
    Explanation explanation =
        explanation(calls(100).retried(45, OTHER).retried(15, TIMEOUT).retried(10, THROTTLED));
    assertThat(explanation.summary)
        .contains("Failures of unknown cause: 1.70 attempts per call")
        .contains("The cause is known for 36 % of the failed attempts, mostly timeouts.");
    assertThat(explanation.findings).contains("CAUSE_OTHER");
  }

  private static Explanation explanation(PaneBuilder pane) {
    return story().then(6, calls(100)).then(2, pane).judgement().explanation;
  }

  @Test
  void aHealthyEdgeIsNotSpokenOf() {
    assertThat(story().then(360, calls(500).retried(10, THROTTLED)).levels()).isEmpty();
  }

  @Test
  void tooFewCallsAreNotJudgedHoweverBad() {
    assertThat(story().then(1, calls(29).retried(87, THROTTLED).failed(29, THROTTLED)).levels())
        .isEmpty();
    assertThat(story().then(1, calls(60).retried(7, THROTTLED)).levels()).isEmpty();
  }

  /** The lower bound of 20 retried calls in 100 is 0.097, of 21 it is 0.103. */
  @ParameterizedTest
  @CsvSource({"20, false", "21, true"})
  void theLowerBoundDecidesAtTheBudget(long retries, boolean fires) {
    Story<RetryCascadeState> story = story().then(1, calls(100).retried(retries, THROTTLED));
    assertThat(story.judgement() != null).isEqualTo(fires);
  }

  @Test
  void theBudgetIsASetting() {
    Settings generous = Settings.defaults().with(RetryCascadeOptions.BUDGET, 0.5);
    PaneBuilder pane = calls(1_000).retried(400, THROTTLED);
    assertThat(
            Story.of(new RetryCascade(generous), Shop.ORDERS_WRITES, "10:00:00")
                .then(6, pane)
                .levels())
        .isEmpty();
    assertThat(story().then(6, pane).levels()).isNotEmpty();
  }

  @Test
  void twoCallsASecondAreEnough() {
    Story<RetryCascadeState> story = story().then(90, calls(20)).then(6, PANE_OF_A_SLOW_STORM);
    assertThat(story.life()).isEqualTo("10:15:40 open warning since 10:15:00");
  }

  private static final PaneBuilder PANE_OF_A_SLOW_STORM = calls(20).retried(8, THROTTLED);

  @Test
  void aHundredThousandCallsASecondAreNotTooMany() {
    Story<RetryCascadeState> story =
        story()
            .then(90, calls(1_000_000).retried(80_000, THROTTLED))
            .then(2, calls(1_000_000).retried(120_000, THROTTLED));
    assertThat(story.life()).isEqualTo("10:15:20 open info since 10:15:00");
    assertThat(story.state().rings).hasSizeLessThan(400);
  }

  @Test
  void aStormSeenThroughFivePercentOfTracesTakesMinutesNotSeconds() {
    // Twenty calls a second, of which one is traced; a quarter of them are retried.
    Story<RetryCascadeState> story =
        story().then(90, calls(10).sampled()).then(24, calls(10).retried(3, THROTTLED).sampled());
    assertThat(story.life()).startsWith("10:16:00 open warning since 10:15:00");
    assertThat(story.anomalies().get(0).explanation.counterEvidence)
        .anyMatch(check -> check.startsWith("Sampling: 100 % of the calls seen"));
  }

  @Test
  void anOrganicSurgeIsNoStorm() {
    assertThat(
            story()
                .then(60, calls(200).retried(4, THROTTLED))
                .then(60, calls(2_000).retried(40, THROTTLED))
                .levels())
        .isEmpty();
  }

  @Test
  void failedConditionsAreNoRetries() {
    assertThat(story().then(60, calls(200).failed(120, CONDITIONAL).retried(4, THROTTLED)).levels())
        .isEmpty();
  }

  @Test
  void rejectedRequestsThatAreNotRetriedAreNoRetries() {
    assertThat(story().then(60, calls(200).failed(200, CLIENT)).levels()).isEmpty();
  }

  @Test
  void hedgedRequestsAreNoRetries() {
    assertThat(story().then(60, calls(200).hedged(200)).levels()).isEmpty();
  }

  @Test
  void aBlipOfFailuresBelowTheBudgetIsNoStorm() {
    assertThat(
            story()
                .then(60, calls(500))
                .then(6, calls(500).retried(40, SERVER))
                .then(60, calls(500))
                .levels())
        .isEmpty();
  }

  @Test
  void oneBadPaneAloneNeverOpensAnEpisode() {
    Story<RetryCascadeState> story =
        story().then(60, calls(500)).then(1, calls(500).retried(200, SERVER)).then(60, calls(500));
    assertThat(story.life()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Access.class,
      names = {"CHANGE", "DELIVER", "REPLICATE"})
  void redeliveriesAreAnotherQuestion(Access access) {
    Edge edge = Edge.of(Shop.ORDERS, Shop.ORDERS_TABLE, access);
    assertThat(story(edge).then(6, calls(100).retried(500, SERVER)).levels()).isEmpty();
  }

  @Test
  void anEdgeThatFallsSilentInAStormHoldsForAQuarterOfAnHourAndIsThenClear() {
    Story<RetryCascadeState> story =
        story().then(12, calls(200).retried(100, THROTTLED)).thenSilence(120);
    assertThat(story.levels().replaceAll("  .*", ""))
        .isEqualTo(
            """
            10:00:10 firing
            10:03:00 holding
            10:16:10 clear""");
  }

  @Test
  void betweenHalfTheBudgetAndTheBudgetAnOpenEpisodeStaysOpenButNoneOpens() {
    PaneBuilder uneasy = calls(1_000).retried(80, THROTTLED);
    assertThat(story().then(60, uneasy).levels()).isEmpty();

    Story<RetryCascadeState> afterAStorm =
        story().then(6, calls(1_000).retried(300, THROTTLED)).then(180, uneasy);
    assertThat(afterAStorm.judgement().level).isEqualTo(Judgement.Level.HOLDING);
    assertThat(afterAStorm.life()).startsWith("10:00:20 open").doesNotContain("resolved");
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 40})
  void aChainWithoutACapIsAFindingOfItsOwn(int attempts) {
    Story<RetryCascadeState> story =
        story()
            .then(2, calls(100).retried(60, THROTTLED).exemplar("trace-1", attempts, 60_000, "ok"));
    assertThat(story.judgement().explanation.findings).contains("RETRY_WHEN_NOCAP");
  }
}
