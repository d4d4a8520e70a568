package io.flowlens.lab.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.lab.simulator.archive.ArchiveWriter;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.archive.Layout;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.truth.EdgeMinuteTruth;
import io.flowlens.lab.simulator.truth.Truth;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Load;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Service.Form;
import io.flowlens.lab.simulator.world.Service.Telemetry;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import io.flowlens.lab.simulator.world.World;
import io.flowlens.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated traffic through the real replay says exactly what the truth says. */
class TruthTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Interval MINUTES =
      new Interval(1_767_603_600_000_000L, 1_767_603_900_000_000L);

  /** Which of the latencies' numbers are exact, and which come from a sketch of 1 %. */
  private static final Map<String, Double> QUANTILES =
      Map.of("p50", 0.5, "p90", 0.9, "p99", 0.99, "p999", 0.999);

  private static Run run;
  private static String reference;

  @TempDir static Path folder;

  @BeforeAll
  static void replayOnceInOrder() throws IOException {
    World world = Scenario.SHOP.world(MINUTES).beside(toldByFlowEvents());
    run = Run.of(world, 42, 1, Delivery.USUAL);
    reference = replay("reference", Layout.PLAIN, 1);
  }

  private static World toldByFlowEvents() {
    Table table = Table.of("Carts", "us-east-1");
    Service carts =
        Service.of("carts", "us-east-1")
            .telling(new Telemetry(Form.FLOW_EVENTS, false, true, false));
    Endpoint cart =
        Endpoint.of(
            carts,
            "POST",
            "/cart",
            Step.through(table, "by-day"),
            Step.guarded(table, Operation.PUT_ITEM, 0.1),
            Step.strongly(table, Operation.GET_ITEM));
    return World.of(
        MINUTES,
        List.of(Load.from(cart, Rate.constant(3))),
        List.of(
            Fault.on(table, Failure.TIMEOUT, 0.05, MINUTES),
            Fault.on(table, Failure.KEY_RANGE, 0.1, MINUTES)));
  }

  private static String replay(String name, Layout layout, int parallelism) throws IOException {
    Path archive = folder.resolve(name);
    Path out = folder.resolve(name + "-out");
    ArchiveWriter.write(archive, run.records(), layout);
    int status =
        Replay.run(
            "--in", archive.toString(),
            "--out", out.toString(),
            "--account", "111122223333",
            "--region", "us-east-1",
            "--parallelism", String.valueOf(parallelism));
    assertThat(status).isZero();
    assertThat(out.resolve("dead-letters.jsonl")).isEmptyFile();
    return Files.readString(out.resolve("edges.jsonl"));
  }

  @Test
  void everyCountOfEveryEdgeAndMinuteIsTrue() throws IOException {
    Map<String, String> told = new TreeMap<>();
    for (String line : reference.split("\n", -1)) {
      if (!line.isEmpty()) {
        JsonNode row = JSON.readTree(line);
        told.put(key(row.path("edgeId").asText(), row.path("windowStart").asText()), counts(row));
      }
    }
    Map<String, String> truth = new TreeMap<>();
    run.truth()
        .minutes()
        .forEach(
            (key, tally) ->
                truth.put(
                    key(key.edgeId(), Instant.ofEpochMilli(key.minute()).toString()),
                    counts(tally)));
    told.entrySet().removeIf(row -> row.getValue().equals(truth.remove(row.getKey())));
    assertThat(told).as("told, but not true").isEmpty();
    assertThat(truth).as("true, but not told").isEmpty();
  }

  @Test
  void everyPercentileIsWithinOnePercent() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : reference.split("\n", -1)) {
      JsonNode row = line.isEmpty() ? JSON.createObjectNode() : JSON.readTree(line);
      JsonNode latency = row.path("latencyMs");
      if (latency.isMissingNode()) {
        continue;
      }
      long minute = Instant.parse(row.path("windowStart").asText()).toEpochMilli();
      EdgeMinuteTruth tally =
          run.truth().minutes().get(new Truth.Key(row.path("edgeId").asText(), minute));
      assertThat(latency.path("count").asInt()).isEqualTo(tally.measured());
      check(wrong, line, latency.path("mean").asDouble(), tally.meanMillis(), 0.0001);
      check(wrong, line, latency.path("max").asDouble(), tally.quantileMillis(1), 0.0001);
      QUANTILES.forEach(
          (name, quantile) ->
              check(
                  wrong,
                  line,
                  latency.path(name).asDouble(),
                  tally.quantileMillis(quantile),
                  0.01));
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 11", "2, 1, 12", "4, 5, 13"})
  void orderFilesAndParallelismChangeNoByte(int parallelism, int files, long shuffleSeed)
      throws IOException {
    Layout layout = new Layout(files, files > 1, shuffleSeed);
    assertThat(replay("parallel-" + parallelism, layout, parallelism)).isEqualTo(reference);
  }

  private static void check(
      List<String> wrong, String line, double told, double truth, double tolerance) {
    if (Math.abs(told - truth) > tolerance * truth + 0.001) {
      wrong.add(told + " for " + truth + " in " + line);
    }
  }

  private static String key(String edgeId, String windowStart) {
    return edgeId + ' ' + windowStart;
  }

  private static String counts(JsonNode row) {
    Map<String, Long> errors = new TreeMap<>();
    row.path("errors")
        .properties()
        .forEach(error -> errors.put(error.getKey(), error.getValue().asLong()));
    errors.values().removeIf(n -> n == 0);
    Map<String, Long> operations = new TreeMap<>();
    row.path("operations")
        .properties()
        .forEach(operation -> operations.put(operation.getKey(), operation.getValue().asLong()));
    return String.join(
        " ",
        row.path("calls").asText(),
        row.path("attempts").asText(),
        row.path("retries").asText(),
        row.path("ok").asText(),
        row.path("failed").asText(),
        errors.toString(),
        operations.toString(),
        String.valueOf(Math.round(row.path("readUnits").asDouble() * 1000)),
        String.valueOf(Math.round(row.path("writeUnits").asDouble() * 1000)),
        String.valueOf(row.path("bytes").asLong()),
        String.valueOf(row.path("records").asLong()),
        String.valueOf(row.path("strongReads").asLong()),
        String.valueOf(row.path("eventualReads").asLong()));
  }

  private static String counts(EdgeMinuteTruth tally) {
    return String.join(
        " ",
        String.valueOf(tally.calls),
        String.valueOf(tally.attempts),
        String.valueOf(tally.attempts - tally.calls),
        String.valueOf(tally.ok),
        String.valueOf(tally.failed),
        tally.errors.toString(),
        tally.operations.toString(),
        String.valueOf(tally.readMilliUnits),
        String.valueOf(tally.writeMilliUnits),
        String.valueOf(tally.bytes),
        String.valueOf(tally.records),
        String.valueOf(tally.strongReads),
        String.valueOf(tally.eventualReads));
  }
}
