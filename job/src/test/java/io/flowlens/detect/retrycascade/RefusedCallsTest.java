package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Most of an edge's calls fail, and nobody tries again. */
class RefusedCallsTest {
  private static Story<RetryCascadeState> story() {
    return story(Shop.ORDERS_WRITES);
  }

  private static Story<RetryCascadeState> story(Edge edge) {
    return Story.of(new RetryCascade(Settings.defaults()), edge, "10:00:00");
  }

  @Test
  void aTableThatRefusesMostCallsIsReportedThoughNobodyRetries() {
    Story<RetryCascadeState> story =
        story()
            .then(30, calls(200))
            .then(30, calls(200).failed(120, ErrorClass.THROTTLED))
            .then(30, calls(200));

    assertThat(story.life())
        .isEqualTo(
            """
            10:05:40 open critical since 10:05:00
            10:06:40 updated critical since 10:05:00
            10:07:40 updated critical since 10:05:00
            10:08:40 updated critical since 10:05:00
            10:09:40 updated critical since 10:05:00
            10:11:30 resolved critical at 10:10:00""");
    Explanation last = story.anomalies().get(story.anomalies().size() - 1).explanation;
    assertThat(last.summary)
        .isEqualTo(
            "orders → Orders (write): 60 % of calls failed from 10:05:00 to 10:10:00 UTC. Throttling: 3,600 of 6,000"
                + " calls.");
    assertThat(last.findings).contains("CALLS_REFUSED", "CAUSE_THROTTLED", "PHASE_RECOVERED");
  }

  /** A tenth of the calls is not most of them; three in ten is more than a quarter. */
  @ParameterizedTest
  @CsvSource({"20, false", "45, false", "80, true"})
  void theLowerBoundDecides(long refused, boolean fires) {
    Story<RetryCascadeState> story =
        story().then(30, calls(200)).then(12, calls(200).failed(refused, ErrorClass.SERVER));
    assertThat(story.anomalies().isEmpty()).isEqualTo(!fires);
  }

  /** Designed locks, deduplication, validation: the answer is no, and that is fine. */
  @ParameterizedTest
  @EnumSource(
      value = ErrorClass.class,
      names = {"CONDITIONAL", "CLIENT", "CONFLICT"})
  void whatIsRefusedForGoodReasonIsNot(ErrorClass errorClass) {
    assertThat(story().then(120, calls(200).failed(180, errorClass)).anomalies()).isEmpty();
  }

  @Test
  void aBlipOfTenSecondsIsNot() {
    Story<RetryCascadeState> story = story().then(60, calls(200));
    for (int i = 0; i < 6; i++) {
      story.then(1, calls(200).failed(150, ErrorClass.SERVER)).then(30, calls(200));
    }
    assertThat(story.anomalies()).isEmpty();
  }

  /** It mostly hands on the trouble of what it calls itself, or limits its callers' rate. */
  @Test
  void callsThatAServiceRefusesAreNot() {
    Story<RetryCascadeState> story =
        story(Shop.WEB_CALLS_ORDERS)
            .then(60, calls(50))
            .then(60, calls(50).failed(40, ErrorClass.THROTTLED));
    assertThat(story.anomalies()).isEmpty();
  }

  @Test
  void whereSpansCannotShowRetriesItIsSaidSo() {
    PaneBuilder refused = calls(200).failed(120, ErrorClass.THROTTLED);
    Explanation explanation =
        story().then(30, calls(200)).then(12, refused).judgement().explanation;
    assertThat(explanation.summary).doesNotContain("tried again");
    assertThat(explanation.counterEvidence)
        .contains(
            "Attempts: this edge's spans do not show how often a call was tried, so retries may be missing.");
  }

  @Test
  void whereSpansShowThemItIsSaidThatNobodyTriesAgain() {
    PaneBuilder refused = calls(200).failed(120, ErrorClass.THROTTLED).attemptsShown();
    Explanation explanation =
        story().then(30, calls(200)).then(12, refused).judgement().explanation;
    assertThat(explanation.summary).contains("; no call is tried again.");
    assertThat(explanation.counterEvidence).noneMatch(check -> check.startsWith("Attempts"));
  }
}
