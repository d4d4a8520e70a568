package io.flowlens.detect.contractbreach;

import static io.flowlens.detect.contractbreach.KeptContractsTest.READS;
import static io.flowlens.detect.contractbreach.KeptContractsTest.SHOP;
import static io.flowlens.detect.contractbreach.KeptContractsTest.WRITES;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Shop;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenContractsTest {
  private static final int DAY = 24 * 60;

  private static ContractStory story(Settings settings) {
    return new ContractStory(settings, "00:00:00");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anOutageIsReportedWithinMinutesAndEndsWithIt(long seed) {
    Traffic writes = new Traffic(seed, WRITES, 10);
    ContractStory story = story(SHOP).minutes(600, writes);
    story.minutes(10, writes.failing(0.3, ErrorClass.SERVER));
    story.minutes(120, writes.failing(0, ErrorClass.SERVER));
    assertThat(story.lines())
        .matches(
            "10:0[1-5]:\\d0 open warning orders → Orders \\[AVAILABILITY, BURN_FAST\\]\n"
                + "10:[34]\\d:\\d0 resolved warning orders → Orders \\[AVAILABILITY.*\\]");
  }

  @Test
  void saysHowManyCallsFailedAndWhatIsLeft() {
    Traffic writes = new Traffic(7, WRITES, 10);
    ContractStory story = story(SHOP).minutes(600, writes);
    story.minutes(20, writes.failing(0.05, ErrorClass.THROTTLED));
    assertThat(story.explanation()).isEqualTo("");
  }

  @Test
  void saysHowManyCallsAreSlow() {
    Traffic writes = new Traffic(7, WRITES, 10);
    ContractStory story = story(SHOP).minutes(600, writes);
    story.minutes(20, writes.slow(0.4));
    assertThat(story.explanation()).isEqualTo("");
  }

  @Test
  void somebodyIsWokenOnlyWhereTheContractSaysSo() {
    Traffic writes = new Traffic(7, WRITES, 10);
    Settings paging = Promised.by("edge=orders->Orders", "availability=99.9 %", "page=true");
    ContractStory story = story(paging).minutes(600, writes);
    story.minutes(20, writes.failing(0.3, ErrorClass.SERVER));
    assertThat(story.lines()).contains("open critical orders → Orders");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aLeakThatSpendsTheBudgetSlowlyIsAWarningAfterHours(long seed) {
    Traffic writes = new Traffic(seed, WRITES, 5);
    ContractStory story = story(SHOP).minutes(2 * DAY, writes);
    story.minutes(DAY, writes.failing(0.004, ErrorClass.SERVER));
    assertThat(story.lines()).contains("open warning orders → Orders [AVAILABILITY, BURN_STEADY]");
    assertThat(story.lines().lines()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aFlowThatStopsWhileItsCallerGoesOnIsReportedAndEndsWithTheNextCall() {
    Traffic writes = new Traffic(3, WRITES, 0.2);
    Traffic reads = new Traffic(3, READS, 0.5);
    ContractStory story = story(SHOP).minutes(9 * DAY, writes, reads).minutes(30, reads);
    assertThat(story.explanation()).isEqualTo("");
    story.minutes(10, writes, reads);
    assertThat(story.lines()).isEqualTo("");
  }

  @Test
  void aStopThatGoesOnWhileTheTelemetryFailsStaysOpenUntilItCounts() {
    Traffic writes = new Traffic(3, WRITES, 0.2);
    Traffic reads = new Traffic(3, READS, 0.5);
    ContractStory story = story(SHOP).minutes(9 * DAY, writes, reads).minutes(60, reads);
    story.minutes(2 * DAY, start -> start / 60_000 % 600 < 60 ? new Pane[0] : panes(start, reads));
    assertThat(story.lines().lines()).hasSize(2);
    assertThat(story.lines()).contains("resolved warning orders → Orders");
  }

  private static Pane[] panes(long start, Traffic traffic) {
    return new Pane[] {traffic.pane(start)};
  }

  @Test
  void aCallThatMustComeOftenEnoughIsMissedFromTheFirstDay() {
    Settings often = Promised.by("edge=orders->Orders", "every=10 min");
    Traffic reads = new Traffic(3, READS, 2);
    ContractStory story =
        story(often).minutes(30, new Traffic(3, WRITES, 0.1), reads).minutes(20, reads);
    assertThat(story.explanation()).startsWith("orders → Orders (write): no call since 00:");
    assertThat(story.explanation()).contains("contract shop allows 10 min without one".substring(9));
    assertThat(story.lines()).startsWith("00:").contains("open warning orders → Orders [FLOW_STOPPED]");
  }

  @Test
  void quietEdgesThatFailTogetherAreReportedAtTheirCaller() {
    Traffic[] quiet = new Traffic[6];
    for (int i = 0; i < quiet.length; i++) {
      Edge edge =
          Edge.of(Shop.ORDERS, Shop.node(NodeKind.TABLE, "us-east-1", "T" + i), Access.READ);
      quiet[i] = new Traffic(5, edge, 0.02);
    }
    ContractStory story = story(SHOP).minutes(DAY, quiet);
    assertThat(story.lines()).isEmpty();
    for (Traffic one : quiet) {
      one.failing(0.15, ErrorClass.TIMEOUT);
    }
    story.minutes(60, quiet);
    assertThat(story.explanation()).isEqualTo("");
  }

  @Test
  void anEdgeWithoutAContractLearnsOneWhereThatIsSwitchedOn() {
    Settings learning = Settings.defaults().with(ContractBreachOptions.LEARN, true);
    Traffic writes = new Traffic(5, WRITES, 0.2).failing(0.0006, ErrorClass.SERVER);
    ContractStory story = story(learning).minutes(15 * DAY, writes);
    assertThat(story.lines()).isEmpty();
    assertThat(story.state().edges[0].learned).isBetween(995_000, 999_500);
    story.minutes(120, writes.failing(0.3, ErrorClass.SERVER));
    assertThat(story.lines()).contains("open warning orders → Orders").contains("LEARNED");
  }
}
