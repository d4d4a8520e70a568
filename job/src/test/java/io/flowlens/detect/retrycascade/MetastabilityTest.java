package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Anomaly;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Explanation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which storms are said to keep themselves going, and which must not be. */
class MetastabilityTest {
  private static final PaneBuilder USUAL = calls(1_000);
  private static final PaneBuilder FEW = calls(50);
  private static final PaneBuilder BROKEN = broken(1_000, ErrorClass.SERVER);

  private final Story<RetryCascadeState> story = story();

  private static Story<RetryCascadeState> story() {
    return Story.of(new RetryCascade(Settings.defaults()), Shop.ORDERS_WRITES, "10:00:00");
  }

  @Test
  void aStormThatOutlivesTheSurgeThatBeganItIsMetastable() {
    story.then(30, USUAL).then(12, storm(2_000, 1_200, 4_000)).then(24, storm(1_000, 500, 2_500));
    assertThat(last().findings).contains("METASTABLE");
    assertThat(last().summary).contains("It outlived the surge that began it");
    assertThat(check()).contains("2,000 calls in 10 s began it (usual are 1000)");
    assertThat(last().recommendations.get(0).action).startsWith("Turn retries off");
  }

  @Test
  void whatOnceHeldStaysWithItToTheEnd() {
    story
        .then(30, USUAL)
        .then(12, storm(2_000, 1_200, 4_000))
        .then(24, storm(1_000, 500, 2_500))
        .then(30, storm(1_000, 10, 130))
        .then(20, USUAL);
    assertThat(resolved().findings).contains("METASTABLE", "PHASE_RECOVERED");
  }

  @Test
  void aStormDuringTheSurgeIsNot() {
    story.then(30, USUAL).then(60, storm(2_000, 1_200, 4_000));
    assertThat(last().findings).doesNotContain("METASTABLE");
    assertThat(check()).startsWith("Metastable: not shown; a surge of calls began it");
  }

  @Test
  void aStormWhoseSurgeCameAfterItsFailuresIsNot() {
    story
        .then(30, USUAL)
        .then(3, BROKEN)
        .then(12, broken(2_000, ErrorClass.SERVER))
        .then(60, BROKEN);
    assertThat(last().findings).doesNotContain("METASTABLE");
  }

  @Test
  void aBurstThatTheEdgeCarriesAllTheTimeIsNoTrigger() {
    for (int i = 0; i < 30; i++) {
      story.then(5, USUAL).then(1, calls(2_000));
    }
    story.then(1, broken(2_000, ErrorClass.SERVER));
    for (int i = 0; i < 10; i++) {
      story.then(5, BROKEN).then(1, broken(2_000, ErrorClass.SERVER));
    }
    assertThat(last().findings).doesNotContain("METASTABLE");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorClass.class,
      names = {"THROTTLED", "TIMEOUT", "SERVER"})
  void aFaultThatSimplyLastsIsNotAndNothingIsGuessed(ErrorClass errorClass) {
    story.then(30, USUAL).then(360, broken(1_000, errorClass));
    assertThat(last().findings).doesNotContain("METASTABLE");
    assertThat(last().counterEvidence).noneMatch(check -> check.startsWith("Metastable"));
    story.then(30, USUAL);
    assertThat(resolved().findings).doesNotContain("METASTABLE");
  }

  /** A day of faults that last, on edges with chance in their traffic. */
  @ParameterizedTest
  @ValueSource(ints = {3, 10, 100})
  void aFaultThatLastsIsNotHoweverTrafficVaries(int callsPerSecond) {
    for (int run = 0; run < 40; run++) {
      Random random = new Random(run);
      Story<RetryCascadeState> noisy = story();
      for (int pane = 0; pane < 216; pane++) {
        long calls =
            Math.max(
                0,
                Math.round(
                    10 * callsPerSecond + Math.sqrt(10 * callsPerSecond) * random.nextGaussian()));
        noisy.then(1, pane < 60 || pane > 180 ? calls(calls) : broken(calls, ErrorClass.SERVER));
      }
      assertThat(noisy.anomalies())
          .isNotEmpty()
          .allSatisfy(a -> assertThat(a.explanation.findings).doesNotContain("METASTABLE"));
    }
  }

  @Test
  void aStormThatEndsWithTheLoadAndDoesNotComeBackWithItIsMetastable() {
    story.then(30, USUAL).then(30, BROKEN);
    assertThat(last().findings).doesNotContain("METASTABLE");
    story.then(1, broken(50, ErrorClass.SERVER)).then(5, FEW).then(20, USUAL);
    assertThat(resolved().findings).contains("METASTABLE");
    assertThat(resolved().summary)
        .contains("It ended when calls fell to 5.0 % of the usual, and did not return with them");
    assertThat(resolved().counterEvidence)
        .anyMatch(
            check ->
                check.startsWith(
                    "Metastable: it ended within 10 s after calls had fallen, and calls were few for 60 s"));
  }

  @Test
  void oneThatComesBackWithTheCallsIsNot() {
    story
        .then(30, USUAL)
        .then(30, BROKEN)
        .then(6, FEW)
        .then(2, USUAL)
        .then(30, BROKEN)
        .then(20, USUAL);
    assertThat(resolved().findings).doesNotContain("METASTABLE");
  }

  @Test
  void oneThatGoesOnWhileCallsAreFewIsNot() {
    // Callers give up in a fault that lasts, and come back after its end.
    story.then(30, USUAL).then(30, BROKEN).then(11, broken(50, ErrorClass.SERVER)).then(1, FEW);
    story.then(30, USUAL);
    assertThat(resolved().findings).doesNotContain("METASTABLE");
  }

  @Test
  void oneThatEndsWhileNothingIsSeenAtAllIsNot() {
    // A collector that is down looks like callers that stop.
    story.then(30, USUAL).then(30, BROKEN).thenSilence(6).then(20, USUAL);
    assertThat(resolved().findings).doesNotContain("METASTABLE");
  }

  @Test
  void oneWhoseCallersWereHeldUpAllTheTimeIsNot() {
    // With its callers' threads all waiting, a broken callee is called less until it is mended.
    story.then(30, USUAL).then(30, broken(400, ErrorClass.TIMEOUT)).then(3, calls(400));
    story.then(30, USUAL);
    assertThat(resolved().findings).doesNotContain("METASTABLE");
  }

  @Test
  void oneThatWasThrottledIsNotSinceATableSavesUpCapacity() {
    story
        .then(30, USUAL)
        .then(30, broken(1_000, ErrorClass.THROTTLED))
        .then(6, FEW)
        .then(30, USUAL);
    assertThat(resolved().findings).doesNotContain("METASTABLE");
  }

  @Test
  void oneWhoseCallsComeBackOnlyLaterIsNot() {
    story.then(30, USUAL).then(30, BROKEN).then(14, FEW).then(30, USUAL);
    assertThat(resolved().findings).doesNotContain("METASTABLE");
  }

  @Test
  void aStormWhoseCallsSucceedAfterAllIsNot() {
    story.then(30, USUAL).then(12, storm(2_000, 100, 1_500)).then(30, storm(1_000, 0, 700));
    assertThat(last().findings).doesNotContain("METASTABLE");
  }

  @Test
  void onAnEdgeWithFewCallsItIsNotAssessed() {
    story.then(60, calls(29)).then(30, broken(29, ErrorClass.SERVER));
    assertThat(last().findings).doesNotContain("METASTABLE");
    assertThat(last().counterEvidence).noneMatch(check -> check.startsWith("Metastable"));
  }

  @Test
  void howLongItMustGoOnIsASetting() {
    Settings patient =
        Settings.defaults()
            .with(RetryCascadeOptions.METASTABLE_AFTER, java.time.Duration.ofMinutes(10));
    Story<RetryCascadeState> other =
        Story.of(new RetryCascade(patient), Shop.ORDERS_WRITES, "10:00:00");
    other.then(30, USUAL).then(12, storm(2_000, 1_200, 4_000)).then(40, storm(1_000, 500, 2_500));
    assertThat(other.judgement().explanation.findings).doesNotContain("METASTABLE");
    other.then(40, storm(1_000, 500, 2_500));
    assertThat(other.judgement().explanation.findings).contains("METASTABLE");
  }

  private Explanation last() {
    return story.judgement().explanation;
  }

  private String check() {
    List<String> checks = last().counterEvidence;
    return checks.stream().filter(c -> c.startsWith("Metastable")).findFirst().orElseThrow();
  }

  private Explanation resolved() {
    Anomaly anomaly = story.anomalies().get(story.anomalies().size() - 1);
    assertThat(anomaly.status).isEqualTo(Anomaly.Status.RESOLVED);
    return anomaly.explanation;
  }

  /** Every call fails, after three attempts. */
  private static PaneBuilder broken(long calls, ErrorClass errorClass) {
    return calls(calls).retried(2 * calls, calls, errorClass).failed(calls, errorClass);
  }

  private static PaneBuilder storm(long calls, long givenUp, long retries) {
    return calls(calls)
        .retried(retries, ErrorClass.THROTTLED)
        .failed(givenUp, ErrorClass.THROTTLED);
  }
}
