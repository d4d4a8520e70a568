package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.PaneBuilder.calls;
import static io.flowlens.model.ErrorClass.CONDITIONAL;
import static io.flowlens.model.ErrorClass.THROTTLED;
import static io.flowlens.model.ErrorClass.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Anomaly;
import io.flowlens.model.ErrorClass;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spans of a sample that prefers failures: ten calls a pane, of which two are given up after four
 * attempts. And CloudTrail, which is heard sixteen minutes after a minute began.
 */
class SlowEvidenceTest {
  private static final int PANES = 6;
  private static final int FAILED_A_MINUTE = 2 * PANES;

  private final Story<RetryCascadeState> story =
      Story.of(new RetryCascade(Settings.defaults()), Shop.ORDERS_WRITES, "10:00:00");

  private int minute;

  private void spansShowAStorm(int minutes) {
    spansShowAStorm(minutes, THROTTLED);
  }

  private void spansShowAStorm(int minutes, ErrorClass errorClass) {
    for (int end = minute + minutes; minute < end; minute++) {
      for (int pane = 0; pane < PANES; pane++) {
        PaneBuilder seen = calls(8);
        for (int call = 2 * pane; call < 2 * pane + 2; call++) {
          seen.lost(1, 4, errorClass, errorClass == THROTTLED ? id(minute, call) : null);
        }
        story.then(1, seen);
      }
    }
  }

  private void spansShowNoFailure(int minutes) {
    story.then(minutes * PANES, calls(8));
    minute += minutes;
  }

  /** CloudTrail shows so many requests of each minute and all failures that spans show. */
  private void trailShows(int from, int to, long requests) {
    for (int n = from; n < to; n++) {
      story.slowly(time(n), logged(n, requests, FAILED_A_MINUTE));
    }
  }

  /** So many requests, and so many of the failed calls that spans show with all their attempts. */
  private static PaneBuilder logged(int minute, long requests, int failed) {
    PaneBuilder said = calls(requests).failed(3L * failed, THROTTLED);
    for (int call = 0; call < failed; call++) {
      said.lost(1, 1, THROTTLED, id(minute, call));
    }
    return said;
  }

  private static String id(int minute, int call) {
    return minute + "/" + call + "/";
  }

  private static String time(int minute) {
    return String.format(Locale.ROOT, "10:%02d:00", minute);
  }

  private Anomaly last() {
    List<Anomaly> all = story.anomalies();
    return all.get(all.size() - 1);
  }

  private boolean isRetracted() {
    return story.anomalies().stream().anyMatch(a -> a.status == Anomaly.Status.RETRACTED);
  }

  @Test
  void aStormThatIsOnlyInTheSampleIsRetracted() {
    trailShows(0, 3, 100_000);
    spansShowAStorm(3);
    spansShowNoFailure(15);

    assertThat(story.life())
        .isEqualTo(
            """
            10:00:50 open warning since 10:00:00
            10:01:50 updated warning since 10:00:00
            10:02:50 updated warning since 10:00:00
            10:03:50 updated warning since 10:00:00
            10:05:20 resolved warning at 10:03:50
            10:16:00 retracted warning since 10:00:00""");
    assertThat(ExplanationText.of(last().explanation).replaceAll("evidence: .*\\n", ""))
        .isEqualTo(
            """
            Retracted: orders → Orders (write). CloudTrail shows 100,012 requests in that minute, of which 48 failed: at most 0.0039 retries per call (budget 0.10). Spans show 96 attempts with 0.60 retries per call, because their sample prefers failures.
            warning, confidence 0.0
            findings: RETRY_STORM, CAUSE_THROTTLED, RETRIES_EXHAUSTED, PHASE_AMPLIFYING, PHASE_SUSTAINED, PHASE_RECOVERED, REFUTED_BY_CLOUDTRAIL
            measure: attempts-per-call 1.600 (expected 1.000, threshold 1.100, 180 samples)
            measure: attempts-per-call-at-peak 1.600 (expected 1.000, threshold 1.100, 60 samples)
            measure: calls 180.000 (expected -, threshold -, 180 samples)
            measure: retries 108.000 (expected -, threshold -, 288 samples)
            measure: retry-share-of-attempts 0.375 (expected 0.000, threshold 0.091, 288 samples)
            measure: calls-given-up 0.200 (expected 0.000, threshold 0.050, 180 samples)
            measure: calls-given-up-in-worst-minute 0.200 (expected -, threshold -, 180 samples)
            measure: failed-attempts-throttled 1.000 (expected -, threshold -, 144 samples)
            measure: cloudtrail-retries-per-call-at-most 0.004 (expected 0.000, threshold 0.100, 100012 samples)
            checked: CloudTrail logs these failures: of 6 failed calls that spans name by request id it holds 6, so it logs at least 33 % of them; the bound allows for the rest.
            checked: Failures: 48 in CloudTrail, 48 in spans; CloudTrail covers every minute that spans cover.
            do: Keep traces without regard to errors
              where: The sampler of orders: tail_sampling or the like in its collector
              why: A sampler that keeps traces with errors by preference makes every edge look worse than it is; a fixed share of all traces, decided at their root, does not.""");
  }

  @Test
  void itIsRetractedWhileItGoesOnAndTheSampleIsNotBelievedAnyLonger() {
    trailShows(0, 40, 100_000);
    spansShowAStorm(56);
    assertThat(last().status).isEqualTo(Anomaly.Status.RETRACTED);
    assertThat(PaneBuilder.time(last().updatedAt)).isEqualTo("10:16:00");
  }

  @Test
  void onceCloudTrailStopsTheSampleIsBelievedAgain() {
    trailShows(0, 20, 100_000);
    spansShowAStorm(45);
    assertThat(last().status).isNotEqualTo(Anomaly.Status.RETRACTED);
    assertThat(PaneBuilder.time(last().startedAt)).isEqualTo("10:39:10");
  }

  @Test
  void aStormOnAnEdgeThatWasRefutedIsFoundWhenCloudTrailShowsIt() {
    trailShows(0, 22, 100_000);
    story.slowly(time(22), logged(22, 100_000, FAILED_A_MINUTE).failed(30_000, THROTTLED));
    trailShows(23, 30, 100_000);
    spansShowAStorm(39);
    assertThat(PaneBuilder.time(last().startedAt)).isEqualTo("10:38:00");
  }

  @Test
  void failuresThatCloudTrailDoesNotLogAreBelievedAtOnce() {
    trailShows(0, 40, 100_000);
    spansShowAStorm(20);
    assertThat(isRetracted()).isTrue();
    spansShowAStorm(2, TIMEOUT);
    assertThat(last().status).isNotEqualTo(Anomaly.Status.RETRACTED);
    assertThat(PaneBuilder.time(last().startedAt)).startsWith("10:20:");
    assertThat(last().explanation.findings).contains("RETRY_STORM");
  }

  @Test
  void aStormThatCloudTrailShowsTooIsConfirmed() {
    story.slowly("10:00:00", logged(0, 5_000, FAILED_A_MINUTE).failed(3_000, THROTTLED));
    story.slowly("10:01:00", logged(1, 5_000, FAILED_A_MINUTE).failed(3_000, THROTTLED));
    story.slowly("10:02:00", calls(100_000));
    spansShowAStorm(2);
    spansShowNoFailure(17);

    assertThat(story.life())
        .isEqualTo(
            """
            10:00:50 open warning since 10:00:00
            10:01:50 updated warning since 10:00:00
            10:02:50 updated warning since 10:00:00
            10:04:20 resolved warning at 10:02:50
            10:16:00 resolved critical at 10:02:50""");
    assertThat(last().explanation.summary)
        .isEqualTo(
            "orders → Orders (write): 20 % of calls failed despite retries from 10:00:00 to 10:02:00 UTC."
                + " Throttling: 1.60 attempts per call (budget 1.10)."
                + " CloudTrail confirms it: of 5,012 requests in that minute 3,048 failed, at least 0.72"
                + " retries per call.");
    assertThat(last().explanation.confidence).isEqualTo(0.976);
    assertThat(last().explanation.findings).endsWith("CONFIRMED_BY_CLOUDTRAIL");
    assertThat(last().explanation.measures)
        .last()
        .satisfies(
            measure -> {
              assertThat(measure.name).isEqualTo("cloudtrail-retries-per-call-at-least");
              assertThat(measure.observed).isBetween(0.72, 0.73);
              assertThat(measure.samples).isEqualTo(5_012);
            });
    assertThat(last().explanation.counterEvidence)
        .endsWith(
            "CloudTrail: it is not sampled (spans show 96 attempts in its time) and shows the same, if failed requests"
                + " are tried again as often as spans show.");
  }

  @Test
  void whatWasConfirmedIsNotRetractedLater() {
    story.slowly("10:00:00", logged(0, 5_000, FAILED_A_MINUTE).failed(3_000, THROTTLED));
    trailShows(1, 20, 100_000);
    spansShowAStorm(30);
    assertThat(isRetracted()).isFalse();
    assertThat(last().explanation.findings).contains("CONFIRMED_BY_CLOUDTRAIL");
  }

  @Test
  void cloudTrailWithoutFailuresRefutesNothing() {
    for (int n = 0; n < 3; n++) {
      story.slowly(time(n), calls(100_000));
    }
    spansShowAStorm(1);
    spansShowNoFailure(19);
    assertThat(isRetracted()).isFalse();
    assertThat(last().explanation.counterEvidence)
        .contains(
            "CloudTrail: 200,000 requests in these 2 minutes of which 0 failed; none of the failed calls that spans name"
                + " by request id is known to be in it, so it may not log them and decides nothing.");
  }

  /** Of a storm of 30,000 failures a hundredth in the spans, but CloudTrail has few of them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void cloudTrailThatLogsFewOfTheFailuresRefutesNothing(int found) {
    for (int n = 0; n < 3; n++) {
      story.slowly(time(n), logged(n, 20_000, found).failed(300, THROTTLED));
    }
    spansShowAStorm(3);
    spansShowNoFailure(18);
    assertThat(isRetracted()).isFalse();
  }

  @Test
  void anEdgeThatFallsSilentAfterItsStormIsStillToldWhatCloudTrailSaid() {
    story.slowly(time(0), calls(100_000)).slowly(time(1), calls(100_000));
    spansShowAStorm(2);
    story.thenSilence(18 * PANES);
    assertThat(last().explanation.counterEvidence)
        .anyMatch(check -> check.startsWith("CloudTrail: 200,000 requests in these 2 minutes"));
  }

  @Test
  void failedCallsWithoutARequestIdRefuteNothing() {
    trailShows(0, 3, 100_000);
    story.then(18, calls(8).lost(2, 4, THROTTLED, null));
    minute = 3;
    spansShowNoFailure(18);
    assertThat(isRetracted()).isFalse();
  }

  @Test
  void timeoutsThatCloudTrailCannotSeeRefuteNothing() {
    trailShows(0, 3, 100_000);
    spansShowAStorm(3, TIMEOUT);
    spansShowNoFailure(18);
    assertThat(story.anomalies()).isNotEmpty();
    assertThat(isRetracted()).isFalse();
  }

  @Test
  void aFewThrottledCallsFoundSayNothingOfAllTheTimeouts() {
    story.slowly("10:00:00", logged(0, 100_000, FAILED_A_MINUTE));
    story.then(
        6,
        calls(20)
            .retried(10, TIMEOUT)
            .lost(1, 4, THROTTLED, id(0, 0))
            .lost(1, 4, THROTTLED, id(0, 1)));
    minute = 1;
    spansShowNoFailure(18);
    assertThat(isRetracted()).isFalse();
  }

  @Test
  void cloudTrailOfSomeMinutesRefutesNothing() {
    trailShows(1, 6, 100_000);
    spansShowAStorm(3);
    spansShowNoFailure(18);
    assertThat(isRetracted()).isFalse();
    assertThat(last().explanation.counterEvidence)
        .anyMatch(
            check -> check.endsWith("it does not cover every minute, so it decides nothing."));
  }

  @Test
  void cloudTrailThatShowsNoMoreThanSpansRefutesNothing() {
    trailShows(0, 3, 100);
    spansShowAStorm(3);
    spansShowNoFailure(18);
    assertThat(isRetracted()).isFalse();
  }

  @Test
  void failedConditionsInCloudTrailAreNoRetries() {
    for (int n = 0; n < 3; n++) {
      story.slowly(time(n), logged(n, 100_000, FAILED_A_MINUTE).failed(60_000, CONDITIONAL));
    }
    spansShowAStorm(3);
    spansShowNoFailure(15);
    assertThat(isRetracted()).isTrue();
  }

  @Test
  void withoutCloudTrailNothingIsSaidOfIt() {
    spansShowAStorm(3);
    spansShowNoFailure(30);
    assertThat(last().status).isEqualTo(Anomaly.Status.RESOLVED);
    assertThat(last().explanation.counterEvidence).noneMatch(text -> text.contains("CloudTrail"));
  }

  @Test
  void whatIsRememberedOfAStormIsBoundedAndGoesWithIt() {
    spansShowAStorm(120);
    assertThat(story.pendingVerification().unverified).hasSizeLessThan(20 * 150);
    spansShowNoFailure(32);
    assertThat(story.pendingVerification()).isNull();
  }

  @Test
  void aHealthyEdgeRemembersNothing() {
    trailShows(0, 3, 100_000);
    spansShowNoFailure(20);
    assertThat(story.pendingVerification()).isNull();
    assertThat(story.anomalies()).isEmpty();
  }
}
