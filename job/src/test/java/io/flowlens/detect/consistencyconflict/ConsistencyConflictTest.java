package io.flowlens.detect.consistencyconflict;

import static io.flowlens.detect.PaneBuilder.at;
import static io.flowlens.detect.PaneBuilder.calls;
import static io.flowlens.detect.consistencyconflict.ConsistencyConflictSample.FAR_CHANGES;
import static io.flowlens.detect.consistencyconflict.ConsistencyConflictSample.FAR_TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.NodeKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsistencyConflictTest {
  private static final int HOUR = 360;
  private static final Edge HERE = Shop.ORDERS_CHANGES;
  private static final Edge FAR_WRITES = Edge.of(Shop.BILLING, FAR_TABLE, Access.WRITE);
  private static final Edge THIRD_WRITES =
      Edge.of(Shop.WEB, Shop.node(NodeKind.TABLE, "ap-northeast-1", "Orders"), Access.WRITE);

  private final TableStory<ReplicatedTable> story =
      new TableStory<>(new ConsistencyConflict(Settings.defaults()), "09:00:00");
  private long now = at("09:00:00");
  private long key = 1_000;

  /** One pane in which items are changed in the first region and replicated. */
  private void quiet(int panes) {
    for (int i = 0; i < panes; i++) {
      PaneBuilder here = calls(4);
      PaneBuilder there = calls(4);
      for (int item = 0; item < 4; item++) {
        key++;
        here.changed(key, 7, 8, now + 10L * item);
        there.changed(key, 7, 8, now + 800 + 10L * item);
      }
      then(1, Map.of(HERE, here, FAR_CHANGES, there));
    }
  }

  private void then(int panes, Map<Edge, PaneBuilder> traffic) {
    story.then(panes, traffic);
    now += 10_000L * panes;
  }

  /** One pane in which both regions change the same items; the far region's change stays. */
  private Map<Edge, PaneBuilder> conflicts(int items) {
    PaneBuilder here = calls(2L * items);
    PaneBuilder there = calls(items);
    for (int item = 0; item < items; item++) {
      key++;
      here.changed(key, 7, 8, now).changed(key, 8, 9, now + 900);
      there.changed(key, 7, 9, now + 150);
    }
    return new HashMap<>(
        Map.of(HERE, here, FAR_CHANGES, there, Shop.ORDERS_WRITES, calls(6), FAR_WRITES, calls(2)));
  }

  @Test
  void lostUpdatesAreAWarningThatNamesBothSides() {
    quiet(30);
    then(1, conflicts(4));
    quiet(30);
    then(1, conflicts(3));
    quiet(3);
    assertThat(story.judgements()).hasSize(1);
    assertThat(ExplanationText.of(story.judgements().get(0).explanation))
        .isEqualTo(
            """
            7 updates of Orders made in us-east-1 by orders are lost since 09:05 UTC. Writes in eu-west-1 by \
            billing replaced them without having read them.
            warning, confidence 0.95
            findings: LOST_UPDATES
            measure: lost-updates 7.000 (expected -, threshold 5.000, 273 samples)
            measure: lost-updates-proven-by-versions 0.000 (expected -, threshold -, 7 samples)
            measure: undecided-meetings 0.000 (expected -, threshold -, 273 samples)
            measure: longest-lag 750.000 (expected -, threshold -, 7 samples)
            measure: share-of-writes-in-eu-west-1 0.250 (expected -, threshold -, 16 samples)
            measure: share-of-writes-in-us-east-1 0.750 (expected -, threshold -, 16 samples)
            evidence: null: the version written in us-east-1 was replaced by the one from eu-west-1
            evidence: null: the version written in us-east-1 was replaced by the one from eu-west-1
            evidence: null: the version written in us-east-1 was replaced by the one from eu-west-1
            evidence: null: the version written in us-east-1 was replaced by the one from eu-west-1
            evidence: null: the version written in us-east-1 was replaced by the one from eu-west-1
            checked: Versions: each time both regions left one version of an item and met at one later version; the \
            lost version is in no record of the other region.
            checked: Merged replication, which leaves the same images: excluded for 7 of 7 by the order of DynamoDB's \
            own times in the two regions, not by clocks of callers.
            checked: Other replicas: none is seen to be written to without change records.
            do: Send all writes of an item to one region, chosen by its key
              where: Orders in us-east-1 and eu-west-1
              why: Between replicas the last write wins, whole items at a time; a condition is checked against the \
            local copy only.
            do: Where both regions must write, use a global table with multi-Region strong consistency and conditions \
            on a version
              where: Orders in us-east-1 and eu-west-1
              why: It refuses a write that has not seen the other region's (ReplicatedWriteConflictException).
            do: Keep counters and sets as one item per region, and add them up when they are read
              where: Orders in us-east-1 and eu-west-1
              why: Items that only one region writes to cannot be overwritten.""");
    quiet(HOUR);
    assertThat(story.judgements()).isEmpty();
    assertThat(story.lines()).contains("clear: Orders → Orders in us-east-1");
  }

  @Test
  void aFailoverLosesAFewUpdatesAndIsSilent() {
    quiet(30);
    then(1, conflicts(4));
    quiet(HOUR);
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aTableWhoseRecordsComeFromOneRegionHasNoState() {
    for (int i = 0; i < 30; i++) {
      then(1, Map.of(HERE, calls(2).changed(i, 7, 8, now), Shop.ORDERS_WRITES, calls(2)));
    }
    assertThat(story.state().steps).isEmpty();
    assertThat(story.state().writers).isEmpty();
  }

  @Test
  void twoQuickWritesThatReplicationMergesAreNoLoss() {
    quiet(3);
    for (int i = 0; i < 60; i++) {
      key++;
      then(
          1,
          Map.of(
              HERE,
              calls(2).changed(key, 7, 8, now).changed(key, 8, 9, now + 300),
              FAR_CHANGES,
              calls(1).changed(key, 7, 9, now + 1_200)));
    }
    assertThat(story.lines()).isEmpty();
    assertThat(story.state().losses).isNull();
  }

  @Test
  void theSameValueWrittenInBothRegionsIsNoLoss() {
    quiet(3);
    for (int i = 0; i < 60; i++) {
      key++;
      then(
          1,
          Map.of(
              HERE, calls(1).changed(key, 7, 8, now),
              FAR_CHANGES, calls(1).changed(key, 7, 8, now + 20)));
    }
    assertThat(story.state().losses).isNull();
  }

  @Test
  void writesTooCloseInTimeToKnowTheirOrderAreLeftOpen() {
    quiet(3);
    for (int i = 0; i < 60; i++) {
      key++;
      then(
          1,
          Map.of(
              HERE,
              calls(2).changed(key, 7, 8, now).changed(key, 8, 9, now + 200),
              FAR_CHANGES,
              calls(1).changed(key, 7, 9, now + 150)));
    }
    assertThat(story.state().losses).isNull();
  }

  @Test
  void tablesOfOneNameThatDoNotFollowEachOtherAreNoReplicas() {
    for (int i = 0; i < 60; i++) {
      Map<Edge, PaneBuilder> traffic = conflicts(1);
      PaneBuilder here = traffic.get(HERE);
      for (int item = 0; item < 20; item++) {
        key++;
        here.changed(key, 5, 6 + item, now);
      }
      then(1, traffic);
    }
    assertThat(story.lines().lines().count()).isLessThanOrEqualTo(1);
  }

  @Test
  void anotherReplicaWithoutRecordsMakesItInformation() {
    quiet(30);
    Map<Edge, PaneBuilder> traffic = conflicts(6);
    traffic.put(THIRD_WRITES, calls(3));
    then(1, traffic);
    quiet(3);
    assertThat(story.judgements().get(0).explanation.severity.label()).isEqualTo("info");
    assertThat(String.join("\n", story.judgements().get(0).explanation.counterEvidence))
        .contains("ap-northeast-1 is written to");
  }

  @Test
  void anItemChangedTooOftenIsLeftOut() {
    quiet(3);
    Map<Edge, PaneBuilder> traffic = conflicts(6);
    for (int i = 0; i < 20; i++) {
      for (long item = key - 5; item <= key; item++) {
        traffic.get(HERE).changed(item, 100 + i, 101 + i, now + 1_000 + i);
      }
    }
    then(1, traffic);
    quiet(6);
    assertThat(story.state().losses).isNull();
  }
}
