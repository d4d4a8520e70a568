package io.flowlens.detect.replayloop;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Billing adds to items of the table Orders. */
class CorruptionTest {
  private static final int PRODUCTS = 200;

  private final TableStory<TableReplays> story =
      new TableStory<>(new ReplayLoop(Settings.defaults()), "10:00:00");

  @Test
  void additionsThatRepeatThemselvesMoreThanUsualAreAnEffect() {
    for (int i = 0; i < 61; i++) {
      story.then(1, written(calls(10).records(10).adding(10, 0, i + 1)));
    }
    assertThat(story.lines()).isEmpty();
    for (int i = 61; i < 91; i++) {
      story.then(1, written(calls(10).records(10).adding(10, 9, i + 1)));
    }
    assertThat(effect().explanation.summary).startsWith("Orders is corrupted: ");
    assertThat(effect().explanation.findings).containsExactly("CORRUPTING_REPLAY");
  }

  @Test
  void countersThatAlwaysGoUpByOneAreNoEffect() {
    counted(120, 10, PRODUCTS);
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void countersThatGoUpTenTimesAsOftenAreNoEffect() {
    counted(60, 10, PRODUCTS);
    counted(30, 100, PRODUCTS);
    counted(60, 10, PRODUCTS);
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFewCountersThatGoUpAgainAndAgainInsteadOfManyAreAnEffect() {
    counted(24, 60, PRODUCTS);
    counted(18, 2, 2);
    assertThat(effect().explanation.summary)
        .isEqualTo(
            "Orders is corrupted: 22 of 24 additions in a sample of its items in the last 2 min repeat one made"
                + " before. Two of them are the same 15 times as often as usual.");
  }

  @Test
  void theyAreSeenInFiveMinutesWhereTheyAreRepeatedSlowly() {
    counted(60, 60, PRODUCTS);
    counted(36, 1, 2);
    assertThat(effect().explanation.summary).contains("in the last 5 min");
  }

  @Test
  void fewerAdditionsThanUsualAreNoEffect() {
    counted(60, 60, PRODUCTS);
    counted(60, 2, PRODUCTS);
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void whatIsUsualMustBeKnown() {
    counted(30, 2, 2);
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aTableThatNoFunctionWritesToIsNotSpokenOf() {
    for (int i = 0; i < 91; i++) {
      PaneBuilder changes = calls(10).records(10).adding(10, i < 61 ? 0 : 9, i + 1);
      story.then(1, Map.of(Shop.ORDERS_CHANGES, changes, Shop.ORDERS_WRITES, calls(10)));
    }
    assertThat(story.lines()).isEmpty();
  }

  private void counted(int panes, int changes, int counters) {
    for (int i = 0; i < panes; i++) {
      story.then(1, written(calls(changes).records(changes).counting(changes, counters, i)));
    }
  }

  private Judgement effect() {
    assertThat(story.judgements()).extracting(j -> j.level).contains(Judgement.Level.EFFECT);
    return story.judgements().get(0);
  }

  private static Map<Edge, PaneBuilder> written(PaneBuilder changes) {
    return Map.of(Shop.ORDERS_CHANGES, changes, Shop.BILLING_WRITES, calls(10));
  }
}
