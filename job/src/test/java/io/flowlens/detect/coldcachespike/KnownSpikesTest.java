package io.flowlens.detect.coldcachespike;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Severity;
import org.junit.jupiter.api.Test;

/** What has been so for days is no news. */
class KnownSpikesTest {
  private static final int HOUR = 360;

  private final Story<ColdCacheSpikeState> story =
      Story.of(new ColdCacheSpike(Settings.defaults()), Shop.WEB_CALLS_ORDERS, "08:00:00");

  @Test
  void aFunctionOfWhichTwoPercentOfStartsAreColdEveryDayIsNeverAWarningAndOneEntry() {
    for (int day = 0; day < 3; day++) {
      starting(2, 9 * HOUR);
      story.thenSilence(12 * HOUR);
    }
    assertThat(story.anomalies())
        .allMatch(anomaly -> anomaly.explanation.severity == Severity.INFO);
    assertThat(episodes()).isEqualTo(1);
  }

  @Test
  void coldStartsThatDoubleOneDayAreAWarning() {
    starting(2, 9 * HOUR);
    story.thenSilence(12 * HOUR);
    starting(6, 2 * HOUR);
    assertThat(story.anomalies())
        .anyMatch(anomaly -> anomaly.explanation.severity == Severity.WARNING);
  }

  @Test
  void aSpikeThatBeganOneDayIsAWarningThatDayAndNoneTheNext() {
    starting(0, 2 * HOUR);
    starting(2, 9 * HOUR);
    assertThat(story.anomalies())
        .anyMatch(anomaly -> anomaly.explanation.severity == Severity.WARNING);
    story.thenSilence(12 * HOUR);
    starting(2, 9 * HOUR);
    assertThat(episodes()).isEqualTo(1);
  }

  @Test
  void theLastWordTellsOfTheWholeSpikeAndItsWorstMinute() {
    starting(0, 2 * HOUR);
    starting(10, HOUR);
    starting(2, HOUR / 2);
    story.thenSilence(HOUR);
    Anomaly last = story.anomalies().get(story.anomalies().size() - 1);
    assertThat(last.explanation.summary)
        .contains("since 10:00 UTC one call in 14 takes 420 ms instead of 6.0 ms");
    assertThat(PaneBuilder.time(last.startedAt)).isEqualTo("10:00:00");
  }

  private void starting(int ofHundred, int panes) {
    story.then(panes, PaneBuilder.calls(100 - ofHundred).taking(6).started(ofHundred, 420));
  }

  private long episodes() {
    return story.anomalies().stream().map(anomaly -> anomaly.id).distinct().count();
  }
}
