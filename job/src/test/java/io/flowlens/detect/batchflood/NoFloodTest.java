package io.flowlens.detect.batchflood;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.Shop;
import io.flowlens.model.NodeKind;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Traffic in which nobody floods anybody, as any team's system has it. */
class NoFloodTest {
  private static void isQuiet(LongFunction<Traffic> from, Consumer<Traffic> story) {
    for (long seed = 1; seed <= 2; seed++) {
      Traffic traffic = from.apply(seed);
      story.accept(traffic);
      assertThat(traffic.lines()).as("seed %d", seed).isEmpty();
    }
  }

  private static void isQuietOfTableAndQueue(Consumer<Traffic> story) {
    isQuiet(Traffic::ofTable, story);
    isQuiet(Traffic::ofQueue, story);
    isQuiet(
        seed -> {
          Traffic traffic = Traffic.ofTable(seed);
          traffic.ages = false;
          return traffic;
        },
        story);
  }

  @Test
  void steadyTraffic() {
    isQuietOfTableAndQueue(traffic -> traffic.minutes(120));
  }

  @Test
  void muchMoreTrafficThatTheConsumerKeepsUpWith() {
    isQuietOfTableAndQueue(
        traffic -> {
          traffic.capacity = 150;
          traffic.minutes(60);
          traffic.shop = 100;
          traffic.minutes(60);
          traffic.shop = 10;
          traffic.minutes(30);
        });
  }

  @Test
  void aConsumerAtNineTenthsOfWhatItsConcurrencyLimitAllows() {
    isQuietOfTableAndQueue(
        traffic -> {
          traffic.shop = 18;
          traffic.capacity = 20;
          traffic.minutes(180);
        });
  }

  @Test
  void aBatchThatWaitsForLessThanAMinute() {
    isQuietOfTableAndQueue(
        traffic -> {
          traffic.minutes(60);
          traffic.job = 40;
          traffic.minutes(0.67);
          traffic.job = 0;
          traffic.minutes(20);
        });
  }

  @Test
  void aDeployThatStopsTheConsumerForTwoMinutes() {
    isQuietOfTableAndQueue(
        traffic -> {
          traffic.minutes(60);
          traffic.capacity = 0;
          traffic.minutes(2);
          traffic.capacity = 15;
          traffic.minutes(1);
          traffic.capacity = 30;
          traffic.minutes(30);
        });
  }

  @Test
  void aConsumerThatWorksOffWhatGatheredInAnOutage() {
    isQuietOfTableAndQueue(
        traffic -> {
          traffic.minutes(60);
          traffic.capacity = 0;
          traffic.minutes(40);
          traffic.capacity = 30;
          traffic.minutes(60);
        });
  }

  @Test
  void theRhythmOfTheDay() {
    Traffic traffic = Traffic.ofTable(1);
    for (int minute = 0; minute < 24 * 60; minute += 10) {
      traffic.shop = 12 - 10 * Math.cos(2 * Math.PI * minute / 1_440);
      traffic.minutes(10);
    }
    assertThat(traffic.lines()).isEmpty();
  }

  @Test
  void aConsumerWithABatchingWindowOfFiveMinutesWhenTrafficRises() {
    isQuiet(
        Traffic::ofTable,
        traffic -> {
          traffic.window = 300;
          traffic.minutes(60);
          traffic.shop = 25;
          traffic.minutes(60);
          traffic.shop = 2;
          traffic.minutes(60);
        });
  }

  @Test
  void aBatchOfChangesThatTheMappingFiltersOut() {
    isQuietOfTableAndQueue(
        traffic -> {
          traffic.minutes(60);
          traffic.job = 300;
          traffic.filtered = 0.967;
          traffic.minutes(10);
          traffic.job = 0;
          traffic.filtered = 0;
          traffic.minutes(20);
        });
  }

  @Test
  void aFunctionWhoseInvocationsFail() {
    isQuiet(
        Traffic::ofTable,
        traffic -> {
          traffic.minutes(60);
          traffic.failing = 0.5;
          traffic.capacity = 3;
          traffic.minutes(30);
        });
  }

  @Test
  void anIteratorThatWasSetBack() {
    isQuiet(
        Traffic::ofTable,
        traffic -> {
          traffic.capacity = 1_000;
          traffic.minutes(60);
          traffic.setBack(36_000, 3_600);
          traffic.minutes(30);
        });
  }

  @Test
  void nothingIsKeptOfATableWithoutConsumers() {
    Traffic traffic = Traffic.ofTable(1);
    traffic.capacity = 0;
    traffic.minutes(60);
    assertThat(traffic.state().channels).isEmpty();
    assertThat(traffic.state().unprocessed).isEmpty();
  }

  @Test
  void nothingIsKeptOfADeliveryThatNothingWaitsFor() {
    Traffic traffic = new Traffic(1, Shop.node(NodeKind.TOPIC, "us-east-1", "mails"));
    traffic.changes = false;
    traffic.minutes(10);
    assertThat(traffic.state().channels).isEmpty();
  }
}
