package io.flowlens.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.Topology;
import io.flowlens.config.Settings;
import io.flowlens.flow.FlowOptions;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.model.RawRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job on an embedded cluster: a failure in the middle leaves no trace in the results. */
class RecoveryTest {
  private static final String WRITES =
      "service:111122223333:us-east-1:checkout|table:111122223333:us-east-1:Orders|write";

  /** With one instance of each stage there is one order of all; lateness is then exact as well. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFailureInTheMiddleChangesNothing(int parallelism) throws Exception {
    List<RawRecord> records = ShopTraffic.records(parallelism == 1);
    Map<String, JsonNode> undisturbed = run(records, false, parallelism);
    assertThat(sum(undisturbed, WRITES, "calls").sum()).isEqualTo(ShopTraffic.WRITES);
    assertThat(sum(undisturbed, WRITES, "attempts").sum()).isEqualTo(ShopTraffic.WRITES + 2 * 900);
    assertThat(sum(undisturbed, "|call", "calls").sum()).as("pairs").isEqualTo(720);
    assertThat(sum(undisturbed, "|call", "unpaired").sum()).isZero();
    assertThat(sum(undisturbed, "|change", "calls").sum()).isEqualTo(1200);
    assertThat(sum(undisturbed, "|change", "late").sum()).isEqualTo(parallelism == 1 ? 9 : 0);
    assertThat(count(undisturbed, key -> key.startsWith("dead letter "))).isEqualTo(36);
    assertThat(undisturbed)
        .as("one episode with its whole life")
        .anySatisfy((key, anomaly) -> assertThat(anomaly.path("status").asText()).isEqualTo("OPEN"))
        .anySatisfy(
            (key, anomaly) -> assertThat(anomaly.path("status").asText()).isEqualTo("RESOLVED"));

    Map<String, JsonNode> recovered = run(records, true, parallelism);

    assertThat(ScriptedInput.resumedAt()).as("it goes on from a checkpoint").isPositive();
    assertThat(recovered.keySet()).isEqualTo(undisturbed.keySet());
    undisturbed.forEach((key, result) -> assertThat(recovered.get(key)).as(key).isEqualTo(result));
  }

  private static Map<String, JsonNode> run(
      List<RawRecord> records, boolean failsOnce, int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    Settings settings =
        Settings.defaults().with(FlowOptions.UPDATE_INTERVAL, Duration.ofMillis(200));
    Topology.build(
        env,
        List.of(new ScriptedInput(records, failsOnce)),
        new Results(),
        settings,
        Aliases.none());
    env.execute("recovery");
    return Results.now();
  }

  private static LongStream sum(Map<String, JsonNode> results, String edge, String count) {
    return results.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("row ") && entry.getKey().contains(edge))
        .peek(entry -> assertThat(entry.getValue().get("isFinal").asBoolean()).isTrue())
        .mapToLong(entry -> entry.getValue().get("counts").get(count).asLong());
  }

  private static long count(Map<String, JsonNode> results, Predicate<String> key) {
    return results.keySet().stream().filter(key).count();
  }
}
