package io.flowlens.detect.batchflood;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Batch writes that succeed and leave items. */
class UnprocessedItemsTest {
  private final TableStory<FloodState> story =
      new TableStory<>(new BatchFlood(Settings.defaults()), "10:00:00");

  private void then(int panes, PaneBuilder writes) {
    story.then(panes, Map.of(Shop.ORDERS_WRITES, writes));
  }

  @Test
  void batchesThatWriteAllAreNone() {
    then(360, calls(40).records(1_000));
    assertThat(story.lines()).isEmpty();
    assertThat(story.state().unprocessed).isEmpty();
  }

  @Test
  void aFewItemsOnceAreNone() {
    then(1, calls(40).records(1_000).unprocessed(24));
    then(180, calls(40).records(1_000));
    assertThat(story.lines()).isEmpty();
    assertThat(story.state().unprocessed).isEmpty();
  }

  @Test
  void itemsThatAreLeftAgainAndAgainAreAWarning() {
    then(60, calls(40).records(1_000).unprocessed(30));
    Anomaly anomaly = story.anomalies().get(story.anomalies().size() - 1);
    assertThat(anomaly.explanation.severity).isEqualTo(Severity.WARNING);
    assertThat(anomaly.explanation.findings).containsExactly("UNPROCESSED_ITEMS");
    assertThat(anomaly.explanation.summary)
        .isEqualTo(
            "1,680 items of Orders were not written since 10:00 UTC: batch writes of orders succeeded and left them,"
                + " and it did not send them again. That is 3.0 % of the 56,000 that it sent.");
  }

  @Test
  void itIsOverAfterAQuarterOfAnHourWithoutMore() {
    then(60, calls(40).records(1_000).unprocessed(30));
    then(100, calls(40).records(1_000));
    Anomaly anomaly = story.anomalies().get(story.anomalies().size() - 1);
    assertThat(anomaly.status).isEqualTo(Anomaly.Status.RESOLVED);
    assertThat(story.state().unprocessed).isEmpty();
  }
}
