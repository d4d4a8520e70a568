package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold of the job's graph so that a running job can be updated and is taken. */
class TopologyTest {
  /** What Managed Flink lets a job on Flink 1.20 set itself. */
  private static final Set<String> ALLOWED =
      Set.of(
          "pipeline.auto-watermark-interval",
          "pipeline.closure-cleaner-level",
          "pipeline.max-parallelism",
          "pipeline.name",
          "pipeline.operator-chaining.chain-operators-with-different-max-parallelism",
          "pipeline.operator-chaining.enabled",
          "pipeline.vertex-description-mode",
          "pipeline.vertex-name-include-index-prefix");

  /** A state is found again by its operator's uid and its own name. */
  @Test
  void operatorsAndTheirStateKeepTheirNames() throws Exception {
    assertThat(lines(Jobs.graph()))
        .as(
            "A uid or state that is gone or renamed is state that a running job loses. If that is"
                + " meant, edit topology.golden.txt and say in the commit how state is carried.")
        .isEqualTo(golden());
  }

  @Test
  void everyOperatorHasAUidAndNoTypeIsLeftToKryo() throws Exception {
    assertThat(Jobs.graph().getJobGraph().getNumberOfVertices()).isPositive();
    RegisteredState.of(Jobs.graph());
  }

  @Test
  void aCollectionOnAStreamThatNobodyPinnedIsFound() {
    StreamExecutionEnvironment env = Jobs.strict();
    env.fromData(1L)
        .uid("source")
        .map(n -> new Unpinned())
        .returns(Unpinned.class)
        .uid("unpinned")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    assertThatThrownBy(() -> env.getStreamGraph().getJobGraph())
        .hasMessageContaining("Generic types have been disabled");
  }

  @Test
  void aCollectionInStateThatNobodyPinnedIsFound() {
    StreamExecutionEnvironment env = Jobs.strict();
    env.fromData(1L)
        .uid("source")
        .keyBy(n -> n)
        .process(new RemembersUnpinned())
        .uid("keeper")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    assertThatThrownBy(() -> RegisteredState.of(env.getStreamGraph()))
        .hasStackTraceContaining("Generic types have been disabled");
  }

  @Test
  void anOperatorWithoutAUidIsFound() {
    StreamExecutionEnvironment env = Jobs.strict();
    env.fromData(1L).uid("source").map(n -> n + 1).sinkTo(new DiscardingSink<>()).uid("sink");
    assertThatThrownBy(() -> env.getStreamGraph().getJobGraph())
        .hasMessageContaining("Auto generated UIDs have been disabled");
  }

  @Test
  void nothingIsSetThatManagedFlinkRejects(@TempDir Path folder) throws Exception {
    Path properties = Files.writeString(folder.resolve("properties.json"), Jobs.propertiesJson());
    ManagedEnvironment managed = new ManagedEnvironment();
    Map<String, String> before = managed.settings();
    managed.run(() -> Main.main(new String[] {"--properties", properties.toString()}));

    assertThat(changed(before, managed.settings())).isSubsetOf(ALLOWED);
    assertThat(managed.executed().getStreamNodes())
        .as("the service says how parallel the job is")
        .extracting(StreamNode::getParallelism)
        .containsOnly(managed.getParallelism());
  }

  @Test
  void aSettingThatManagedFlinkRejectsIsFound() {
    ManagedEnvironment managed = new ManagedEnvironment();
    Map<String, String> before = managed.settings();
    managed.enableCheckpointing(60_000);
    managed.getConfig().enableObjectReuse();
    managed.setParallelism(3);

    assertThat(changed(before, managed.settings()))
        .containsExactlyInAnyOrder(
            "execution.checkpointing.interval", "pipeline.object-reuse", "parallelism.default");
  }

  private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
    return keys;
  }

  /** One line each: uid, name, and the keyed state that the operator registers. */
  private static List<String> lines(StreamGraph graph) throws Exception {
    Set<String> states = RegisteredState.of(graph).keySet();
    return graph.getStreamNodes().stream()
        .map(node -> line(node, states))
        .sorted()
        .collect(Collectors.toList());
  }

  private static String line(StreamNode node, Set<String> states) {
    String uid = node.getTransformationUID();
    String kept =
        states.stream()
            .filter(state -> state.startsWith(uid + "/") && !state.endsWith("/key"))
            .map(state -> state.substring(uid.length() + 1))
            .collect(Collectors.joining(", "));
    return uid + " | " + node.getOperatorName() + (kept.isEmpty() ? "" : " | keeps " + kept);
  }

  private static List<String> golden() throws Exception {
    try (InputStream in = TopologyTest.class.getResourceAsStream("topology.golden.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** A POJO with a collection whose element type Flink cannot see. */
  public static final class Unpinned {
    public List<String> words;
  }

  private static final class RemembersUnpinned extends KeyedProcessFunction<Long, Long, Long> {
    @Override
    public void open(OpenContext context) {
      getRuntimeContext().getState(new ValueStateDescriptor<>("words", Types.POJO(Unpinned.class)));
    }

    @Override
    public void processElement(Long n, Context context, Collector<Long> out) {}
  }
}
