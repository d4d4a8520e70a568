package io.flowlens.detect.coldcachespike;

import static io.flowlens.detect.coldcachespike.Outcome.QUARTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.OneRound;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColdCacheSpikeTest {
  private static final Edge ORDERS_READS = Edge.of(Shop.ORDERS, Shop.ORDERS_TABLE, Access.READ);

  private static Story<ColdCacheSpikeState> story(Edge edge) {
    return Story.of(new ColdCacheSpike(Settings.defaults()), edge, "10:00:00");
  }

  /** The mean is 8 ms, and behind it are calls of 120 ms. */
  private static Callers orders() {
    Callers orders = new Callers(7, 147);
    orders.medianMillis = 6.1;
    orders.spread = 0.2;
    return orders;
  }

  @Test
  void aMeanOfEightMillisecondsHidesConnectionsThatAreMadeAnew() {
    Story<ColdCacheSpikeState> story = story(ORDERS_READS);
    Callers orders = orders();
    orders.call(story, ORDERS_READS, 2 * QUARTER);
    orders.idleSeconds = 60;
    orders.throttled = 0.001;
    orders.call(story, ORDERS_READS, QUARTER);

    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            orders → Orders (read): since 10:30 UTC one call in 58 takes 115 ms instead of 6.2 ms. 100 % of the slow ones are an instance's first call after 60 s or more without one: a new connection, not a slow table. It was worst at 10:34 UTC: one in 26. The mean of 8.1 ms hides it.
            warning, confidence 0.86
            findings: COLD_CONNECTION
            measure: slow-first-calls 0.017 (expected 0.000, threshold 0.010, 3021 samples)
            measure: time-in-slow-first-calls 0.239 (expected 0.000, threshold 0.250, 3021 samples)
            measure: share-of-slow-calls-explained 1.000 (expected -, threshold 0.500, 54 samples)
            measure: log-odds-of-first-calls 11.518 (expected 0.000, threshold 4.000, 19 samples)
            measure: slow-call-latency 114.222 (expected 6.222, threshold 26.222, 54 samples)
            measure: mean-latency 8.158 (expected 6.222, threshold -, 3021 samples)
            measure: slow-calls-since-it-began 0.017 (expected -, threshold -, 9044 samples)
            measure: slow-calls-in-worst-minute 0.038 (expected -, threshold -, 9044 samples)
            evidence: trace-5def402d8209f55: 126 ms at the first attempt, ok; usual are 6.2 ms
            checked: Retries: 4 of the 54 slow calls took more than one attempt, which explains 2 of them.
            checked: Size: no call was a Query, a Scan or a batch; how large items were is not known.
            checked: Median: 6.2 ms in the last 10 s, and 6.2 ms are usual; 4 % of calls take more than one and a half times that, so the whole is not slower.
            checked: One burst, such as a deploy or the end of a silence: no; there were slow first calls in 15 of the last 15 minutes.
            checked: Instances: 28 % of them are followed, and their first calls scaled up.
            checked: Not assessed: keys, caches such as DAX, the table's encryption key (fetched anew every 5 minutes by each connection), what the callee itself measured.
            do: Keep idle connections open for longer than the pauses between calls
              where: orders: connectionMaxIdleTime of the SDK's HTTP client (60 s by default in the Java SDK), keepAlive of the HTTP agent in Node.js; the idle timeout of a proxy, NAT or load balancer on the way
              why: Calls are slow after 60 s without one. Shorter timeouts would not help: a call that is given up while it connects has to connect again.
            do: Read an item from every instance each 30 s
              where: orders: a timer that calls GetItem on Orders
              why: It keeps a connection and the table's encryption key warm for half a read unit a time.""");
    orders.idleSeconds = Double.POSITIVE_INFINITY;
    orders.call(story, ORDERS_READS, QUARTER);
    assertThat(story.life())
        .isEqualTo(
            """
            10:34:40 open warning since 10:30:00
            10:35:40 updated warning since 10:30:00
            10:36:40 updated warning since 10:30:00
            10:37:40 updated warning since 10:30:00
            10:38:40 updated warning since 10:30:00
            10:39:40 updated warning since 10:30:00
            10:40:40 updated warning since 10:30:00
            10:41:40 updated warning since 10:30:00
            10:42:40 updated warning since 10:30:00
            10:43:40 updated warning since 10:30:00
            10:44:40 updated warning since 10:30:00
            10:45:40 updated warning since 10:30:00
            10:46:40 updated warning since 10:30:00
            10:47:40 updated warning since 10:30:00
            10:49:40 resolved warning at 10:48:10""");
  }

  @Test
  void aCalleeThatIsStartedForOneInFiftyCallsIsForInformationUntilItLasts() {
    Story<ColdCacheSpikeState> story =
        story(Shop.WEB_CALLS_ORDERS)
            .then(120, PaneBuilder.calls(500).taking(6))
            .then(300, PaneBuilder.calls(490).taking(6).started(10, 420));

    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            web → orders (call): since 10:20 UTC one call in 50 takes 420 ms instead of 6.0 ms. 100 % of the slow ones are calls for which an instance of orders had to be started. The mean of 14.3 ms hides it.
            warning, confidence 0.9
            findings: COLD_CALLEE
            measure: slow-first-calls 0.020 (expected 0.000, threshold 0.010, 6000 samples)
            measure: time-in-slow-first-calls 0.577 (expected 0.000, threshold 0.250, 6000 samples)
            measure: share-of-slow-calls-explained 0.982 (expected -, threshold 0.500, 120 samples)
            measure: log-odds-of-first-calls 34.053 (expected 0.000, threshold 4.000, 120 samples)
            measure: slow-call-latency 419.800 (expected 5.983, threshold 25.983, 120 samples)
            measure: mean-latency 14.278 (expected 5.983, threshold -, 6000 samples)
            measure: slow-calls-since-it-began 0.020 (expected -, threshold -, 150000 samples)
            measure: slow-calls-in-worst-minute 0.020 (expected -, threshold -, 150000 samples)
            measure: p99-latency 419.840 (expected -, threshold -, 500 samples)
            checked: Retries: none of the 120 slow calls took more than one attempt.
            checked: Size: not assessed, as no call says how much it carried.
            checked: Median: 6.0 ms in the last 10 s, and 6.0 ms are usual; 2 % of calls take more than one and a half times that, so the whole is not slower.
            checked: One burst, such as a deploy or the end of a silence: no; there were slow first calls in 15 of the last 15 minutes.
            checked: Instances: all that name themselves are followed.
            checked: Not assessed: keys, caches such as DAX, the table's encryption key (fetched anew every 5 minutes by each connection), what the callee itself measured.
            do: Let an instance warm up before it takes traffic
              where: orders: the readiness check
              why: What the first call has to load and connect can be loaded and connected before.""");
    assertThat(story.anomalies().get(0).explanation.severity).isEqualTo(Severity.INFO);
    assertThat(story.levels())
        .isEqualTo(
            """
            10:31:10 firing  web → orders (call): since 10:20 UTC one call in 50 takes 420 ms instead of 6.0 ms. 100 % of the slow ones are calls for which an instance of orders had to be started. The mean of 14.3 ms hides it.""");
  }

  @Test
  void aFunctionThatIsNewForEachBurstIsAdvisedToStartEarlier() {
    Edge edge = Shop.BILLING_WRITES;
    Story<ColdCacheSpikeState> story = story(edge);
    Callers billing = new Callers(3, 12);
    billing.call(story, edge, QUARTER);
    billing.newInstance = 0.03;
    billing.call(story, edge, 2 * QUARTER);

    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            billing → Orders (write): since 10:15 UTC one call in 34 takes 259 ms instead of 6.0 ms. 100 % of the slow ones are the first call of a new instance of billing: its start, not a slow table. It was worst at 10:41 UTC: one in 13. The mean of 13.7 ms hides it.
            info, confidence 0.89
            findings: COLD_INSTANCE
            measure: slow-first-calls 0.023 (expected 0.000, threshold 0.010, 1188 samples)
            measure: time-in-slow-first-calls 0.486 (expected 0.000, threshold 0.250, 1188 samples)
            measure: share-of-slow-calls-explained 0.930 (expected -, threshold 0.500, 30 samples)
            measure: log-odds-of-first-calls 16.314 (expected 0.000, threshold 4.000, 30 samples)
            measure: slow-call-latency 258.433 (expected 6.017, threshold 26.017, 30 samples)
            measure: mean-latency 12.490 (expected 6.017, threshold -, 1188 samples)
            measure: slow-calls-since-it-began 0.030 (expected -, threshold -, 18014 samples)
            measure: slow-calls-in-worst-minute 0.076 (expected -, threshold -, 18014 samples)
            evidence: trace-644856e5f7715b2: 232 ms at the first attempt, ok; usual are 6.0 ms
            checked: Retries: none of the 30 slow calls took more than one attempt.
            checked: Size: no call was a Query, a Scan or a batch; how large items were is not known.
            checked: Median: 5.5 ms in the last 10 s, and 6.0 ms are usual; 7 % of calls take more than one and a half times that, so the whole is not slower.
            checked: One burst, such as a deploy or the end of a silence: no; there were slow first calls in 15 of the last 15 minutes.
            checked: Instances: all that name themselves are followed.
            checked: Not assessed: keys, caches such as DAX, the table's encryption key (fetched anew every 5 minutes by each connection), what the callee itself measured.
            do: Have instances started before they are needed
              where: billing: provisioned concurrency, or SnapStart where the runtime has it
              why: The start of a new instance is waited for by the call that needs it.
            do: Make the client, and one call with it, while the instance starts
              where: billing: initialisation, outside of the handler; one cheap call to Orders
              why: Resolving, connecting and loading classes then happen before anyone waits.""");
  }

  /**
   * The flows of each pane come in another order and in four parts that are merged in any order.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void howFlowsCameTogetherInAPaneNeverShows(long seed) {
    Random random = new Random(seed);
    ColdCacheSpike detector = new ColdCacheSpike(Settings.defaults());
    ColdCacheSpikeState straight = detector.newState();
    ColdCacheSpikeState mixed = detector.newState();
    Callers callers = new Callers(seed, 60);
    callers.idleSeconds = 20;
    callers.rate = 8;
    callers.throttled = 0.02;
    callers.keys = new Keys(seed, 2_000);
    for (int i = 0; i < 2 * QUARTER; i++) {
      long start = PaneBuilder.MIDNIGHT + i * Pane.MILLIS;
      List<FlowEvent> flows = callers.flows(start);
      Judgement expected = OneRound.of(detector, pane(ORDERS_READS, start, flows), straight);
      Collections.shuffle(flows, random);
      List<Pane> parts = new ArrayList<>();
      for (int part = 0; part < 4; part++) {
        int from = part * flows.size() / 4;
        parts.add(pane(ORDERS_READS, start, flows.subList(from, (part + 1) * flows.size() / 4)));
      }
      Collections.shuffle(parts, random);
      Pane whole = pane(ORDERS_READS, start, List.of());
      parts.forEach(whole::merge);
      assertThat(text(OneRound.of(detector, whole, mixed))).isEqualTo(text(expected));
      assertThat(mixed).usingRecursiveComparison().isEqualTo(straight);
    }
    assertThat(straight.activeSince).isPositive();
  }

  private static String text(Judgement judgement) {
    return judgement == null
        ? "clear"
        : judgement.level + " " + ExplanationText.of(judgement.explanation);
  }

  private static Pane pane(Edge edge, long start, List<FlowEvent> flows) {
    Pane pane = new Pane();
    pane.edge = edge;
    pane.start = start;
    flows.forEach(pane::add);
    return pane;
  }
}
