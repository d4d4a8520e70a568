package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowlens.config.Settings;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Anomaly;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the last word on a storm says of all of it. */
class StormTest {
  private static final PaneBuilder USUAL = calls(1_000).retried(5, ErrorClass.THROTTLED);

  private final Story<RetryCascadeState> story =
      Story.of(new RetryCascade(Settings.defaults()), Shop.ORDERS_WRITES, "10:00:00");

  @Test
  void theLastWordIsAboutAllOfItAndNotAboutItsEnd() {
    story
        .then(30, USUAL)
        .then(1, storm(500).exemplar("trace-1", 4, 3_920, "ok"))
        .then(5, storm(500))
        .then(
            1, storm(3_000).failed(1_500, ErrorClass.THROTTLED).exemplar("trace-2", 6, 7_310, "ok"))
        .then(29, storm(3_000))
        .then(6, storm(900))
        .then(30, calls(1_000).retried(5, ErrorClass.THROTTLED).exemplar("trace-3", 2, 12, "ok"));

    // 6 x 500, 30 x 3,000 and 6 x 900 retries of 42 x 1,000 calls.
    assertThat(ExplanationText.of(resolved()).replaceFirst("(?s)\nchecked: .*", ""))
        .isEqualTo(
            """
            orders → Orders (write): 3.6 % of calls failed despite retries from 10:05:00 to 10:12:00 UTC. Throttling: 3.34 attempts per call (budget 1.10), 4.00 at the peak at 10:06:10. It took 60 s to recover.
            critical, confidence 0.95
            findings: RETRY_STORM, CAUSE_THROTTLED, RETRIES_EXHAUSTED, PHASE_AMPLIFYING, PHASE_SUSTAINED, PHASE_DRAINING, PHASE_RECOVERED
            measure: attempts-per-call 3.343 (expected 1.000, threshold 1.100, 42000 samples)
            measure: attempts-per-call-at-peak 4.000 (expected 1.000, threshold 1.100, 1000 samples)
            measure: calls 42000.000 (expected -, threshold -, 42000 samples)
            measure: retries 98400.000 (expected -, threshold -, 140400 samples)
            measure: retry-share-of-attempts 0.701 (expected 0.000, threshold 0.091, 140400 samples)
            measure: calls-given-up 0.036 (expected 0.000, threshold 0.050, 42000 samples)
            measure: calls-given-up-in-worst-minute 0.250 (expected -, threshold -, 42000 samples)
            measure: failed-attempts-throttled 1.000 (expected -, threshold -, 99900 samples)
            measure: time-amplifying 60.000 (expected -, threshold -, 42000 samples)
            measure: time-sustained 300.000 (expected -, threshold -, 42000 samples)
            measure: recovery-time 60.000 (expected -, threshold -, 42000 samples)
            evidence: trace-1: 4 attempts in 3,920 ms, then ok
            evidence: trace-2: 6 attempts in 7,310 ms, then ok""");
  }

  @Test
  void whileItIsOpenItTellsOfAllAndOfNow() {
    story.then(30, USUAL).then(6, storm(3_000)).then(12, storm(1_000));
    assertThat(story.judgement().explanation.summary)
        .isEqualTo(
            "orders → Orders (write): calls are repeated since 10:05:00 UTC; none is known to have failed for good."
                + " Throttling: 2.67 attempts per call (budget 1.10), 4.00 at the peak at 10:05:10. In the last 10 s it"
                + " is 2.00.");
    assertThat(measure(story.judgement().explanation, "attempts-per-call-now")).isEqualTo(2);
  }

  @Test
  void aStormThatStopsIsNotSaidToRecoverSlowly() {
    story.then(30, USUAL).then(12, storm(500)).then(30, USUAL);
    assertThat(resolved().summary).contains("to 10:07:00 UTC").doesNotContain("to recover");
    assertThat(resolved().findings).doesNotContain("PHASE_DRAINING").contains("PHASE_RECOVERED");
    assertThat(measure(resolved(), "recovery-time")).isZero();
  }

  /** As when a retry quota is used up. */
  @Test
  void oneWhoseCallersGaveUpRetryingStaysOpenUntilTheirCallsSucceed() {
    story
        .then(30, USUAL)
        .then(12, storm(3_000).failed(900, ErrorClass.SERVER))
        .then(60, calls(1_000).failed(600, ErrorClass.SERVER));
    assertThat(story.judgement().explanation.summary)
        .contains("Clients gave up retrying at 10:07:00; 60 % of calls still fail.");
    assertThat(story.judgement().explanation.findings).contains("RETRIES_GIVEN_UP");
    assertThat(story.anomalies()).noneMatch(a -> a.status == Anomaly.Status.RESOLVED);

    story.then(30, USUAL);
    assertThat(resolved().summary).contains("to 10:17:00 UTC").doesNotContain("still fail");
    assertThat(resolved().findings).contains("PHASE_RECOVERED").doesNotContain("RETRIES_GIVEN_UP");
  }

  /** A bad instance of many: few calls are lost, but as many as before. */
  @Test
  void oneThatLosesAFewCallsEndsWhenItLosesThemNoMore() {
    story
        .then(30, USUAL)
        .then(12, storm(200).failed(60, ErrorClass.SERVER))
        .then(42, calls(1_000).failed(60, ErrorClass.SERVER))
        .then(30, USUAL);
    assertThat(resolved().summary).contains("to 10:14:00 UTC");
  }

  @Test
  void oneWhoseCallsSucceedAgainHasRecoveredThoughItsLastMinuteWasBad() {
    // Seven calls in 10 s: the edge is clear when most of the last minute is.
    PaneBuilder givenUp = calls(7).retried(1, ErrorClass.THROTTLED).failed(6, ErrorClass.THROTTLED);
    story
        .then(60, calls(7))
        .then(12, calls(7).retried(18, 6, ErrorClass.THROTTLED).failed(2, ErrorClass.THROTTLED))
        .then(12, givenUp)
        .then(30, calls(7));
    assertThat(resolved().findings).contains("PHASE_RECOVERED");
    assertThat(resolved().summary).doesNotContain("still fail");
  }

  @Test
  void oneAfterWhichNoCallIsSeenIsNotSaidToBeOver() {
    story.then(30, USUAL).then(12, storm(3_000).failed(900, ErrorClass.SERVER)).thenSilence(120);
    assertThat(resolved().summary)
        .contains("to 10:07:00 UTC")
        .contains(". No call has been seen since 10:07:00, so whether it is over is not known.");
    assertThat(resolved().findings).doesNotContain("PHASE_RECOVERED");
  }

  @Test
  void aHoleInTheTelemetryDoesNotEndIt() {
    story.then(30, USUAL).then(12, storm(3_000).failed(900, ErrorClass.SERVER)).thenSilence(60);
    assertThat(story.judgement().explanation.summary)
        .contains("No call has been seen since 10:07:00, so whether it goes on is not known.");
    story.then(30, calls(1_000).failed(600, ErrorClass.SERVER));
    assertThat(story.anomalies()).noneMatch(a -> a.status == Anomaly.Status.RESOLVED);
    assertThat(story.judgement().explanation.summary).contains("60 % of calls still fail");
  }

  /** A batch job that ends: its calls stand in the sums of 5 and 15 minutes for long. */
  @Test
  void itsPeakIsNeverAfterItsEnd() {
    story
        .then(60, calls(1))
        .then(48, calls(4).retried(28, 4, ErrorClass.THROTTLED))
        .thenSilence(120);
    Explanation last = resolved();
    assertThat(last.summary).contains("from 10:10:00 to 10:18:00 UTC");
    assertThat(story.state().storm.peakAt).isLessThanOrEqualTo(PaneBuilder.at("10:18:00"));
  }

  @Test
  void oneThatFlickersIsOneWave() {
    story.then(30, USUAL);
    for (int i = 0; i < 6; i++) {
      story.then(6, storm(1_000)).then(3, USUAL);
    }
    story.then(20, USUAL);
    assertThat(resolved().summary)
        .contains("from 10:05:00 to 10:13:30 UTC;", ": 1.71 attempts per call", "2.00 at the peak");
  }

  @Test
  void aSingleRetryLongAfterItDoesNotCount() {
    // The sum of 15 minutes meets the definition for long; a call in two panes is seen.
    story.then(90, calls(1)).then(40, calls(1).retried(2, 1, ErrorClass.SERVER));
    story.then(25, calls(1)).then(1, calls(1).retried(1, ErrorClass.SERVER)).then(200, calls(1));
    assertThat(resolved().summary).contains("to 10:21:40 UTC;");
  }

  @Test
  void oneThatIsOverMakesNoOther() {
    // Two calls in 10 s: the storm stands in the sum of 15 minutes long after it was resolved.
    story.then(90, calls(2)).then(36, calls(2).retried(8, 2, ErrorClass.SERVER));
    for (int i = 0; i < 12; i++) {
      story.then(11, calls(2)).then(1, calls(2).retried(1, ErrorClass.SERVER));
    }
    story.then(30, calls(2));
    assertThat(story.anomalies())
        .extracting(a -> a.status)
        .containsOnlyOnce(Anomaly.Status.RESOLVED);
    assertThat(resolved().summary).contains("to 10:21:00 UTC;");
  }

  @Test
  void itsOnsetIsFoundWhereItIsSeenOnlyLater() {
    // Twenty calls in 10 s: the storm fires with the third pane, and counts from the first.
    story.then(60, calls(20)).then(18, calls(20).retried(8, ErrorClass.SERVER)).then(30, calls(20));
    assertThat(PaneBuilder.time(story.anomalies().get(0).startedAt)).isEqualTo("10:10:00");
    assertThat(resolved().summary)
        .contains("from 10:10:00 to 10:13:00 UTC", ": 1.40 attempts per call");
  }

  @Test
  void whatIsLeftInLongerSumsAfterTheEndDoesNotCount() {
    story
        .then(60, calls(20))
        .then(30, calls(20).retried(20, ErrorClass.SERVER))
        .then(60, calls(20));
    assertThat(resolved().summary)
        .contains("from 10:10:00 to 10:15:00 UTC", ": 2.00 attempts per call");
  }

  @Test
  void oneThatComesBackAsTheSameEpisodeGoesOnAndTheQuietBetweenCounts() {
    story
        .then(30, USUAL)
        .then(6, storm(1_000))
        .then(60, USUAL)
        .then(6, storm(3_000))
        .then(30, USUAL);
    assertThat(story.anomalies()).extracting(a -> a.id).containsOnly(story.anomalies().get(0).id);
    assertThat(resolved().summary)
        .contains("from 10:05:00 to 10:17:00 UTC in 2 waves")
        .contains(": 1.34 attempts per call (budget 1.10), 4.00 at the peak at 10:16:10.");
  }

  @Test
  void oneThatComesBackAsAnotherEpisodeBeginsAnew() {
    story
        .then(30, USUAL)
        .then(6, storm(1_000))
        .then(210, USUAL)
        .then(6, storm(3_000))
        .then(30, USUAL);
    assertThat(story.anomalies().get(0).id)
        .isNotEqualTo(story.anomalies().get(story.anomalies().size() - 1).id);
    assertThat(resolved().summary)
        .contains("from 10:41:00 to 10:42:00 UTC", ": 4.00 attempts per call");
  }

  @Test
  void aBlipThatNeverOpensLeavesNothing() {
    story.then(30, USUAL).then(1, storm(200)).then(6, USUAL);
    assertThat(story.state().storm).isNull();
    assertThat(story.anomalies()).isEmpty();
  }

  @Test
  void itsStateEndsWhenItCanComeBackNoMore() {
    story.then(30, USUAL).then(6, storm(1_000)).then(180, USUAL);
    assertThat(story.state().storm).isNotNull();
    story.then(15, USUAL);
    assertThat(story.state().storm).isNull();
  }

  @Test
  void aSampleSaysHowSureItIsAndIsRight() {
    int right = 0;
    for (int run = 0; run < 200; run++) {
      Explanation told = seenThroughASample(new Random(run));
      double truth = 1 / (1 - 0.4);
      boolean holds =
          measure(told, "attempts-per-call-at-least") <= truth
              && truth <= measure(told, "attempts-per-call-at-most");
      right += holds ? 1 : 0;
    }
    assertThat(right / 200.0).isCloseTo(0.95, within(0.04));
  }

  /** Ten minutes in which 40 % of attempts fail; of ten calls a second one in twenty is seen. */
  private static Explanation seenThroughASample(Random random) {
    Story<RetryCascadeState> sampled =
        Story.of(new RetryCascade(Settings.defaults()), Shop.ORDERS_WRITES, "10:00:00");
    for (int pane = 0; pane < 150; pane++) {
      PaneBuilder seen = calls(5).sampled();
      for (int call = 0; call < 5 && pane >= 90; call++) {
        int retries = 0;
        while (random.nextDouble() < 0.4) {
          retries++;
        }
        seen.retried(retries, Math.min(1, retries), ErrorClass.SERVER);
      }
      sampled.then(1, seen);
    }
    return sampled.judgement().explanation;
  }

  private static double measure(Explanation explanation, String name) {
    Measure found =
        explanation.measures.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
    return found.observed;
  }

  private Explanation resolved() {
    Anomaly anomaly = story.anomalies().get(story.anomalies().size() - 1);
    assertThat(anomaly.status).isEqualTo(Anomaly.Status.RESOLVED);
    return anomaly.explanation;
  }

  private static PaneBuilder storm(long retries) {
    return calls(1_000).retried(retries, ErrorClass.THROTTLED);
  }
}
