package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where few of a caller's calls go astray, or few are seen. */
class FewStraysTest {
  private static final Node IRELAND = Shop.node(NodeKind.TABLE, "eu-west-1", "Orders");
  private static final Edge NEAR = Edge.of(Shop.ORDERS, Shop.ORDERS_TABLE, Access.READ);
  private static final Edge FAR = Edge.of(Shop.ORDERS, IRELAND, Access.READ);
  private static final Edge OTHER_NEAR = Edge.of(Shop.BILLING, Shop.ORDERS_TABLE, Access.READ);
  private static final Edge OTHER_FAR = Edge.of(Shop.BILLING, IRELAND, Access.READ);

  private static final int MINUTE = 6;
  private static final int HOUR = 60 * MINUTE;

  private static TableStory<TableRegions> story() {
    return new TableStory<>(new RegionMismatch(Settings.defaults()), "02:00:00");
  }

  private static PaneBuilder near(int calls) {
    return calls(calls).taking(4);
  }

  private static PaneBuilder far(int calls) {
    return calls(calls).taking(78);
  }

  /** One stray in the first of every so many panes, for so many panes. */
  private static void strays(TableStory<TableRegions> story, int panes, int every, int near) {
    for (int i = 0; i < panes; i += every) {
      story
          .then(1, Map.of(NEAR, near(near), FAR, far(1)))
          .then(every - 1, Map.of(NEAR, near(near)));
    }
  }

  private static Level level(TableStory<TableRegions> story) {
    return story.judgements().get(0).level;
  }

  /** In how many of so many draws of this share it was reported within so many minutes. */
  private static int reported(int draws, double share, int callsInPane, int minutes) {
    Random random = new Random(20261128);
    int reported = 0;
    for (int draw = 0; draw < draws; draw++) {
      TableStory<TableRegions> story = story();
      for (int pane = 0; pane < minutes * MINUTE && story.lines().isEmpty(); pane++) {
        int astray = 0;
        for (int call = 0; call < callsInPane; call++) {
          astray += random.nextDouble() < share ? 1 : 0;
        }
        Map<Edge, PaneBuilder> traffic = new HashMap<>();
        traffic.put(NEAR, near(callsInPane - astray));
        if (astray > 0) {
          traffic.put(FAR, far(astray));
        }
        story.then(1, traffic);
      }
      reported += story.lines().isEmpty() ? 0 : 1;
    }
    return reported;
  }

  @Test
  void onePercentOfTwoCallsASecondIsNoTossOfACoin() {
    assertThat(reported(60, 0.01, 20, 90)).isGreaterThanOrEqualTo(57);
  }

  @Test
  void onePercentOfOneCallASecondIsFoundWithinSixHours() {
    assertThat(reported(40, 0.01, 10, 360)).isGreaterThanOrEqualTo(39);
  }

  @Test
  void onePercentOfTwentyCallsASecondIsFoundWithinTwentyMinutes() {
    assertThat(reported(30, 0.01, 200, 20)).isGreaterThanOrEqualTo(29);
  }

  @Test
  void halfAPercentIsNoiseWhateverTheTraffic() {
    assertThat(reported(100, 0.005, 1, 100)).isLessThanOrEqualTo(1);
    assertThat(reported(100, 0.005, 10, 100)).isLessThanOrEqualTo(1);
    assertThat(reported(100, 0.005, 20, 100)).isLessThanOrEqualTo(1);
    assertThat(reported(20, 0.005, 200, 100)).isLessThanOrEqualTo(1);
  }

  @Test
  void aQuarterOfAPercentIsNeverSpokenOf() {
    assertThat(reported(100, 0.0025, 20, 100)).isZero();
  }

  @Test
  void whatAnHourHoldsTooLittleOfShowsInTwo() {
    TableStory<TableRegions> story = story();
    strays(story, 3 * HOUR, 5 * MINUTE, 1);
    assertThat(story.lines())
        .startsWith("03:40:00 ")
        .doesNotContain("clear")
        .contains("Since 02:00 UTC, 20 of 591 went to eu-west-1");
  }

  @Test
  void whatTwoHoursHoldTooLittleOfShowsInSix() {
    TableStory<TableRegions> story = story();
    strays(story, 5 * HOUR, 10 * MINUTE, 1);
    assertThat(story.lines()).contains("for 1.7 % of its reads", "Since 02:00 UTC, 20 of 1,161");
  }

  @Test
  void aStrayStillCountsInThePaneAfterItAndNoLonger() {
    TableStory<TableRegions> story = story();
    strays(story, 3 * HOUR, 5 * MINUTE, 1);
    assertThat(level(story.then(1, Map.of(NEAR, near(1), FAR, far(1))))).isEqualTo(Level.FIRING);
    assertThat(level(story.then(1, Map.of(NEAR, near(1))))).isEqualTo(Level.FIRING);
    assertThat(level(story.then(1, Map.of(NEAR, near(1))))).isEqualTo(Level.HOLDING);
  }

  @Test
  void aCallerThatCameBackIsNotReportedAnyMore() {
    TableStory<TableRegions> story =
        story()
            .then(HOUR, Map.of(NEAR, near(20), OTHER_NEAR, near(50)))
            .then(6 * MINUTE, Map.of(FAR, far(20), OTHER_NEAR, near(50)));
    assertThat(level(story)).isEqualTo(Level.FIRING);
    assertThat(level(story.then(1, Map.of(NEAR, near(1), OTHER_NEAR, near(50)))))
        .isEqualTo(Level.HOLDING);
  }

  @Test
  void straysThatAreRarerThanOneAnHourDoNotAddUp() {
    TableStory<TableRegions> story = story();
    strays(story, 48 * HOUR, HOUR + 5 * MINUTE, 1);
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aJobThatComparesReplicasForThreeMinutesNowAndThenIsNoMismatch() {
    TableStory<TableRegions> story = story();
    for (int day = 0; day < 6; day++) {
      story
          .then(3 * MINUTE, Map.of(NEAR, near(20), FAR, far(20), OTHER_NEAR, near(20)))
          .then(2 * HOUR, Map.of(OTHER_NEAR, near(20)));
    }
    assertThat(story.judgements()).isEmpty();
  }

  @Test
  void aFailoverThatCameBackLeavesNothingThatLaterStraysAddTo() {
    TableStory<TableRegions> story =
        story()
            .then(3 * HOUR, Map.of(NEAR, near(20), OTHER_NEAR, near(20)))
            .then(10 * MINUTE, Map.of(FAR, far(20), OTHER_FAR, far(20)))
            .then(HOUR, Map.of(NEAR, near(20), OTHER_NEAR, near(20)));
    strays(story, 2 * HOUR, 2 * MINUTE, 20);
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void whatTheLastHourNoLongerShowsIsOverThoughSixHoursStillDo() {
    TableStory<TableRegions> story = story();
    strays(story, 2 * HOUR, MINUTE, 10);
    assertThat(story.judgements()).hasSize(1);
    strays(story, 2 * HOUR, 10 * MINUTE, 10);
    assertThat(story.judgements()).isEmpty();
  }

  @Test
  void oneThatIsSpokenOfStaysWhileHalfOfTheShareIsSeen() {
    TableStory<TableRegions> story = story();
    strays(story, 2 * HOUR, MINUTE, 10);
    strays(story, 6 * HOUR, 3 * MINUTE, 10);
    assertThat(story.lines()).doesNotContain("clear");
    TableStory<TableRegions> fresh = story();
    strays(fresh, 6 * HOUR, 3 * MINUTE, 10);
    assertThat(fresh.lines()).isEmpty();
  }

  @Test
  void fiveCallsThatAreFasterThanLightAreEnoughToDoubtALabel() {
    TableStory<TableRegions> story = story();
    for (int i = 0; i < 4 * HOUR; i += 10 * MINUTE) {
      story
          .then(1, Map.of(NEAR, near(1), FAR, calls(1).taking(30)))
          .then(10 * MINUTE - 1, Map.of(NEAR, near(1)));
    }
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void sixHoursAreRememberedInSixtyBytesEvenOfABusyRoute() {
    Route route = new Route();
    long start = PaneBuilder.at("02:00:00");
    for (long now = start; now < start + 7 * 3_600_000; now += 10_000) {
      RouteTraffic traffic = RouteTraffic.of(route, now);
      traffic.count(near(10_000).on(FAR, now));
      traffic.keep(route);
    }
    assertThat(route.sixHours).hasSizeLessThanOrEqualTo(60);
  }
}
