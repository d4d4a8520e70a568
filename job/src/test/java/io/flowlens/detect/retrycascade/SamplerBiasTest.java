package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Anomaly;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Severity;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A collector that keeps all traces with failures and few others makes no critical storm. */
class SamplerBiasTest {
  private static Story<RetryCascadeState> story(Settings settings) {
    return Story.of(new RetryCascade(settings), Shop.ORDERS_WRITES, "10:00:00");
  }

  /**
   * Ten seconds of 60 calls a second of which this share has failures: a third of these calls is
   * lost after three attempts, the others succeed with the second. Of the clean ones this share is
   * kept.
   */
  private static PaneBuilder pane(
      Random random, double callsPerSecond, double failing, double kept) {
    long bad = drawn(random, 10 * callsPerSecond * failing);
    long clean = drawn(random, 10 * callsPerSecond * (1 - failing) * kept);
    long lost = bad / 3;
    return calls(clean + bad)
        .retried(bad - lost + 2 * lost, bad, ErrorClass.THROTTLED)
        .failed(lost, ErrorClass.THROTTLED);
  }

  private static long drawn(Random random, double mean) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
  }

  @ParameterizedTest
  @CsvSource({"0.012, 0.01", "0.02, 0.05", "0.05, 0.1"})
  void aSamplerThatPrefersFailuresMakesNoCriticalStorm(double failing, double kept) {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      Story<RetryCascadeState> story = story(Settings.defaults());
      for (int pane = 0; pane < 360; pane++) {
        story.then(1, pane(random, 60, failing, kept));
      }
      assertNotCritical(story);
    }
  }

  /** First there is hardly any failure; then a true storm of a few percent, seen tenfold. */
  @ParameterizedTest
  @CsvSource({"0.0002, 0.03, 0.01", "0.001, 0.06, 0.05", "0.001, 0.03, 0.1"})
  void neitherDoesOneWhoseFailuresComeUpLater(double before, double then, double kept) {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      Story<RetryCascadeState> story = story(Settings.defaults());
      for (int pane = 0; pane < 240; pane++) {
        story.then(1, pane(random, 60, pane < 120 ? before : then, kept));
      }
      assertThat(story.anomalies()).isNotEmpty();
      assertNotCritical(story);
    }
  }

  @Test
  void itIsSaidThatTheSamplingIsNotKnown() {
    Random random = new Random(1);
    Story<RetryCascadeState> story = story(Settings.defaults());
    for (int pane = 0; pane < 60; pane++) {
      story.then(1, pane(random, 60, 0.012, 0.01));
    }
    assertThat(story.judgement().explanation.counterEvidence)
        .contains(
            "Sampling: not known whether traces were left out; a sampler that keeps failures by preference would look"
                + " the same.")
        .noneMatch(check -> check.contains("all calls are in the evidence"));
    assertThat(story.judgement().explanation.confidence).isLessThan(0.9);
  }

  /** Where all traces, or a fixed share of them, are kept, successes give way to failures. */
  @ParameterizedTest
  @ValueSource(doubles = {2, 60, 1_000})
  void aTrueStormIsCritical(double callsPerSecond) {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      Story<RetryCascadeState> story = story(Settings.defaults());
      for (int pane = 0; pane < 90; pane++) {
        story.then(1, pane(random, callsPerSecond, pane < 60 ? 0.005 : 0.6, 1));
      }
      assertThat(last(story).explanation.severity).isEqualTo(Severity.CRITICAL);
      assertThat(last(story).explanation.counterEvidence)
          .anyMatch(check -> check.contains("traces with failures are not kept by preference"));
    }
  }

  @Test
  void itIsCriticalTooWithoutAPastWhereTheOperatorSaysThatAllTracesAreKept() {
    Settings complete = Settings.defaults().with(RetryCascadeOptions.TRACES_COMPLETE, true);
    Story<RetryCascadeState> told = story(complete);
    Story<RetryCascadeState> untold = story(Settings.defaults());
    Random random = new Random(3);
    for (int pane = 0; pane < 12; pane++) {
      PaneBuilder storm = pane(random, 60, 0.6, 1);
      told.then(1, storm);
      untold.then(1, storm);
    }
    assertThat(last(told).explanation.severity).isEqualTo(Severity.CRITICAL);
    assertThat(last(untold).explanation.severity).isEqualTo(Severity.WARNING);
  }

  private static void assertNotCritical(Story<RetryCascadeState> story) {
    assertThat(story.anomalies())
        .noneMatch(anomaly -> anomaly.explanation.severity == Severity.CRITICAL);
  }

  private static Anomaly last(Story<RetryCascadeState> story) {
    return story.anomalies().get(story.anomalies().size() - 1);
  }
}
