package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.ErrorClass;
import org.junit.jupiter.api.Test;

/** How a storm goes on. */
class CourseTest {
  private static final PaneBuilder USUAL = calls(1_000);

  private final Story<RetryCascadeState> story =
      Story.of(new RetryCascade(Settings.defaults()), Shop.ORDERS_WRITES, "10:00:00");

  @Test
  void aStormThatOutlivesTheSurgeThatBeganItIsMetastable() {
    story.then(30, USUAL).then(12, storm(2_000, 1_200, 4_000)).then(18, storm(1_000, 500, 2_500));
    assertThat(story.judgement().explanation.findings).contains("METASTABLE");
    assertThat(story.judgement().explanation.summary)
        .contains("the surge that began it is over, the retries keep it going");
    assertThat(story.judgement().explanation.recommendations.get(0).action)
        .startsWith("Turn retries off");
  }

  @Test
  void aStormDuringTheSurgeIsNot() {
    story.then(30, USUAL).then(60, storm(2_000, 1_200, 4_000));
    assertThat(story.judgement().explanation.findings)
        .contains("PHASE_AMPLIFYING")
        .doesNotContain("METASTABLE");
  }

  @Test
  void aStormThatNoSurgeBeganIsNot() {
    story.then(30, USUAL).then(60, storm(1_000, 500, 2_500));
    assertThat(story.judgement().explanation.findings).doesNotContain("METASTABLE");
  }

  @Test
  void aStormWhoseCallsSucceedAfterAllIsNot() {
    story.then(30, USUAL).then(12, storm(2_000, 100, 1_500)).then(30, storm(1_000, 0, 700));
    assertThat(story.judgement().explanation.findings).doesNotContain("METASTABLE");
  }

  @Test
  void aStormOfHalfItsPeakIsDraining() {
    story.then(30, USUAL).then(12, storm(2_000, 1_200, 4_000)).then(2, storm(1_000, 0, 500));
    assertThat(story.judgement().explanation.findings).contains("PHASE_DRAINING");
  }

  private static PaneBuilder storm(long calls, long givenUp, long retries) {
    return calls(calls)
        .retried(retries, ErrorClass.THROTTLED)
        .failed(givenUp, ErrorClass.THROTTLED);
  }
}
