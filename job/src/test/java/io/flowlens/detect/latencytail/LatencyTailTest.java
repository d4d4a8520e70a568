package io.flowlens.detect.latencytail;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.model.Access;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.Explanation;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded traffic with known reasons, so that it always says the same. */
class LatencyTailTest {
  private static final Edge WRITES = Shop.ORDERS_WRITES;

  /** Runs of each case; {@code -Dflowlens.runs=100} makes more, and prints what came of them. */
  private static final int RUNS = Integer.getInteger("flowlens.runs", 5);

  /** What came of the runs of a case: half an hour of usual calls, then half an hour of it. */
  private static final class Outcome {
    int informed;
    int warned;
    final TreeSet<String> findings = new TreeSet<>();

    static Outcome of(String name, Consumer<Clients> usual, Consumer<Clients> then) {
      return of(name, WRITES, usual, then, 30);
    }

    static Outcome of(
        String name, Edge edge, Consumer<Clients> usual, Consumer<Clients> then, int minutes) {
      Outcome outcome = new Outcome();
      for (int seed = 0; seed < RUNS; seed++) {
        Clients clients = new Clients(edge, seed);
        Story<LatencyTailState> story = Clients.story(edge);
        usual.accept(clients);
        clients.call(story, 30);
        then.accept(clients);
        clients.call(story, minutes);
        outcome.add(story.anomalies());
      }
      if (RUNS > 5) {
        System.out.printf(
            Locale.ROOT,
            "%-40s %d runs: %d warned, %d informed; %s%n",
            name,
            RUNS,
            outcome.warned,
            outcome.informed,
            outcome.findings);
      }
      return outcome;
    }

    private void add(List<Anomaly> raised) {
      boolean warning = raised.stream().anyMatch(a -> a.explanation.severity == Severity.WARNING);
      warned += warning ? 1 : 0;
      informed += warning || raised.isEmpty() ? 0 : 1;
      raised.forEach(anomaly -> findings.addAll(anomaly.explanation.findings));
    }
  }

  private static void assertSilent(Outcome outcome) {
    assertThat(outcome.findings).isEmpty();
  }

  @Test
  void retriesOfJavaThatNobodyRecordedAreToldByTheirWaits() {
    Clients clients = new Clients(WRITES, 7);
    Story<LatencyTailState> story = Clients.story(WRITES);
    clients.call(story, 30);
    clients.throttled = 0.1;
    clients.call(story, 20);

    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            orders → Orders (write): since 10:30 UTC 1 in 10 calls takes 474 ms on average instead of 4.0 ms. These calls take 93 % of the time of all calls; the median stands. They are retries, which its spans do not show. The waits are those of the AWS SDK for Java 2 in legacy mode after throttling: 250 to 500 ms, then 500 ms to 1 s, and so on.
            warning, confidence 0.85
            findings: HIDDEN_RETRIES, BACKOFF_OF_JAVA_LEGACY
            measure: time-in-slow-calls 0.927 (expected -, threshold 0.500, 23908 samples)
            measure: slow-calls 0.101 (expected -, threshold -, 23908 samples)
            measure: slow-call-latency 473.605 (expected 4.022, threshold 24.022, 2414 samples)
            measure: mean-to-usual-median 12.827 (expected 1.051, threshold 2.103, 23908 samples)
            measure: backoff-margin 199.153 (expected 0.000, threshold 12.000, 2374 samples)
            evidence: trace-346d4d69442c1d49: 912 ms, ok; usual are 4.0 ms
            checked: Median: 3.9 ms in the last 10 s, and 4.0 ms are usual; 18 % of calls take more than one and a half times that.
            checked: Outcome: 0.0 % of the calls failed in the end, and the spans show 0.00 retries per call.
            checked: First use: first calls of instances are not slower than others.
            checked: Size: calls that carried 50 items or more explain 0 of the 2,414 slow ones; where spans do not count items this is not assessed.
            checked: Pauses, queues, sizes: none of these explains how long 2,374 slow calls took as well as the backoff does.
            checked: Not assessed: whether other callees of the caller, or other callers of the callee, are slow too; what the callee itself measured.
            do: Find out what is throttled, and raise or spread that
              where: CloudWatch: WriteThrottleEvents of Orders, and the key range metrics beside them
              why: Retries that succeed leave no error anywhere else.
            do: Make the spans show attempts
              where: orders: Java: otel.instrumentation.aws-sdk.experimental-record-individual-http-error=true
              why: Then retry-cascade counts the retries and says what failed. docs/inputs.md has the lines for each language.""");
    clients.throttled = 0;
    clients.call(story, 10);
    assertThat(story.life())
        .isEqualTo(
            """
            10:32:20 open warning since 10:32:00
            10:33:20 updated warning since 10:32:00
            10:34:20 updated warning since 10:32:00
            10:35:20 updated warning since 10:32:00
            10:36:20 updated warning since 10:32:00
            10:37:20 updated warning since 10:32:00
            10:38:20 updated warning since 10:32:00
            10:39:20 updated warning since 10:32:00
            10:40:20 updated warning since 10:32:00
            10:41:20 updated warning since 10:32:00
            10:42:20 updated warning since 10:32:00
            10:43:20 updated warning since 10:32:00
            10:44:20 updated warning since 10:32:00
            10:45:20 updated warning since 10:32:00
            10:46:20 updated warning since 10:32:00
            10:47:20 updated warning since 10:32:00
            10:48:20 updated warning since 10:32:00
            10:49:20 updated warning since 10:32:00
            10:50:20 updated warning since 10:32:00
            10:51:20 updated warning since 10:32:00
            10:52:20 updated warning since 10:32:00
            10:53:20 updated warning since 10:32:00
            10:54:20 updated warning since 10:32:00
            10:55:20 updated warning since 10:32:00
            10:56:20 updated warning since 10:32:00
            10:57:20 updated warning since 10:32:00
            10:58:20 updated warning since 10:32:00
            10:59:20 updated warning since 10:32:00""");
  }

  @Test
  void retriesThatNothingBearsOutAreSuspected() {
    Clients clients = new Clients(WRITES, 7);
    Story<LatencyTailState> story = Clients.story(WRITES);
    clients.rate = 2;
    clients.call(story, 30);
    clients.sdk = Clients.Sdk.STANDARD;
    clients.throttled = 0.06;
    clients.call(story, 20);

    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            orders → Orders (write): since 10:30 UTC 1 in 17 calls takes 623 ms on average instead of 4.0 ms. These calls take 90 % of the time of all calls; the median stands. They may be retries, which its spans do not show; nothing bears that out yet.
            info, confidence 0.5
            findings: HIDDEN_RETRIES_SUSPECTED
            measure: time-in-slow-calls 0.902 (expected -, threshold 0.500, 2308 samples)
            measure: slow-calls 0.058 (expected -, threshold -, 2308 samples)
            measure: slow-call-latency 623.370 (expected 3.986, threshold 23.986, 135 samples)
            measure: mean-to-usual-median 10.143 (expected 1.097, threshold 2.194, 2308 samples)
            checked: Median: 4.1 ms in the last 10 s, and 4.0 ms are usual; 14 % of calls take more than one and a half times that.
            checked: Outcome: 0.0 % of the calls failed in the end, and the spans show 0.00 retries per call.
            checked: First use: first calls of instances are not slower than others.
            checked: Size: calls that carried 50 items or more explain 0 of the 135 slow ones; where spans do not count items this is not assessed.
            checked: Backoff: the waits have the shape of no SDK's backoff for certain, which needs 100 slow calls or more.
            checked: Not assessed: whether other callees of the caller, or other callers of the callee, are slow too; what the callee itself measured.
            do: Look whether calls are throttled at this time
              where: CloudWatch: WriteThrottleEvents of Orders, and the key range metrics beside them
              why: Retries that succeed leave no error anywhere else.
            do: Make the spans show attempts
              where: orders: Java: otel.instrumentation.aws-sdk.experimental-record-individual-http-error=true; Node.js: @opentelemetry/instrumentation-http, or a responseHook that copies the SDK's attempts; Go, .NET, Ruby: instrument the SDK's HTTP client
              why: Then retry-cascade counts the retries and says what failed. docs/inputs.md has the lines for each language.
            do: Compare with what DynamoDB measured itself
              where: CloudWatch: SuccessfulRequestLatency of Orders, p99, by operation
              why: If that is flat, the time is lost in the caller or on the way: retries, a full connection pool, a pause of the process.""");
  }

  @Test
  void aTailOfAServiceIsOnlyCalledUnexplained() {
    Clients clients = new Clients(Shop.WEB_CALLS_ORDERS, 7);
    Story<LatencyTailState> story = Clients.story(Shop.WEB_CALLS_ORDERS);
    clients.call(story, 30);
    clients.unlucky = 0.03;
    clients.call(story, 20);

    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            web → orders (call): since 10:30 UTC 1 in 32 calls takes 304 ms on average instead of 4.0 ms. These calls take 70 % of the time of all calls; the median stands. Nothing that flowlens sees explains it.
            info, confidence 0.6
            findings: UNEXPLAINED_TAIL
            measure: time-in-slow-calls 0.700 (expected -, threshold 0.500, 23800 samples)
            measure: slow-calls 0.031 (expected -, threshold -, 23800 samples)
            measure: slow-call-latency 304.448 (expected 4.011, threshold 24.011, 737 samples)
            measure: mean-to-usual-median 3.358 (expected 1.094, threshold 2.188, 23800 samples)
            evidence: trace-2ba408551fdb21a1: 308 ms, ok; usual are 4.0 ms
            checked: Median: 4.2 ms in the last 10 s, and 4.0 ms are usual; 11 % of calls take more than one and a half times that.
            checked: Outcome: 0.0 % of the calls failed in the end, and the spans show 0.00 retries per call.
            checked: First use: first calls of instances are not slower than others.
            checked: Size: calls that carried 50 items or more explain 0 of the 737 slow ones; where spans do not count items this is not assessed.
            checked: Backoff: the waits have the shape of no SDK's backoff for certain, which needs 100 slow calls or more.
            checked: Not assessed: whether other callees of the caller, or other callers of the callee, are slow too; what the callee itself measured.
            do: Compare with what the callee measured itself
              where: a slow call's trace: the duration of orders beside that of the call
              why: If that is short, the time is lost in the caller or on the way: retries, a full connection pool, a pause of the process.""");
  }

  @ParameterizedTest
  @EnumSource(Clients.Sdk.class)
  void eachSdksBackoffIsRecognised(Clients.Sdk sdk) {
    Outcome outcome =
        Outcome.of(
            "throttled, " + sdk, clients -> clients.sdk = sdk, clients -> clients.throttled = 0.15);
    assertThat(outcome.warned).isEqualTo(RUNS);
    assertThat(outcome.findings).contains("HIDDEN_RETRIES", "BACKOFF_OF_" + sdk.name());
    assertThat(outcome.findings.stream().filter(code -> code.startsWith("BACKOFF"))).hasSize(1);
  }

  @Test
  void retriesThatBeganBeforeFlowlensDidAreFoundToo() {
    Outcome outcome =
        Outcome.of("throttled from the start", clients -> clients.throttled = 0.15, clients -> {});
    assertThat(outcome.warned).isEqualTo(RUNS);
  }

  @Test
  void callsThatFailForGoodAsThrottledBearOutRetries() {
    Outcome outcome =
        Outcome.of(
            "some fail for good",
            clients -> {
              clients.rate = 1;
              clients.sdk = Clients.Sdk.JAVASCRIPT;
            },
            clients -> clients.throttled = 0.3);
    assertThat(outcome.warned).isEqualTo(RUNS);
    assertThat(outcome.findings).contains("HIDDEN_RETRIES");
  }

  @Test
  void retriesThatSpansShowAreLeftToOthers() {
    assertSilent(
        Outcome.of(
            "spans show attempts",
            clients -> clients.showing = true,
            clients -> clients.throttled = 0.05));
  }

  @Test
  void slowCallsThatFailAreLeftToOthers() {
    assertSilent(
        Outcome.of(
            "slow calls fail",
            clients -> {},
            clients -> {
              clients.unlucky = 0.05;
              clients.unluckyFails = true;
            }));
  }

  @Test
  void callsFromOutsideAreTheSumOfWhatIsBehindThem() {
    Edge visits = Edge.of(Shop.node(NodeKind.CLIENT, "", ""), Shop.WEB, Access.CALL);
    assertSilent(
        Outcome.of("from outside", visits, clients -> {}, clients -> clients.unlucky = 0.05, 30));
  }

  @Test
  void aSlowServerIsNoTail() {
    assertSilent(Outcome.of("slow server", clients -> {}, clients -> clients.medianMillis = 40));
  }

  @Test
  void aServerThatRecoversIsNoTail() {
    for (int seed = 0; seed < RUNS; seed++) {
      Clients clients = new Clients(WRITES, seed);
      Story<LatencyTailState> story = Clients.story(WRITES);
      clients.call(story, 30);
      clients.medianMillis = 40;
      clients.call(story, 16);
      clients.medianMillis = 4;
      clients.call(story, 20);
      assertThat(story.anomalies()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {200, 1_000})
  void pausesOfTheProcessAreNotTakenForRetries(double millis) {
    Outcome outcome =
        Outcome.of("pauses of " + millis, clients -> {}, clients -> clients.pauseMillis = millis);
    assertThat(outcome.warned).isZero();
    assertThat(outcome.findings).doesNotContain("HIDDEN_RETRIES");
  }

  @ParameterizedTest(name = "{0} ms for {1} of the calls")
  @CsvSource({"60, 0.2", "300, 0.05", "25, 0.5"})
  void aCacheWhoseMissesAreSlowIsUsual(double millis, double share) {
    assertSilent(
        Outcome.of(
            "bimodal cache " + millis,
            clients -> {
              clients.medianMillis = 1;
              clients.unlucky = share;
              clients.cause = random -> millis * Math.exp(0.2 * random.nextGaussian());
            },
            clients -> {}));
  }

  @Test
  void aCacheThatMissesMoreIsAtMostSuspected() {
    Outcome outcome =
        Outcome.of(
            "cache misses more",
            clients -> {
              clients.unlucky = 0.01;
              clients.cause = random -> 80 * Math.exp(0.3 * random.nextGaussian());
            },
            clients -> clients.unlucky = 0.1);
    assertThat(outcome.warned).isZero();
    assertThat(outcome.findings).doesNotContain("HIDDEN_RETRIES");
  }

  @Test
  void callsWithManyItemsAreLeftToTheCaller() {
    assertSilent(Outcome.of("payloads", clients -> {}, clients -> clients.large = 0.05));
  }

  @Test
  void aJobOfFiveMinutesIsNotReported() {
    assertSilent(
        Outcome.of(
            "job of five minutes",
            WRITES,
            clients -> {},
            clients -> {
              clients.unlucky = 0.2;
              clients.cause = random -> 40 * random.nextDouble() * 10;
            },
            5));
  }

  @Test
  void heavyTailsOfLittleTrafficAreUsual() {
    assertSilent(
        Outcome.of(
            "heavy tail at 0.3 calls a second",
            WRITES,
            clients -> {
              clients.rate = 0.3;
              clients.spread = 1.2;
            },
            clients -> {},
            180));
  }

  @Test
  void longPollsThatWaitMoreOftenAreAtMostSuspected() {
    Outcome outcome =
        Outcome.of(
            "long polls",
            clients -> {
              clients.unlucky = 0.1;
              clients.cause = random -> 20_000 * Math.pow(random.nextDouble(), 0.3);
            },
            clients -> clients.unlucky = 0.4);
    assertThat(outcome.warned).isZero();
    assertThat(outcome.findings).doesNotContain("HIDDEN_RETRIES");
  }

  @Test
  void queuesInTheClientAreNotTakenForRetries() {
    Outcome outcome =
        Outcome.of(
            "full pool",
            clients -> {},
            clients -> {
              clients.unlucky = 0.1;
              clients.cause = random -> -150 * Math.log(1 - random.nextDouble());
            });
    assertThat(outcome.warned).isZero();
    assertThat(outcome.findings).doesNotContain("HIDDEN_RETRIES");
  }

  @Test
  void oneTraceInTwentyIsEnoughForABusyEdge() {
    Outcome outcome =
        Outcome.of(
            "5 % of traces",
            clients -> {
              clients.rate = 100;
              clients.kept = 0.05;
            },
            clients -> clients.throttled = 0.15);
    assertThat(outcome.warned + outcome.informed).isEqualTo(RUNS);
  }

  @Test
  void aSampledQuietDayIsSilent() {
    assertSilent(
        Outcome.of(
            "5 % of traces, quiet",
            WRITES,
            clients -> {
              clients.rate = 100;
              clients.kept = 0.05;
              clients.spread = 0.8;
            },
            clients -> {},
            180));
  }

  @Test
  void cloudTrailBearsOutRetriesSixteenMinutesLater() {
    LatencyTail detector = new LatencyTail(Settings.defaults());
    LatencyTailState state = detector.newState();
    Clients clients = new Clients(WRITES, 7);
    clients.rate = 2;
    clients.sdk = Clients.Sdk.STANDARD;
    long start = PaneBuilder.at("10:00:00");
    Explanation before = null;
    Explanation after = null;
    for (int i = 0; i < 6 * 60; i++) {
      clients.throttled = i < 6 * 30 ? 0 : 0.06;
      boolean due = i == 6 * 48;
      before = i == 6 * 48 - 1 ? judge(detector, clients.pane(start), state, null) : before;
      after = due ? judge(detector, clients.pane(start), state, logged(start)) : after;
      if (i < 6 * 48 - 1 || i > 6 * 48) {
        judge(detector, clients.pane(start), state, null);
      }
      start += Pane.MILLIS;
    }
    assertThat(before.findings).containsExactly("HIDDEN_RETRIES_SUSPECTED");
    assertThat(after.findings).containsExactly("HIDDEN_RETRIES");
    assertThat(after.summary).endsWith("CloudTrail shows 12 throttled requests in this time.");
    assertThat(after.severity).isEqualTo(Severity.WARNING);
  }

  /** What CloudTrail shows of the minute that is sixteen minutes old. */
  private static Pane logged(long now) {
    Pane minute = PaneBuilder.calls(40).failed(12, ErrorClass.THROTTLED).on(WRITES, now - 960_000);
    minute.evidence = Evidence.SLOW;
    return minute;
  }

  private static Explanation judge(
      LatencyTail detector, Pane pane, LatencyTailState state, Pane slow) {
    Findings findings = new Findings(detector.id(), pane.start);
    Round round =
        new Round(
            pane.start,
            List.of(pane.with(detector.details())),
            slow == null ? List.of() : List.of(slow),
            List.of());
    detector.judge(round, state, OwnEpisodes.NONE, findings);
    return findings.all().isEmpty() ? null : findings.all().get(0).explanation;
  }
}
