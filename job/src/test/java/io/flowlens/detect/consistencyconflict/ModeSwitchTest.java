package io.flowlens.detect.consistencyconflict;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModeSwitchTest {
  private static final int HOUR = 360;
  private static final int DAY = 24 * HOUR;
  private static final Edge PLAIN = Shop.ORDERS_WRITES;
  private static final Edge TRANSACTIONS = Edge.of(Shop.ORDERS, Shop.ORDERS_TABLE, Access.TRANSACT);
  private static final Edge OTHERS = Shop.BILLING_WRITES;

  private final TableStory<ReplicatedTable> story =
      new TableStory<>(new ConsistencyConflict(Settings.defaults()), "00:00:00");

  private static PaneBuilder conflicting(long n, long conflicts) {
    return calls(n).failed(conflicts, ErrorClass.CONFLICT);
  }

  @Test
  void asManyAttemptsAreNeededAsTheTestSays() {
    assertThat(TwoShares.needed(0.1)).isBetween(685L, 697L);
    assertThat(TwoShares.needed(0.005)).isBetween(14_800L, 14_930L);
    assertThat(TwoShares.needed(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(TwoShares.fall(100, 1_000, 40, 1_000)).isBetween(5.2, 5.3);
    assertThat(TwoShares.fall(0, 10, 0, 10)).isZero();
  }

  @Test
  void aNewModeWithoutConflictsIsNoNews() {
    story.then(DAY + HOUR, Map.of(TRANSACTIONS, calls(20))).then(DAY, Map.of(PLAIN, calls(20)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void conflictsThatStayAsTheyAreAreNoNews() {
    story
        .then(DAY + HOUR, Map.of(TRANSACTIONS, conflicting(20, 2)))
        .then(DAY, Map.of(PLAIN, conflicting(20, 2)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aNightlyJobInAnotherModeIsUsual() {
    for (int day = 0; day < 4; day++) {
      story
          .then(20 * HOUR, Map.of(TRANSACTIONS, conflicting(20, 2)))
          .then(4 * HOUR, Map.of(PLAIN, calls(20)));
    }
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aChangeOnTheFirstDayIsStillLearned() {
    story
        .then(3 * HOUR, Map.of(TRANSACTIONS, conflicting(20, 2)))
        .then(DAY, Map.of(PLAIN, calls(20)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void conflictsAreNotComparedAtAnotherRate() {
    story
        .then(DAY + HOUR, Map.of(TRANSACTIONS, conflicting(60, 6)))
        .then(DAY, Map.of(PLAIN, calls(20)));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void fewerConflictsAreReportedOnceForAnHour() {
    story
        .then(DAY + HOUR, Map.of(TRANSACTIONS, conflicting(20, 2)))
        .then(DAY, Map.of(PLAIN, calls(20)));
    assertThat(story.lines())
        .isEqualTo(
            """
            01:16:00 Fewer writes to Orders meet a conflict, and no more updates are lost, since orders changed \
            to plain or conditional writes at 01:00 UTC: 100 % of its writes, before 0.0 %. Conflicts that it \
            sees: 0.0 % of its attempts to write, before 10 %.
            02:16:00 clear: orders → Orders in us-east-1""");
  }

  @Test
  void conflictsThatOthersMeetNowHaveMoved() {
    story
        .then(DAY + HOUR, Map.of(TRANSACTIONS, conflicting(20, 2), OTHERS, calls(20)))
        .then(HOUR / 2, Map.of(PLAIN, calls(20), OTHERS, conflicting(20, 2)));
    assertThat(story.judgements()).hasSize(1);
    assertThat(story.judgements().get(0).explanation.findings).containsExactly("CONFLICTS_MOVED");
    assertThat(story.judgements().get(0).explanation.severity.label()).isEqualTo("info");
  }

  @Test
  void conflictsThatBecomeLostUpdatesAreHidden() {
    long key = 0;
    long now = PaneBuilder.MIDNIGHT;
    for (int i = 0; i < DAY + HOUR + HOUR; i++) {
      boolean isBefore = i < DAY + HOUR;
      PaneBuilder here = calls(3);
      PaneBuilder there = calls(3);
      if (isBefore) {
        here.changed(++key, 7, 8, now);
        there.changed(key, 7, 8, now + 800);
      } else {
        here.changed(++key, 7, 8, now).changed(key, 8, 9, now + 900);
        there.changed(key, 7, 9, now + 150);
      }
      story.then(
          1,
          Map.of(
              Shop.ORDERS_CHANGES,
              here,
              ConsistencyConflictSample.FAR_CHANGES,
              there,
              isBefore ? TRANSACTIONS : PLAIN,
              isBefore ? conflicting(20, 2) : calls(20)));
      now += 10_000;
    }
    assertThat(story.lines())
        .contains(
            "More updates of Orders are lost without an error since orders changed to plain or conditional writes"
                + " at 01:00 UTC: 100 % of its writes, before 0.0 %.");
    assertThat(story.judgements())
        .anySatisfy(
            judgement -> {
              assertThat(judgement.explanation.findings).containsExactly("CONFLICTS_HIDDEN");
              assertThat(judgement.explanation.severity.label()).isEqualTo("warning");
            });
  }
}
