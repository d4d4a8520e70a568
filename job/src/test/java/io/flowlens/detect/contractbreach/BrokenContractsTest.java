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
import java.time.Duration;
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
    ContractStory story = story(SHOP).minutes(120, writes);
    story.minutes(10, writes.failing(0.3, ErrorClass.SERVER));
    story.minutes(120, writes.failing(0, ErrorClass.SERVER));
    assertThat(story.lines())
        .matches(
            "02:0[1-5]:\\d0 open warning orders → Orders \\[AVAILABILITY, BURN_FAST\\]\n"
                + "02:[34]\\d:\\d0 resolved warning orders → Orders \\[AVAILABILITY.*\\]");
  }

  @Test
  void saysHowManyCallsFailedAndWhatIsLeft() {
    Traffic writes = new Traffic(7, WRITES, 10);
    ContractStory story = story(SHOP).minutes(120, writes);
    story.minutes(20, writes.failing(0.05, ErrorClass.THROTTLED));
    assertThat(story.explanation())
        .isEqualTo(
            """
            orders → Orders (write): since 02:00 UTC 576 of 11,854 calls failed (4.9 %). Contract shop allows \
            0.1 %. 98 % of the budget of 30 d is left, for 43 h at this rate.
            warning, confidence 0.9
            findings: AVAILABILITY, BURN_FAST
            measure: burn-1h 16.186 (expected 1.000, threshold 14.400, 35709 samples)
            measure: burn-5min 48.540 (expected 1.000, threshold -, 2946 samples)
            measure: budget-left 0.978 (expected -, threshold -, 25907657 samples)
            measure: budget-lasts 156561.876 (expected -, threshold -, 578 samples)
            checked: Not counted: 0 calls of the last hour whose request was wrong or whose condition was not met.
            checked: Retries: a call that succeeded after retries counts as good.
            checked: Sampling: not known whether traces were left out; a sampler that keeps failures by preference \
            would look the same.
            do: Look at the anomaly that this one belongs to, if it has one; else at the calls in its evidence
              where: orders → Orders (write)
              why: a contract shows that users suffer, not why""");
  }

  @Test
  void saysHowManyCallsAreSlow() {
    Traffic writes = new Traffic(7, WRITES, 10);
    ContractStory story = story(SHOP).minutes(120, writes);
    story.minutes(20, writes.slow(0.8));
    assertThat(story.explanation())
        .isEqualTo(
            """
            orders → Orders (write): since 02:00 UTC 9,544 of 11,951 calls took longer than 50 ms (80 %). \
            Contract shop allows 1 %. 96 % of the budget of 30 d is left, for 26 h at this rate.
            warning, confidence 0.9
            findings: TIMING, BURN_FAST
            measure: burn-1h 26.727 (expected 1.000, threshold 14.400, 35709 samples)
            measure: burn-5min 80.516 (expected 1.000, threshold -, 2946 samples)
            measure: budget-left 0.963 (expected -, threshold -, 25907657 samples)
            measure: budget-lasts 93407.416 (expected -, threshold -, 9544 samples)
            checked: Retries: the time of a call is that of all its attempts.
            checked: Sampling: not known whether traces were left out; a sampler that keeps failures by preference \
            would look the same.
            do: Look at the anomaly that this one belongs to, if it has one; else at the calls in its evidence
              where: orders → Orders (write)
              why: a contract shows that users suffer, not why""");
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
  @ValueSource(longs = {1, 2})
  void aLeakThatSpendsTheBudgetSlowlyIsAWarningAfterHours(long seed) {
    Traffic writes = new Traffic(seed, WRITES, 1);
    ContractStory story = story(SHOP).minutes(DAY / 2, writes);
    story.minutes(DAY, writes.failing(0.004, ErrorClass.SERVER));
    assertThat(story.lines()).contains("open warning orders → Orders [AVAILABILITY, BURN_STEADY]");
    assertThat(story.lines().lines()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aFlowThatStopsWhileItsCallerGoesOnIsReportedAndEndsWithTheNextCall() {
    Traffic writes = new Traffic(3, WRITES, 0.2);
    Traffic reads = new Traffic(3, READS, 0.5);
    ContractStory story = known(writes, reads).minutes(30, reads);
    assertThat(story.explanation())
        .isEqualTo(
            """
            orders → Orders (write): no call since 02:00 UTC, for 30 min. At least 244 calls would be usual in \
            this time. Other calls that orders reports go on.
            warning, confidence 0.8
            findings: FLOW_STOPPED
            measure: missed-calls 244.584 (expected 0.000, threshold 30.000, 1 samples)
            checked: Telemetry: orders goes on to report other calls, at least a quarter of the usual ones.
            checked: Chance: if calls came at random, at the lowest rate known of this hour of the week and its \
            neighbours, so long a silence would have a chance of e^-244.
            do: See whether orders still should make these calls: a switch, a schedule, a deployment
              where: orders → Orders (write)
              why: nothing fails, so nothing else reports it""");
    story.minutes(10, writes, reads);
    assertThat(story.lines())
        .matches(
            "02:0\\d:\\d0 open warning orders → Orders \\[FLOW_STOPPED\\]\n"
                + "02:3\\d:\\d0 resolved warning orders → Orders \\[FLOW_STOPPED\\]");
  }

  /** These are known for four hours of the week, and it is two hours into the same four. */
  private static ContractStory known(Traffic... traffic) {
    ContractStory story = story(SHOP).minutes(240, traffic).skip(7 * DAY - 240);
    return story.minutes(120, traffic);
  }

  @Test
  void aStopThatGoesOnWhileTheTelemetryFailsStaysOpenUntilItCounts() {
    Traffic writes = new Traffic(3, WRITES, 0.2);
    Traffic reads = new Traffic(3, READS, 0.5);
    ContractStory story = known(writes, reads).minutes(60, reads);
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
    assertThat(story.explanation()).contains("shop allows 10 min without one");
    assertThat(story.lines())
        .startsWith("00:")
        .contains("open warning orders → Orders [FLOW_STOPPED]");
  }

  @Test
  void quietEdgesThatFailTogetherAreReportedAtTheirCaller() {
    Traffic[] quiet = new Traffic[6];
    for (int i = 0; i < quiet.length; i++) {
      Edge edge =
          Edge.of(Shop.ORDERS, Shop.node(NodeKind.TABLE, "us-east-1", "T" + i), Access.READ);
      quiet[i] = new Traffic(5, edge, 0.006);
    }
    ContractStory story = story(SHOP).minutes(DAY, quiet);
    assertThat(story.lines()).isEmpty();
    for (Traffic one : quiet) {
      one.failing(0.15, ErrorClass.TIMEOUT);
    }
    story.minutes(60, quiet);
    assertThat(story.explanation())
        .isEqualTo(
            """
            orders: 27 of 127 calls on 6 quiet edges together failed in the last 1 h (21 %). Contract shop allows \
            0.1 %. 71 % of the budget of 30 d is left, for 2.4 h at this rate.
            warning, confidence 0.7
            findings: AVAILABILITY, BURN_FAST, POOLED
            measure: burn-1h 212.598 (expected 1.000, threshold 14.400, 127 samples)
            measure: burn-5min 333.333 (expected 1.000, threshold -, 9 samples)
            measure: budget-left 0.711 (expected -, threshold -, 93352 samples)
            measure: budget-lasts 8665.735 (expected -, threshold -, 27 samples)
            checked: Each edge alone: not judged, too few bad calls. Together: orders → T0 (read), orders → T1 \
            (read), orders → T2 (read), orders → T3 (read), orders → T4 (read) and 1 more.
            do: See whether the calls in the evidence have a callee or an instance in common
              where: orders
              why: edges that fail together often have one cause""");
  }

  @Test
  void anEdgeWithoutAContractLearnsOneWhereThatIsSwitchedOn() {
    Settings learning =
        Settings.defaults()
            .with(ContractBreachOptions.LEARN, true)
            .with(ContractBreachOptions.LEARN_AFTER, Duration.ofDays(1));
    Traffic writes = new Traffic(5, WRITES, 0.2).failing(0.0006, ErrorClass.SERVER);
    ContractStory story = story(learning).minutes(DAY + 60, writes);
    assertThat(story.lines()).isEmpty();
    assertThat(story.state().edges[0].learned).isBetween(995_000, 999_500);
    story.minutes(120, writes.failing(0.3, ErrorClass.SERVER));
    assertThat(story.lines()).contains("open warning orders → Orders").contains("LEARNED");
  }
}
