package io.flowlens.detect.contractbreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Shop;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traffic that keeps its contract, however odd it looks. */
class KeptContractsTest {
  static final Edge WRITES = Shop.ORDERS_WRITES;
  static final Edge READS = Shop.ORDERS_READS_STOCK;
  static final Edge FROM_OUTSIDE =
      Edge.of(Node.of(NodeKind.CLIENT, null, null, null), Shop.ORDERS, Access.CALL);
  static final Settings SHOP =
      Promised.by("edge=orders->*", "availability=99.9 %", "faster=50 ms for 99 %");

  private static final int DAY = 24 * 60;

  private static ContractStory story() {
    return new ContractStory(SHOP, "00:00:00");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void fewCallsOfWhichOneFailsNowAndThen(long seed) {
    Traffic quiet = new Traffic(seed, WRITES, 0.006).failing(0.01, ErrorClass.SERVER);
    assertThat(story().minutes(DAY, quiet).lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void failuresWithinTheBudget(long seed) {
    Traffic steady = new Traffic(seed, WRITES, 5).failing(0.0005, ErrorClass.THROTTLED).slow(0.005);
    assertThat(story().minutes(DAY / 3, steady).lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aMinuteOfFailuresWithinTheBudget(long seed) {
    Traffic writes = new Traffic(seed, WRITES, 20);
    ContractStory story = story().minutes(120, writes);
    story.minutes(1, writes.failing(0.3, ErrorClass.SERVER));
    story.minutes(120, writes.failing(0.0002, ErrorClass.SERVER));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void badSecondsRightAfterTheFirstCall() {
    Traffic writes = new Traffic(1, WRITES, 5).failing(0.5, ErrorClass.TIMEOUT);
    ContractStory story = story().minutes(1, writes);
    story.minutes(180, writes.failing(0, ErrorClass.TIMEOUT));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void wrongRequestsAndConditionsThatAreNotMet() {
    ContractStory story =
        story()
            .minutes(120, new Traffic(1, WRITES, 10).failing(0.4, ErrorClass.CONDITIONAL))
            .minutes(120, new Traffic(1, WRITES, 10).failing(0.9, ErrorClass.CLIENT));
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void callsThatSucceedAfterRetries() {
    assertThat(story().minutes(180, new Traffic(1, WRITES, 10).retried(0.6)).lines()).isEmpty();
  }

  @Test
  void edgesWithoutAContractWhichHaveNoState() {
    ContractStory story =
        new ContractStory(Promised.by("edge=orders->Stock", "availability=99 %"), "00:00:00");
    Traffic writes = new Traffic(1, WRITES, 10).failing(0.5, ErrorClass.SERVER);
    Traffic billing = new Traffic(1, Shop.BILLING_WRITES, 10).failing(0.5, ErrorClass.SERVER);
    story.minutes(120, writes, billing);
    assertThat(story.lines()).isEmpty();
    assertThat(story.state().edges).isEmpty();
    assertThat(new ContractBreach(Settings.defaults()).concerns(WRITES)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void nightsWithoutCallsWhileOthersGoOn(long seed) {
    Traffic writes = new Traffic(seed, WRITES, 0.4);
    Traffic reads = new Traffic(seed, READS, 0.3);
    ContractStory story =
        story()
            .minutes(
                8 * DAY,
                start -> {
                  long minute = start / 60_000 % DAY;
                  boolean night = minute < 6 * 60 + 30 || minute > 22 * 60 + 20;
                  return night
                      ? new Pane[] {reads.pane(start)}
                      : new Pane[] {reads.pane(start), writes.pane(start)};
                });
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void burstsEachQuarterOfAnHour() {
    Traffic writes = new Traffic(1, WRITES, 6);
    Traffic reads = new Traffic(1, READS, 0.3);
    LongFunction<Pane[]> bursts =
        start ->
            start / 60_000 % 15 == 0
                ? new Pane[] {reads.pane(start), writes.pane(start)}
                : new Pane[] {reads.pane(start)};
    ContractStory story = story().minutes(360, bursts).skip(7 * DAY - 360).minutes(360, bursts);
    assertThat(story.lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void pausesOfARareFlow(long seed) {
    Traffic[] both = {new Traffic(seed, WRITES, 0.012), new Traffic(seed, READS, 0.3)};
    ContractStory story = story().minutes(720, both).skip(7 * DAY - 720).minutes(720, both);
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aHoleInTheTelemetryOfTheCaller() {
    Traffic[] all = {new Traffic(1, WRITES, 0.5), new Traffic(1, READS, 0.5)};
    ContractStory story = story().minutes(300, all).skip(7 * DAY - 300);
    story.minutes(120, all).minutes(40).minutes(60, all);
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void tracesOfWhichSuddenlyOnlyFewAreKept() {
    Traffic writes = new Traffic(1, WRITES, 0.4);
    Traffic reads = new Traffic(1, READS, 2);
    ContractStory story = story().minutes(480, writes, reads).skip(7 * DAY - 480);
    story.minutes(120, writes, reads);
    story.minutes(360, start -> new Pane[] {writes.pane(start, 0.02), reads.pane(start, 0.02)});
    assertThat(story.lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDeployment(long seed) {
    Traffic[] all =
        Stream.of(WRITES, READS, FROM_OUTSIDE)
            .map(edge -> new Traffic(seed, edge, 5))
            .toArray(Traffic[]::new);
    ContractStory story = story().minutes(180, all).minutes(1);
    for (Traffic one : all) {
      one.failing(0.1, ErrorClass.TIMEOUT).slow(0.3);
    }
    story.minutes(1, all);
    for (Traffic one : all) {
      one.failing(0, ErrorClass.TIMEOUT).slow(0);
    }
    assertThat(story.minutes(180, all).lines()).isEmpty();
  }
}
