package io.flowlens.detect;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  /** Traffic of one edge that the detector must speak of, and traffic it must not. */
  private static final Map<String, Sample> SAMPLES =
      Map.of(
          "retry-cascade",
          new Sample(
              Shop.ORDERS_WRITES,
              calls(1_000).retried(900, ErrorClass.THROTTLED),
              calls(1_000).retried(10, ErrorClass.THROTTLED)),
          "cold-cache-spike",
          new Sample(
              Shop.WEB_CALLS_ORDERS,
              calls(1_000).taking(6).started(20, 120),
              calls(1_000).taking(6)));

  private record Sample(Edge edge, PaneBuilder firing, PaneBuilder quiet) {}

  static Stream<Detector<?>> detectors() {
    return Detectors.all(Settings.defaults()).stream();
  }

  static Stream<Question<?>> questions() {
    return Stream.concat(detectors(), Detectors.onTables(Settings.defaults()).stream());
  }

  @Test
  void idsAreUniqueAndOptionsToo() {
    Set<String> ids = new HashSet<>();
    assertThat(questions().map(Question::id)).allMatch(ids::add);
    Set<String> keys = new HashSet<>();
    assertThat(Detectors.options()).allMatch(option -> keys.add(option.group() + option.key()));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void asksOneQuestion(Question<?> detector) {
    assertThat(detector.id()).matches("[a-z]+(-[a-z]+)*");
    assertThat(detector.question()).endsWith("?").doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void everyThresholdHasARangeThatHoldsItsDefault(Question<?> detector) {
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
  void isQuietOnQuietTrafficAndLeavesNothingToFollow(Detector<?> detector) {
    run(detector, sample(detector).quiet, 360).forEach(j -> assertThat(j).isNull());
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void explainsItselfWhenItFires(Detector<?> detector) {
    List<Judgement> judgements = new ArrayList<>(run(detector, sample(detector).firing, 360));
    judgements.removeIf(judgement -> judgement == null);
    assertThat(judgements).isNotEmpty();
    for (Judgement judgement : judgements) {
      assertThat(judgement.detector).isEqualTo(detector.id());
      assertThat(judgement.edge).isEqualTo(sample(detector).edge);
      assertExplained(judgement.explanation);
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void isClearInTheEndWhenTheEdgeFallsSilent(Detector<?> detector) {
    assertClearsInSilence(detector);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void keepsSmallStateThatFlinkUnderstands(Detector<?> detector) throws Exception {
    assertThat(sizeAfter(detector, sample(detector).quiet)).isLessThan(220);
    assertThat(sizeAfter(detector, sample(detector).firing)).isLessThan(1_000);
  }

  private static <S> void assertClearsInSilence(Detector<S> detector) {
    S state = detector.newState();
    long pane = judge(detector, state, sample(detector).firing, PaneBuilder.MIDNIGHT, 90);
    assertThat(detector.active(state)).isTrue();
    long end = pane + detector.memory().toMillis();
    while (detector.active(state) && pane < end) {
      pane = judge(detector, state, calls(0), pane, 1);
    }
    assertThat(detector.active(state)).isFalse();
  }

  private static <S> int sizeAfter(Detector<S> detector, PaneBuilder panes) throws Exception {
    S state = detector.newState();
    judge(detector, state, panes, PaneBuilder.MIDNIGHT, 200);
    var serializer =
        TypeInformation.of(detector.stateType()).createSerializer(StateTypesTest.noKryo());
    assertThat(serializer).isInstanceOf(PojoSerializer.class);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(state, out);
    S back = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(back).usingRecursiveComparison().isEqualTo(state);
    return out.length();
  }

  private static void assertExplained(Explanation explanation) {
    assertThat(explanation.severity).isNotNull();
    assertThat(explanation.confidence).isBetween(0.0, 1.0);
    assertThat(explanation.summary).endsWith(".").containsPattern("[0-9]").doesNotContain("\n");
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

  private static Sample sample(Detector<?> detector) {
    assertThat(SAMPLES).as("a sample for each detector").containsKey(detector.id());
    return SAMPLES.get(detector.id());
  }

  private static <S> List<Judgement> run(Detector<S> detector, PaneBuilder panes, int n) {
    S state = detector.newState();
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      long start = PaneBuilder.MIDNIGHT + i * Pane.MILLIS;
      judgements.add(detector.judge(panes.on(sample(detector).edge, start), state));
    }
    return judgements;
  }

  private static <S> long judge(
      Detector<S> detector, S state, PaneBuilder panes, long from, int n) {
    long start = from;
    for (int i = 0; i < n; i++) {
      detector.judge(panes.on(sample(detector).edge, start), state);
      start += Pane.MILLIS;
    }
    return start;
  }
}
