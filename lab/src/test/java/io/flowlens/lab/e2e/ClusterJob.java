package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.lab.cluster.Cluster;
import io.flowlens.lab.cluster.FlinkRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shaded jar as a job on a cluster, which goes on under a new id after each stop. */
final class ClusterJob implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Set<String> ENDABLE = Set.of("CREATED", "RUNNING", "RESTARTING");

  private final Cluster cluster;
  private final List<String> arguments;
  private String id;

  private ClusterJob(Cluster cluster, Path properties) {
    this.cluster = cluster;
    this.arguments = arguments(properties);
  }

  /** What the job's main method is told. */
  static List<String> arguments(Path properties) {
    return List.of("--properties", properties.toAbsolutePath().toString());
  }

  /** Starts it and waits until it runs. */
  static ClusterJob start(Cluster cluster, Path properties, int parallelism) throws Exception {
    ClusterJob job = new ClusterJob(cluster, properties);
    job.run(parallelism, null, false);
    return job;
  }

  /**
   * Starts it from a savepoint and waits until it runs.
   *
   * @param dropsState whether state that the jar does not know may be left out
   */
  static ClusterJob startFrom(
      String savepoint, Cluster cluster, Path properties, int parallelism, boolean dropsState)
      throws Exception {
    ClusterJob job = new ClusterJob(cluster, properties);
    job.run(parallelism, savepoint, dropsState);
    return job;
  }

  /** Goes on from a savepoint or checkpoint, all of whose state must be known. */
  void goOn(String from, int parallelism) throws Exception {
    run(parallelism, from, false);
  }

  private void run(int parallelism, String from, boolean dropsState) throws Exception {
    // A job that ends gives its slots back a moment later, and Flink does not wait for that.
    Patience.await(LIMIT, () -> rest().freeSlots() >= parallelism);
    id = cluster.rest().run(cluster.jar(World.JOB_JAR), arguments, parallelism, from, dropsState);
    awaitRunning();
  }

  /** Waits until every task runs. */
  void awaitRunning() throws Exception {
    Patience.await(LIMIT, this::isRunning);
    assertThat(isRunning()).as("%s", rest().failures(id)).isTrue();
  }

  /** Whether every task runs. */
  boolean isRunning() {
    return rest().isRunning(id);
  }

  private FlinkRest rest() {
    return cluster.rest();
  }

  /** Its present id. */
  String id() {
    return id;
  }

  /** How many checkpoints it has completed under its present id. */
  int checkpoints() {
    return rest().completedCheckpoints(id);
  }

  /** Waits until one more checkpoint than now was begun and completed. */
  void awaitCheckpoint() throws Exception {
    // One may have been under way before.
    int enough = checkpoints() + 2;
    Patience.await(LIMIT, () -> checkpoints() >= enough);
    assertThat(checkpoints()).as("completed checkpoints").isGreaterThanOrEqualTo(enough);
  }

  /** Why tasks failed under its present id. */
  List<String> failures() {
    return rest().failures(id);
  }

  /** How many records each input has read under its present id; a few seconds old. */
  Map<String, Long> recordsRead() {
    Map<String, Long> read = new TreeMap<>();
    for (JsonNode vertex : rest().job(id).get("vertices")) {
      String name = vertex.get("name").asText();
      if (name.startsWith("Source: ")) {
        read.put(name, vertex.at("/metrics/write-records").asLong());
      }
    }
    return read;
  }

  /** The TaskManagers that its tasks run on. */
  List<String> taskManagers() {
    return rest().taskManagersOf(id);
  }

  /**
   * Stops it.
   *
   * @return where its savepoint is
   */
  String stop() throws Exception {
    String request = rest().stop(id);
    Patience.await(LIMIT, () -> rest().savepoint(id, request) != null);
    String savepoint = rest().savepoint(id, request);
    assertThat(savepoint).as("the savepoint").isNotNull();
    Patience.await(LIMIT, () -> state().equals("FINISHED"));
    assertThat(state()).isEqualTo("FINISHED");
    return savepoint;
  }

  private String state() {
    return rest().job(id).get("state").asText();
  }

  /** Its newest checkpoint that is complete, as it lies on disk. */
  String retainedCheckpoint() {
    try (Stream<Path> files = Files.list(cluster.checkpoints().resolve(id))) {
      return files
          .filter(file -> Files.exists(file.resolve("_metadata")))
          .max(Comparator.comparingInt(ClusterJob::number))
          .orElseThrow()
          .toUri()
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""));
  }

  /** Ends it for good. */
  @Override
  public void close() {
    if (rest().knows(id) && ENDABLE.contains(state())) {
      rest().cancel(id);
    }
  }
}
