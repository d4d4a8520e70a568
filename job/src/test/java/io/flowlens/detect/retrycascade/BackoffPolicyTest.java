package io.flowlens.detect.retrycascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.model.Explanation;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Three hundred clients of each kind, twenty gaps each, with attempts of 3 to 8 ms between. */
class BackoffPolicyTest {
  private static final int CLIENTS = 300;

  private final Random random = new Random(11);

  @Test
  void fullJitterIsNeverTakenForNone() {
    assertThat(withoutJitter(retry -> random.nextDouble() * 50 * Math.pow(2, retry))).isZero();
  }

  @Test
  void halfJitterAsTheJavaSdkHasItIsNoDefect() {
    DoubleUnaryOperator half =
        retry -> (0.5 + 0.5 * random.nextDouble()) * 500 * Math.pow(2, retry);
    assertThat(withoutJitter(half)).isLessThan(CLIENTS / 100);
  }

  @Test
  void waitsThatAllDoubleAreFoundWithoutJitterButGrowing() {
    for (int i = 0; i < CLIENTS; i++) {
      BackoffPolicy policy = client(10, retry -> 50 * Math.pow(2, retry));
      assertThat(policy.hasNoJitter()).isTrue();
      assertThat(policy.doesNotGrow()).isFalse();
      assertThat(policy.firstMillis()).isBetween(53.0, 58.0);
    }
  }

  @Test
  void fixedWaitsAreFoundWithoutJitterAndGrowth() {
    for (int i = 0; i < CLIENTS; i++) {
      assertThat(client(10, retry -> 100).doesNotGrow()).isTrue();
    }
  }

  @Test
  void noWaitsAreFound() {
    for (int i = 0; i < CLIENTS; i++) {
      BackoffPolicy policy = client(10, retry -> 0);
      assertThat(policy.hasNoDelay()).isTrue();
      assertThat(policy.hasNoJitter()).isFalse();
    }
  }

  @Test
  void nineteenGapsSayNothing() {
    BackoffPolicy policy = client(9, retry -> 100);
    assertThat(policy.gaps()).isEqualTo(18);
    assertThat(policy.isKnown()).isFalse();
    assertThat(policy.hasNoJitter()).isFalse();
  }

  @Test
  void gapsAreForgottenAfterAQuarterOfAnHourButNotInAStorm() {
    Pane pane = pane(10, retry -> 100);
    byte[] packed = BackoffPolicy.of(new byte[0], pane, false).packed();
    Pane later = new Pane();
    later.start = pane.start + 16 * 60_000;
    assertThat(BackoffPolicy.of(packed, later, false).packed()).isEmpty();
    assertThat(BackoffPolicy.of(packed, later, true).gaps()).isEqualTo(20);
  }

  @Test
  void shorterAndMoreEqualWaitsAreTheBadOnes() {
    Explanation explanation = new Explanation();
    BackoffFindings.add(explanation, Shop.ORDERS_WRITES, client(10, retry -> 100));
    assertThat(explanation.measures)
        .extracting(measure -> measure.name)
        .containsExactly("wait-before-first-retry", "spread-of-waits");
    assertThat(explanation.measures).allMatch(measure -> measure.badBelow);
  }

  private int withoutJitter(DoubleUnaryOperator backoff) {
    int found = 0;
    for (int i = 0; i < CLIENTS; i++) {
      BackoffPolicy policy = client(10, backoff);
      found += policy.hasNoJitter() || policy.doesNotGrow() || policy.hasNoDelay() ? 1 : 0;
    }
    return found;
  }

  private BackoffPolicy client(int calls, DoubleUnaryOperator backoffMillis) {
    return BackoffPolicy.of(new byte[0], pane(calls, backoffMillis), false);
  }

  /** Calls of three attempts each. */
  private Pane pane(int calls, DoubleUnaryOperator backoffMillis) {
    Pane pane = new Pane();
    pane.start = PaneBuilder.at("10:00:00");
    for (int call = 0; call < calls; call++) {
      FlowEvent flow = new FlowEvent();
      flow.attempts = 3;
      flow.gaps = new int[] {gap(backoffMillis, 0), gap(backoffMillis, 1)};
      pane.add(flow);
    }
    return pane;
  }

  private int gap(DoubleUnaryOperator backoffMillis, int retry) {
    double attempt = 3 + 5 * random.nextDouble();
    return (int) (1_000 * (attempt + backoffMillis.applyAsDouble(retry)));
  }
}
