package io.flowlens.detect;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Option;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Scope;
import io.flowlens.detect.consistencyconflict.ConsistencyConflictSample;
import io.flowlens.detect.contractbreach.Promised;
import io.flowlens.detect.latencytail.LatencyTailSample;
import io.flowlens.detect.misledscaling.MisledScalingSample;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import io.flowlens.model.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every detector promises. */
class DetectorContractTest {
  private static final Edge FAR =
      Edge.of(Shop.ORDERS, Shop.node(NodeKind.TABLE, "eu-west-1", "Orders"), Access.READ);
  private static final Edge NEAR = Edge.of(Shop.BILLING, Shop.ORDERS_TABLE, Access.READ);

  /** Traffic of one scope in which the detector must find something, and in which it must not. */
  private static final Map<String, Sample> SAMPLES =
      Map.of(
          "retry-cascade",
          new Sample(
              Map.of(Shop.ORDERS_WRITES, calls(1_000).retried(900, ErrorClass.THROTTLED)),
              Map.of(Shop.ORDERS_WRITES, calls(1_000).retried(10, ErrorClass.THROTTLED))),
          "cold-cache-spike",
          new Sample(
              Map.of(Shop.WEB_CALLS_ORDERS, calls(1_000).taking(6).started(20, 120)),
              Map.of(Shop.WEB_CALLS_ORDERS, calls(1_000).taking(6))),
          "region-mismatch",
          new Sample(
              Map.of(FAR, calls(100).taking(78), NEAR, calls(100).taking(4)),
              Map.of(NEAR, calls(100).taking(4))),
          "replay-loop",
          new Sample(
              Map.of(
                  Shop.BILLING_IS_GIVEN_ORDERS,
                  calls(1).records(100).failedBatch("shardId-000000000001", 1, 100)),
              Map.of(Shop.BILLING_IS_GIVEN_ORDERS, calls(1).records(100))),
          "latency-tail",
          new Sample(
              Map.of(Shop.ORDERS_WRITES, PaneBuilder.like(LatencyTailSample.pane())),
              Map.of(Shop.ORDERS_WRITES, calls(1_000).taking(6))),
          "misled-scaling",
          new Sample(
              Map.of(Shop.ORDERS_WRITES, calls(1_000), Shop.BILLING_WRITES, calls(1_000)),
              Map.of(Shop.ORDERS_WRITES, calls(1_000))),
          "transactional-churn",
          new Sample(
              Map.of(Shop.ORDERS_WRITES, calls(1_000).failed(400, ErrorClass.CONFLICT)),
              Map.of(Shop.ORDERS_WRITES, calls(1_000).failed(500, ErrorClass.CONDITIONAL))),
          "batch-flood",
          new Sample(
              Map.of(Shop.ORDERS_WRITES, calls(10).records(250).unprocessed(40)),
              Map.of(Shop.BILLING_IS_GIVEN_ORDERS, calls(10).records(100).aged(10, 1))),
          "consistency-conflict",
          new Sample(ConsistencyConflictSample.lost(), ConsistencyConflictSample.replicated()),
          "contract-breach",
          new Sample(
              Map.of(Shop.ORDERS_WRITES, calls(1_000).failed(100, ErrorClass.SERVER)),
              Map.of(Shop.ORDERS_WRITES, calls(1_000).failed(500, ErrorClass.CONDITIONAL))));

  private record Sample(Map<Edge, PaneBuilder> firing, Map<Edge, PaneBuilder> quiet) {}

  /** Signals that come with the samples, by detector: those with which it must find something. */
  private static final Map<String, LongFunction<List<Signal>>> FIRING_SIGNALS =
      Map.of("misled-scaling", round -> MisledScalingSample.signals(Shop.ORDERS_TABLE, round, 600));

  /** And those in which it must not. */
  private static final Map<String, LongFunction<List<Signal>>> QUIET_SIGNALS =
      Map.of("misled-scaling", round -> MisledScalingSample.signals(Shop.ORDERS_TABLE, round, 0));

  static Stream<Detector<?>> detectors() {
    return Detectors.all(Promised.by("edge=*->*", "availability=99.9 %")).stream();
  }

  @Test
  void idsAreUniqueAndOptionsToo() {
    Set<String> ids = new HashSet<>();
    assertThat(detectors().map(Detector::id)).allMatch(ids::add);
    Set<String> keys = new HashSet<>();
    assertThat(Detectors.options()).allMatch(option -> keys.add(option.group() + option.key()));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void asksOneQuestion(Detector<?> detector) {
    assertThat(detector.id()).matches("[a-z]+(-[a-z]+)*");
    assertThat(detector.question()).endsWith("?").doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void everyThresholdHasARangeThatHoldsItsDefault(Detector<?> detector) {
    assertThat(detector.options()).isNotEmpty();
    for (Option<?> option : detector.options()) {
      assertThat(option.group()).isEqualTo("Detector." + detector.id());
      assertThat(option.key()).matches("[a-z]+(\\.[a-z]+)*");
      assertThat(option.doc()).endsWith(".");
      assertHoldsDefault(option);
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void asksForSomethingThatTheJobCanGive(Detector<?> detector) {
    assertThat(detector.accesses().isEmpty() && detector.signals().isEmpty()).isFalse();
    assertThat(detector.evidence()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void isQuietOnQuietTrafficAndLeavesNothingToFollow(Detector<?> detector) {
    assertThat(run(detector, sample(detector).quiet, 360)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void explainsItselfWhenItFires(Detector<?> detector) {
    List<Judgement> findings = run(detector, sample(detector).firing, 360);
    assertThat(findings).isNotEmpty();
    for (Judgement finding : findings) {
      assertThat(finding.detector).isEqualTo(detector.id());
      assertThat(subjects(sample(detector))).contains(finding.subject);
      assertExplained(finding.explanation);
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void isClearInTheEndWhenTheScopeFallsSilent(Detector<?> detector) {
    assertClearsInSilence(detector);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void keepsSmallStateThatFlinkUnderstands(Detector<?> detector) throws Exception {
    int edges = sample(detector).firing.size();
    assertThat(sizeAfter(detector, sample(detector).quiet)).isLessThan(400);
    assertThat(sizeAfter(detector, sample(detector).firing)).isLessThan(1_000 * edges);
  }

  private static <S> void assertClearsInSilence(Detector<S> detector) {
    S state = detector.newState();
    long start = PaneBuilder.MIDNIGHT;
    Map<Edge, PaneBuilder> firing = sample(detector).firing;
    for (int i = 0; i < 90; i++) {
      judge(detector, state, firing, start);
      start += Pane.MILLIS;
    }
    assertThat(detector.active(state)).isTrue();
    Map<Edge, PaneBuilder> silence =
        detector.scope() == Scope.EDGE
            ? Map.of(firing.keySet().iterator().next(), calls(0))
            : Map.of();
    long end = start + detector.memory().toMillis();
    while (detector.active(state) && start < end) {
      judge(detector, state, silence, start);
      start += Pane.MILLIS;
    }
    assertThat(detector.active(state)).isFalse();
  }

  private static <S> int sizeAfter(Detector<S> detector, Map<Edge, PaneBuilder> traffic)
      throws Exception {
    S state = detector.newState();
    for (int i = 0; i < 200; i++) {
      judge(detector, state, traffic, PaneBuilder.MIDNIGHT + i * Pane.MILLIS);
    }
    var serializer =
        TypeInformation.of(detector.stateType()).createSerializer(StateTypesTest.noKryo());
    assertThat(serializer).isInstanceOf(PojoSerializer.class);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(state, out);
    S back = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(back)
        .usingRecursiveComparison()
        .withEqualsForType(Edge::equals, Edge.class)
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(state);
    return out.length();
  }

  private static void assertExplained(Explanation explanation) {
    assertThat(explanation.severity).isNotNull();
    assertThat(explanation.confidence).isBetween(0.0, 1.0);
    assertThat(explanation.summary).endsWith(".").containsPattern("[0-9]").doesNotContain("\n");
    assertThat(explanation.summary.split("(?<=\\.) "))
        .allSatisfy(sentence -> assertThat(sentence.split(" ")).hasSizeLessThanOrEqualTo(30));
    assertThat(explanation.summary).doesNotContain("shardId");
    assertThat(explanation.findings).isNotEmpty().allMatch(code -> code.matches("[A-Z_]+"));
    assertThat(explanation.measures).isNotEmpty();
    assertThat(explanation.measures.get(0).threshold).isFinite().isNotZero();
    assertThat(explanation.evidence).hasSizeLessThanOrEqualTo(Explanation.MAX_EVIDENCE);
    assertThat(explanation.counterEvidence).isNotEmpty();
    assertThat(explanation.recommendations).isNotEmpty();
  }

  @SuppressWarnings("unchecked")
  private static void assertHoldsDefault(Option<?> option) {
    if (option.min() != null) {
      Comparable<Object> byDefault = (Comparable<Object>) option.defaultValue();
      assertThat(byDefault.compareTo(option.min())).isNotNegative();
      assertThat(byDefault.compareTo(option.max())).isNotPositive();
    }
  }

  private static Set<Subject> subjects(Sample sample) {
    Set<Subject> subjects = new HashSet<>();
    for (Edge edge : sample.firing.keySet()) {
      subjects.add(Subject.of(edge));
      subjects.add(Subject.of(edge.to));
    }
    return subjects;
  }

  private static Sample sample(Detector<?> detector) {
    assertThat(SAMPLES).as("a sample for each detector").containsKey(detector.id());
    return SAMPLES.get(detector.id());
  }

  private static <S> List<Judgement> run(
      Detector<S> detector, Map<Edge, PaneBuilder> traffic, int rounds) {
    S state = detector.newState();
    List<Judgement> findings = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      findings.addAll(judge(detector, state, traffic, PaneBuilder.MIDNIGHT + i * Pane.MILLIS));
    }
    return findings;
  }

  private static <S> List<Judgement> judge(
      Detector<S> detector, S state, Map<Edge, PaneBuilder> traffic, long start) {
    List<Pane> panes = new ArrayList<>();
    traffic.forEach((edge, pane) -> panes.add(pane.on(edge, start)));
    Map<String, LongFunction<List<Signal>>> signals =
        traffic.equals(sample(detector).firing) ? FIRING_SIGNALS : QUIET_SIGNALS;
    List<Signal> due =
        traffic.isEmpty()
            ? List.of()
            : signals.getOrDefault(detector.id(), round -> List.of()).apply(start);
    return OneRound.of(detector, start, panes, due, state);
  }
}
