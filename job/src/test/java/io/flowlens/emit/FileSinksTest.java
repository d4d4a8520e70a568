package io.flowlens.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.Access;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Counter;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.Edge;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinksTest {
  @TempDir private Path folder;

  @Test
  void theSameResultsAreTheSameBytesInAnyOrderAndParallelism() throws Exception {
    Path one = write("one", 1, 1);
    Path two = write("two", 2, 4);
    for (String file :
        List.of("edges.jsonl", "rollups.jsonl", "anomalies.jsonl", "dead-letters.jsonl")) {
      assertThat(Files.readString(two.resolve(file)))
          .isEqualTo(Files.readString(one.resolve(file)));
    }
    try (Stream<Path> files = Files.list(one)) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void theLastRowOfAnEdgeAndWindowCountsAndLinesAreSorted() throws Exception {
    List<String> edges = Files.readAllLines(write("out", 3, 2).resolve("edges.jsonl"));
    assertThat(edges).hasSize(50).allMatch(line -> line.contains("\"calls\":3,"));
    assertThat(edges.get(0)).contains("\"name\":\"s00\"");
    assertThat(edges.get(49)).contains("\"name\":\"s49\"");
  }

  @Test
  void theLastRevisionOfAnAnomalyCountsEvenIfItComesFirst() throws Exception {
    List<String> anomalies = Files.readAllLines(write("out", 4, 2).resolve("anomalies.jsonl"));
    assertThat(anomalies).hasSize(10).allMatch(line -> line.contains("\"revision\":5,"));
  }

  @Test
  void everyDeadLetterIsThereAndTheSameOneOnce() throws Exception {
    List<String> letters = Files.readAllLines(write("out", 5, 2).resolve("dead-letters.jsonl"));
    assertThat(letters).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void whereThereIsNothingTheFilesAreEmpty() throws Exception {
    run("none", 1, List.of(), List.of(), List.of());
    assertThat(folder.resolve("none/edges.jsonl")).isEmptyFile();
    assertThat(folder.resolve("none/rollups.jsonl")).isEmptyFile();
    assertThat(folder.resolve("none/anomalies.jsonl")).isEmptyFile();
    assertThat(folder.resolve("none/dead-letters.jsonl")).isEmptyFile();
  }

  private Path write(String name, long seed, int parallelism) throws Exception {
    Random random = new Random(seed);
    List<EdgeAggregate> rows = new ArrayList<>();
    for (int calls = 1; calls <= 3; calls++) {
      List<EdgeAggregate> round = new ArrayList<>();
      for (int edge = 0; edge < 50; edge++) {
        round.add(row(edge, calls));
      }
      Collections.shuffle(round, random);
      rows.addAll(round);
    }
    List<Anomaly> anomalies = new ArrayList<>();
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Anomaly anomaly = Results.storm();
      anomaly.id = "anomaly-" + i / 5;
      anomaly.revision = i % 5 + 1;
      anomalies.add(anomaly);
      letters.add(Results.letter(("{" + i % 20).getBytes(StandardCharsets.UTF_8)));
    }
    Collections.shuffle(anomalies, random);
    Collections.shuffle(letters, random);
    return run(name, parallelism, rows, anomalies, letters);
  }

  private static EdgeAggregate row(int edge, int calls) {
    Pane counts = new Pane();
    Node from = Node.of(NodeKind.SERVICE, "", "", String.format("s%02d", edge));
    counts.edge = Edge.of(from, Results.ORDERS, Access.READ);
    counts.add(Counter.CALLS, calls);
    return Results.aggregate(counts);
  }

  private Path run(
      String name,
      int parallelism,
      List<EdgeAggregate> rows,
      List<Anomaly> anomalies,
      List<DeadLetter> letters)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    Path out = folder.resolve(name);
    FileSinks sinks = new FileSinks(out);
    sinks.edges(stream(env, rows, EdgeAggregate.class).keyBy(row -> row.edge.id()));
    sinks.rollups(stream(env, List.of(), EdgeAggregate.class));
    sinks.anomalies(stream(env, anomalies, Anomaly.class).rebalance());
    sinks.deadLetters(stream(env, letters, DeadLetter.class).rebalance());
    env.execute();
    return out;
  }

  private static <T> DataStream<T> stream(
      StreamExecutionEnvironment env, List<T> results, Class<T> type) {
    return results.isEmpty()
        ? env.fromSequence(1, 1).flatMap((Long n, Collector<T> out) -> {}).returns(type)
        : env.fromData(results, TypeInformation.of(type));
  }
}
