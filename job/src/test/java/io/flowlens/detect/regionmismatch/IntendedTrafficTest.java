package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Access;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Severity;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Calls that leave the region because somebody wants them to, or that nobody knows to be wrong. */
class IntendedTrafficTest {
  private static final Node IRELAND = Shop.node(NodeKind.TABLE, "eu-west-1", "Orders");
  private static final Node IRISH = Shop.node(NodeKind.SERVICE, "eu-west-1", "orders");
  private static final Edge NEAR = Edge.of(Shop.ORDERS, Shop.ORDERS_TABLE, Access.READ);
  private static final Edge FAR = Edge.of(Shop.ORDERS, IRELAND, Access.READ);
  private static final Edge OTHER_NEAR = Edge.of(Shop.BILLING, Shop.ORDERS_TABLE, Access.READ);
  private static final Edge OTHER_FAR = Edge.of(Shop.BILLING, IRELAND, Access.READ);
  private static final Edge IRISH_READS = Edge.of(IRISH, IRELAND, Access.READ);
  private static final Edge CHANGES = changes(Shop.ORDERS_TABLE);
  private static final Edge IRISH_CHANGES = changes(IRELAND);
  private static final int MINUTE = 6;
  private static final int HOUR = 60 * MINUTE;

  private static Edge changes(Node table) {
    return Edge.of(
        table, Shop.node(NodeKind.CHANGE_STREAM, table.region, table.name), Access.CHANGE);
  }

  private static TableStory<TableRegions> separate() {
    return story(Settings.defaults());
  }

  private static TableStory<TableRegions> replicas() {
    return story(Settings.defaults().with(RegionMismatchOptions.REPLICATED, "Ord*"));
  }

  private static TableStory<TableRegions> story(Settings settings) {
    return new TableStory<>(new RegionMismatch(settings), "02:00:00");
  }

  private static PaneBuilder near(int calls) {
    return calls(calls).taking(4);
  }

  private static PaneBuilder far(int calls) {
    return calls(calls).taking(78);
  }

  /** An hour nearby; then a third goes to Ireland, for half an hour. */
  private static void strays(TableStory<TableRegions> story, Map<Edge, PaneBuilder> besides) {
    Map<Edge, PaneBuilder> before = new HashMap<>(besides);
    before.put(NEAR, near(30));
    before.put(IRISH_READS, near(10));
    Map<Edge, PaneBuilder> astray = new HashMap<>(before);
    astray.put(NEAR, near(20));
    astray.put(FAR, far(10));
    story.then(HOUR, before).then(HOUR / 2, astray);
  }

  private static Severity worst(TableStory<TableRegions> story) {
    return story.anomalies().stream()
        .map(anomaly -> anomaly.explanation.severity)
        .max(Severity::compareTo)
        .orElse(null);
  }

  private static Set<String> ids(TableStory<TableRegions> story) {
    return story.anomalies().stream().map(anomaly -> anomaly.id).collect(Collectors.toSet());
  }

  private static Anomaly last(TableStory<TableRegions> story) {
    return story.anomalies().get(story.anomalies().size() - 1);
  }

  @Test
  void tablesOfOneNameAreForInformationWhereNothingShowsThatTheyAreReplicas() {
    TableStory<TableRegions> story = separate();
    strays(story, Map.of(CHANGES, calls(5).keys(0, 30), IRISH_CHANGES, calls(5).keys(900, 30)));
    assertThat(worst(story)).isEqualTo(Severity.INFO);
    assertThat(last(story).explanation.findings).contains("REPLICA_NOT_SHOWN");
    assertThat(last(story).explanation.recommendations.get(0).action)
        .isEqualTo("Find out whether these are replicas of one table");
  }

  @Test
  void theSameKeysThatChangeInBothRegionsShowThatTheyAreReplicas() {
    TableStory<TableRegions> story = separate();
    strays(story, Map.of(CHANGES, calls(5).keys(0, 30), IRISH_CHANGES, calls(5).keys(5, 30)));
    assertThat(worst(story)).isEqualTo(Severity.WARNING);
    assertThat(last(story).explanation.counterEvidence)
        .contains(
            "Replica: us-east-1 and eu-west-1 hold the same table: the same keys change in both regions.");
  }

  @Test
  void cloudTrailShowsThatTheyAreReplicas() {
    Signal change = new Signal();
    change.kind = SignalKind.CONFIGURATION_CHANGE;
    change.node = Shop.ORDERS_TABLE;
    change.time = PaneBuilder.at("02:00:00");
    change.dimensions.put(Signal.REPLICAS, "ap-south-1,eu-west-1");
    TableStory<TableRegions> story = separate().signal(change);
    strays(story, Map.of());
    assertThat(worst(story)).isEqualTo(Severity.WARNING);
  }

  @Test
  void aThirdThatHasAlwaysGoneElsewhereIsOneStandingInformation() {
    TableStory<TableRegions> story = replicas();
    Map<Edge, PaneBuilder> day = Map.of(NEAR, near(20), FAR, far(10), IRISH_READS, near(9));
    for (int i = 0; i < 3; i++) {
      story.then(16 * HOUR, day).then(8 * HOUR, Map.of(IRISH_READS, near(1)));
    }
    assertThat(worst(story)).isEqualTo(Severity.INFO);
    assertThat(ids(story)).hasSize(1);
    assertThat(PaneBuilder.time(last(story).startedAt)).isEqualTo("02:00:00");
    assertThat(last(story).explanation.summary)
        .contains("33 % of its reads", "172,800 of 518,400", "Since 2025-11-25 02:00 UTC");
  }

  @Test
  void aCanaryThatAsksEachRegionEquallyOftenIsSilent() {
    TableStory<TableRegions> story = replicas();
    for (int i = 0; i < 12 * HOUR / 3; i++) {
      story
          .then(1, Map.of(NEAR, near(1), FAR, far(1), OTHER_NEAR, near(9), IRISH_READS, near(9)))
          .then(2, Map.of(OTHER_NEAR, near(9), IRISH_READS, near(9)));
    }
    assertThat(story.anomalies()).isEmpty();
  }

  @Test
  void aNightlyCopyIsOneStandingInformation() {
    TableStory<TableRegions> story = replicas();
    Map<Edge, PaneBuilder> day = Map.of(NEAR, near(20), IRISH_READS, near(9));
    Map<Edge, PaneBuilder> night = new HashMap<>(day);
    night.put(OTHER_FAR, far(50));
    for (int i = 0; i < 4; i++) {
      story.then(HOUR / 2, night).then(23 * HOUR + HOUR / 2, day);
    }
    assertThat(worst(story)).isEqualTo(Severity.INFO);
    assertThat(ids(story)).hasSize(1);
  }

  @Test
  void oneWriteByHandMakesNoSecondWriter() {
    Edge write = Edge.of(Shop.ORDERS, IRELAND, Access.WRITE);
    Edge byHand = Edge.of(Shop.BILLING, Shop.ORDERS_TABLE, Access.WRITE);
    Map<Edge, PaneBuilder> always = Map.of(NEAR, near(20), write, far(5));
    Map<Edge, PaneBuilder> once = new HashMap<>(always);
    once.put(byHand, near(1));
    TableStory<TableRegions> story =
        replicas().then(HOUR, always).then(1, once).then(6 * HOUR, always);
    assertThat(story.anomalies()).isEmpty();
  }

  @Test
  void aSteadyTwoPercentOfAQuietServiceIsOneEpisodeAWeek() {
    Random random = new Random(20261130);
    TableStory<TableRegions> story = replicas();
    for (int pane = 0; pane < 7 * 24 * HOUR; pane++) {
      Map<Edge, PaneBuilder> traffic = new HashMap<>();
      boolean night = pane % (24 * HOUR) > 18 * HOUR;
      int strays = 0;
      for (int i = 0; i < 3; i++) {
        strays += random.nextDouble() < 0.02 ? 1 : 0;
      }
      if (!night && strays < 3) {
        traffic.put(NEAR, near(3 - strays));
      }
      if (!night && strays > 0) {
        traffic.put(FAR, far(strays));
      }
      traffic.put(IRISH_READS, near(3));
      story.then(1, traffic);
    }
    assertThat(ids(story)).hasSize(1);
    assertThat(worst(story)).isEqualTo(Severity.INFO);
  }

  @Test
  void callsNearbyAnHourAgoStillCountInTheTotal() {
    TableStory<TableRegions> story =
        replicas()
            .then(HOUR, Map.of(NEAR, near(20), OTHER_NEAR, near(5)))
            .then(HOUR, Map.of(NEAR, near(10), FAR, far(10), OTHER_NEAR, near(5)))
            .then(HOUR + 2 * MINUTE, Map.of(FAR, far(10), OTHER_NEAR, near(5)));
    assertThat(last(story).explanation.summary)
        .contains("67 % of its reads", "7,280 of 10,880 went to eu-west-1");
  }

  @Test
  void theLastRevisionTellsOfTheWholeEpisode() {
    TableStory<TableRegions> story =
        replicas()
            .then(HOUR, Map.of(NEAR, near(20), OTHER_NEAR, near(5)))
            .then(2 * HOUR, Map.of(NEAR, near(10), FAR, far(10), OTHER_NEAR, near(5)))
            .then(3 * HOUR, Map.of(NEAR, near(20), OTHER_NEAR, near(5)));
    assertThat(last(story).status).isEqualTo(Anomaly.Status.RESOLVED);
    assertThat(last(story).explanation.summary).contains("50 %", "7,200 of 14,400");
    assertThat(PaneBuilder.time(last(story).startedAt)).isEqualTo("03:00:00");
    assertThat(PaneBuilder.time(last(story).resolvedAt)).isEqualTo("05:00:00");
  }

  @Test
  void adviceNeverSendsCallsToARegionThatFailsNow() {
    TableStory<TableRegions> story = replicas();
    strays(story, Map.of());
    assertThat(last(story).explanation.recommendations.get(0).action)
        .isEqualTo("Send these calls to us-east-1");
    story.then(
        MINUTE * 2,
        Map.of(NEAR, near(20).failed(15, ErrorClass.SERVER), FAR, far(10), IRISH_READS, near(10)));
    assertThat(last(story).explanation.recommendations.get(0).action)
        .isEqualTo("Check that us-east-1 answers before you send these calls there");
  }

  @Test
  void whatIsReportedIsTakenBackWhenItTurnsOutToBeAFailover() {
    Settings hasty =
        Settings.defaults()
            .with(RegionMismatchOptions.REPLICATED, "Orders")
            .with(RegionMismatchOptions.AFTER, Duration.ZERO);
    TableStory<TableRegions> story =
        story(hasty)
            .then(HOUR, Map.of(NEAR, near(20), IRISH_READS, near(10)))
            .then(6 * MINUTE, Map.of(NEAR, near(5), FAR, far(15), IRISH_READS, near(10)))
            .then(
                HOUR,
                Map.of(
                    NEAR,
                    near(5).failed(5, ErrorClass.TIMEOUT),
                    FAR,
                    far(15),
                    IRISH_READS,
                    near(10)));
    assertThat(last(story).status).isEqualTo(Anomaly.Status.RETRACTED);
    assertThat(last(story).explanation.summary)
        .startsWith("Retracted, orders → Orders in eu-west-1: this is a failover.")
        .contains("attempts failed or were throttled");
    assertThat(ids(story)).hasSize(1);
  }
}
