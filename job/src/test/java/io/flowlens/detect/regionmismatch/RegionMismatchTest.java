package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.PaneBuilder.calls;
import static io.flowlens.model.ErrorClass.CLIENT;
import static io.flowlens.model.ErrorClass.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Access;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegionMismatchTest {
  private static final Node HERE = Shop.ORDERS_TABLE;
  private static final Node IRELAND = Shop.node(NodeKind.TABLE, "eu-west-1", "Orders");
  private static final Node FRANKFURT = Shop.node(NodeKind.TABLE, "eu-central-1", "Orders");
  private static final Node IRISH_ORDERS = Shop.node(NodeKind.SERVICE, "eu-west-1", "orders");

  private static final Edge NEAR = Edge.of(Shop.ORDERS, HERE, Access.READ);
  private static final Edge FAR = Edge.of(Shop.ORDERS, IRELAND, Access.READ);
  private static final Edge OTHER_NEAR = Edge.of(Shop.BILLING, HERE, Access.READ);
  private static final Edge OTHER_FAR = Edge.of(Shop.BILLING, IRELAND, Access.READ);

  private static final int HOUR = 360;

  private static TableStory<TableRegions> story() {
    return story(Settings.defaults().with(RegionMismatchOptions.REPLICATED, "Orders"));
  }

  private static TableStory<TableRegions> story(Settings settings) {
    return new TableStory<>(new RegionMismatch(settings), "02:00:00");
  }

  /** WrittenAnomalies at once. */
  private static TableStory<TableRegions> hasty() {
    Settings settings = Settings.defaults().with(RegionMismatchOptions.AFTER, Duration.ZERO);
    return new TableStory<>(new RegionMismatch(settings), "02:00:00");
  }

  private static List<String> reportedAt(TableStory<TableRegions> story) {
    return story.lines().lines().map(line -> line.substring(0, 8)).toList();
  }

  private static PaneBuilder near(int calls) {
    return calls(calls).taking(4);
  }

  private static PaneBuilder far(int calls) {
    return calls(calls).taking(78);
  }

  @Test
  void aWrongEndpointIsReportedAfterFiveMinutesAndOverOnceTheCallsComeBack() {
    TableStory<TableRegions> story =
        story()
            .then(60, Map.of(NEAR, near(100), OTHER_NEAR, near(50)))
            .then(60, Map.of(FAR, far(100).exemplar("trace-1", 1, 91, "ok"), OTHER_NEAR, near(50)));

    assertThat(ExplanationText.of(story.judgements().get(0).explanation))
        .isEqualTo(
            """
            orders in us-east-1 waits about 74 ms longer than necessary for all of its reads of Orders. Since 02:10 UTC, 6,000 of 6,000 went to eu-west-1, although the replica in us-east-1 answers.
            warning, confidence 0.95
            findings: MISROUTED
            measure: share-of-calls 1.000 (expected 0.000, threshold 0.008, 6000 samples)
            measure: peak-share-of-calls 1.000 (expected 0.000, threshold -, 6000 samples)
            measure: median-latency 78.336 (expected 3.984, threshold -, 6000 samples)
            measure: saved-per-call 74.352 (expected -, threshold -, 6000 samples)
            measure: waited-per-day 17.844 (expected 0.000, threshold -, 6000 samples)
            evidence: trace-1: answered by eu-west-1 in 91 ms
            checked: Region labels: 95 % of calls take more than 71 ms, and light needs 54 ms there and back: the labels are plausible.
            checked: Saving: measured against callers in the same region, whose median is 4.0 ms.
            checked: Money: not assessed, since neither bytes nor consumed capacity are known.
            checked: Replica: us-east-1 and eu-west-1 hold the same table: the setting replicated.tables says so.
            checked: Failover: us-east-1 was not seen failing when the calls began to leave at 02:10 UTC, and has answered other calls since.
            checked: Pinned writes: no strong reads were seen that would have to follow the writes elsewhere.
            do: Send these calls to us-east-1
              where: orders in us-east-1: region or endpointOverride of the client, AWS_REGION
              why: The replica there answers, and calls should not go across regions.""");
    story.then(60, Map.of(NEAR, near(100), OTHER_NEAR, near(50)));
    assertThat(story.lines())
        .isEqualTo(
            """
            02:15:00 orders in us-east-1 waits about 74 ms longer than necessary for all of its reads of Orders. Since 02:10 UTC, 3,000 of 3,000 went to eu-west-1, although the replica in us-east-1 answers.
            02:20:10 clear: orders → Orders in eu-west-1""");
  }

  @Test
  void aCallerAloneIsReportedAtOnceWhenThatIsAskedFor() {
    assertThat(reportedAt(hasty().then(6, Map.of(NEAR, near(10), FAR, far(100)))))
        .containsExactly("02:00:10");
  }

  @Test
  void aCallerAmongOthersIsReportedOnceTheOthersAreKnownToStay() {
    TableStory<TableRegions> story =
        hasty()
            .then(60, Map.of(NEAR, near(100), OTHER_NEAR, near(50)))
            .then(60, Map.of(FAR, far(100), OTHER_NEAR, near(50)));
    assertThat(reportedAt(story)).containsExactly("02:11:20");
  }

  @Test
  void callersThatAllLeaveAtOnceFailOverHoweverSoonAMismatchIsReported() {
    assertThat(
            hasty()
                .then(60, Map.of(NEAR, near(100), OTHER_NEAR, near(50)))
                .then(3 * HOUR, Map.of(FAR, far(100), OTHER_FAR, far(50)))
                .lines())
        .isEmpty();
  }

  @Test
  void callersThatLeaveAFailingReplicaFailOverHoweverSoonAMismatchIsReported() {
    assertThat(
            hasty()
                .then(60, Map.of(NEAR, near(100)))
                .then(12, Map.of(NEAR, calls(100).failed(60, TIMEOUT)))
                .then(3 * HOUR, Map.of(FAR, far(100)))
                .lines())
        .isEmpty();
  }

  @Test
  void aFewOfManyCallsAreEnoughWhenTheyAreOnePercent() {
    assertThat(story().then(HOUR, Map.of(NEAR, near(600), FAR, far(12))).lines()).isNotEmpty();
    assertThat(story().then(HOUR, Map.of(NEAR, near(600), FAR, far(4))).lines()).isEmpty();
  }

  @Test
  void callsWithinTheRegionAreNotSpokenOf() {
    Edge irish = Edge.of(IRISH_ORDERS, IRELAND, Access.READ);
    assertThat(story().then(HOUR, Map.of(NEAR, near(100), irish, near(100))).lines()).isEmpty();
  }

  @Test
  void aReplicaThatOnlyRefusesIsNoReplica() {
    assertThat(
            story().then(HOUR, Map.of(NEAR, calls(10).failed(10, CLIENT), FAR, far(100))).lines())
        .isEmpty();
  }

  @Test
  void aMissingReplicaIsMentionedAfterSixHours() {
    TableStory<TableRegions> story = story().then(6 * HOUR - 1, Map.of(FAR, far(100)));
    assertThat(story.lines()).isEmpty();
    assertThat(story.then(12, Map.of(FAR, far(100))).lines())
        .isEqualTo(
            """
            08:00:00 orders in us-east-1 waits about 78 ms longer than necessary for all of its reads of Orders. Since 02:00 UTC, 216,000 of 216,000 went to eu-west-1, as no table of that name is known nearer.""");
  }

  @Test
  void theNearestReplicaNeedNotBeInTheCallersRegion() {
    Node service = Shop.node(NodeKind.SERVICE, "eu-central-1", "orders");
    Edge toVirginia = Edge.of(service, HERE, Access.READ);
    Edge irish = Edge.of(IRISH_ORDERS, IRELAND, Access.READ);
    TableStory<TableRegions> story =
        story().then(60, Map.of(toVirginia, calls(100).taking(102), irish, near(100)));
    assertThat(story.lines())
        .isEqualTo(
            """
            02:05:00 orders in eu-central-1 waits about 78 ms longer than necessary for all of its reads of Orders. Since 02:00 UTC, 3,000 of 3,000 went to us-east-1, although the replica in eu-west-1 answers.""");
  }

  @Test
  void whoWaitsLongerThanWhomIsMeasuredBetweenTheRegionsOfTheCallers() {
    Node service = Shop.node(NodeKind.SERVICE, "eu-central-1", "orders");
    Edge toVirginia = Edge.of(service, HERE, Access.READ);
    Edge irish = Edge.of(IRISH_ORDERS, IRELAND, Access.READ);
    TableStory<TableRegions> story =
        story().then(60, Map.of(toVirginia, calls(100).taking(102), irish, near(100)));
    assertThat(ExplanationText.of(story.judgements().get(0).explanation))
        .contains(
            "findings: MISROUTED, LATENCY_GRADIENT",
            "measure: median-latency-from-eu-central-1-against-eu-west-1 101.888 (expected 3.984, threshold 23.984,"
                + " 12000 samples)");
    Edge elsewhere = Edge.of(Shop.ORDERS, HERE, Access.READ);
    TableStory<TableRegions> few =
        story()
            .then(
                60, Map.of(toVirginia, calls(100).taking(102), irish, near(3), elsewhere, near(3)));
    assertThat(ExplanationText.of(few.judgements().get(0).explanation)).doesNotContain("GRADIENT");
  }

  @Test
  void aChangeStreamTellsOfAReplicaThatNobodyCalls() {
    Node stream = Shop.node(NodeKind.CHANGE_STREAM, "us-east-1", "Orders");
    Edge changes = Edge.of(HERE, stream, Access.CHANGE);
    assertThat(story().then(60, Map.of(changes, calls(5), FAR, far(100))).lines())
        .contains("It is not known whether us-east-1 answers now");
  }

  @Test
  void callersThatLeaveAFailingReplicaFailOver() {
    assertThat(
            story()
                .then(60, Map.of(NEAR, near(100)))
                .then(12, Map.of(NEAR, calls(100).failed(60, TIMEOUT)))
                .then(3 * HOUR, Map.of(FAR, far(100)))
                .then(60, Map.of(NEAR, near(100)))
                .lines())
        .isEmpty();
  }

  @Test
  void callersThatAllLeaveAtOnceFailOver() {
    assertThat(
            story()
                .then(60, Map.of(NEAR, near(100), OTHER_NEAR, near(50)))
                .then(3 * HOUR, Map.of(FAR, far(100), OTHER_FAR, far(50)))
                .lines())
        .isEmpty();
  }

  @Test
  void aFailoverThatNobodyTookBackIsSaidToBeForgottenAfterADay() {
    Edge changes =
        Edge.of(HERE, Shop.node(NodeKind.CHANGE_STREAM, "us-east-1", "Orders"), Access.CHANGE);
    TableStory<TableRegions> forgotten =
        story()
            .then(60, Map.of(NEAR, near(10)))
            .then(6, Map.of(NEAR, calls(10).failed(8, TIMEOUT)))
            .then(25 * HOUR, Map.of(FAR, far(10), changes, calls(1)));
    assertThat(forgotten.lines())
        .contains("They left us-east-1 in a failover and have not come back");
    assertThat(forgotten.judgements().get(0).explanation.findings).contains("FAILBACK_FORGOTTEN");
  }

  @Test
  void aForgottenFailoverKnowsWhereToGoBackToThoughNobodyHasCalledThereSince() {
    TableStory<TableRegions> forgotten =
        story()
            .then(60, Map.of(NEAR, near(10)))
            .then(6, Map.of(NEAR, calls(10).failed(8, TIMEOUT)))
            .then(25 * HOUR, Map.of(FAR, far(10)));
    assertThat(forgotten.judgements().get(0).explanation.findings).contains("FAILBACK_FORGOTTEN");
    assertThat(forgotten.judgements().get(0).explanation.recommendations.get(0).action)
        .isEqualTo("Check that us-east-1 answers, then fail back to it");
  }

  @Test
  void writesThatAllGoToOneRegionAndStrongReadsThatFollowThemAreADesign() {
    Edge write = Edge.of(Shop.ORDERS, IRELAND, Access.WRITE);
    Edge readItBack = Edge.of(Shop.BILLING, IRELAND, Access.READ);
    assertThat(
            story()
                .then(HOUR, Map.of(NEAR, near(100), write, far(20), readItBack, far(20).strong()))
                .lines())
        .isEmpty();
  }

  @Test
  void callsFasterThanLightHaveAWrongLabel() {
    assertThat(story().then(HOUR, Map.of(OTHER_NEAR, near(50), FAR, calls(100).taking(30))).lines())
        .isEmpty();
  }

  @Test
  void unknownRegionsAreNotJudged() {
    Node nowhere = Shop.node(NodeKind.SERVICE, "", "orders");
    Edge edge = Edge.of(nowhere, FRANKFURT, Access.READ);
    assertThat(story().then(HOUR, Map.of(NEAR, near(100), edge, far(100))).lines()).isEmpty();
  }

  @Test
  void aCallerThatStopsAltogetherIsOverSinceItsLastCall() {
    TableStory<TableRegions> story =
        story()
            .then(60, Map.of(FAR, far(100), OTHER_NEAR, near(50)))
            .then(HOUR + 60, Map.of(OTHER_NEAR, near(50)));
    assertThat(story.lines().lines().map(line -> line.substring(0, 8)))
        .containsExactly("02:05:00", "02:30:00");
    Anomaly last = story.anomalies().get(story.anomalies().size() - 1);
    assertThat(last.status).isEqualTo(Anomaly.Status.RESOLVED);
    assertThat(PaneBuilder.time(last.startedAt)).isEqualTo("02:00:00");
    assertThat(PaneBuilder.time(last.resolvedAt)).isEqualTo("02:10:00");
    assertThat(last.explanation.summary).contains("6,000 of 6,000");
  }
}
