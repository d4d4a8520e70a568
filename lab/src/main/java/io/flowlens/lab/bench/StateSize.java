package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How large a checkpoint is when all spans of the corpus but the last record have been read and the
 * input then stands still; by operator, heap state.
 */
final class StateSize {
  private static final List<String> UIDS =
      List.of("ingest.deduplicate", "flow.pair", "flow.panes", "detect.rounds", "detect.incidents");

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

  /** So many that a checkpoint can be read before later ones replace it. */
  private static final int RETAINED = 100;

  private StateSize() {}

  /**
   * What was measured.
   *
   * @param operators bytes by operator, with what a checkpoint holds besides the entries of states
   * @param states bytes of the entries by operator and state: {@code flow.panes/edge}
   */
  record Sizes(Map<String, Long> operators, Map<String, Long> states) {}

  /** Arguments: folder of the corpora, spans in the corpus. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long spans = Long.parseLong(args[1]);
    Path checkpoints = Files.createTempDirectory(folder, "state");
    StreamExecutionEnvironment env =
        Cluster.environment(
            "hashmap",
            checkpoints,
            CHECKPOINT_INTERVAL,
            new Configuration().set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED));
    Spans.holdLast();
    Job.build(env, new Load(folder, spans, spans), Corpus.Form.BATCHES);
    JobClient client = env.executeAsync("state");
    Spans.awaitHold();
    Path metadata = nextCheckpoint(checkpoints);
    Sizes sizes = new Sizes(operators(metadata), states(metadata));
    client.cancel().get();
    System.out.println(Trial.RESULT + new ObjectMapper().writeValueAsString(sizes));
    System.exit(0);
  }

  /** Bytes by operator in the newest checkpoint; nothing when there is none. */
  static Map<String, Long> newest(Path folder) throws IOException {
    try (Stream<Path> files = Files.find(folder, 3, (p, a) -> p.endsWith("_metadata"))) {
      Path newest = files.max(Comparator.comparingLong(StateSize::number)).orElse(null);
      return newest == null ? Map.of() : operators(newest);
    } catch (UncheckedIOException | NoSuchFileException e) {
      return Map.of(); // It was deleted while it was looked at.
    }
  }

  /** The second checkpoint from now on: the first may have begun before. */
  private static Path nextCheckpoint(Path folder) throws IOException, InterruptedException {
    long due = newestNumber(folder) + 2;
    while (true) {
      try (Stream<Path> files = Files.find(folder, 3, (p, a) -> p.endsWith("_metadata"))) {
        Path found = files.filter(file -> number(file) >= due).findAny().orElse(null);
        if (found != null) {
          return found;
        }
      } catch (UncheckedIOException e) {
        // A checkpoint was deleted while its folder was looked at.
      }
      Thread.sleep(100);
    }
  }

  private static long newestNumber(Path folder) throws IOException {
    try (Stream<Path> files = Files.find(folder, 3, (p, a) -> p.endsWith("_metadata"))) {
      return files.mapToLong(StateSize::number).max().orElse(0);
    }
  }

  private static long number(Path metadata) {
    return Long.parseLong(metadata.getParent().getFileName().toString().substring("chk-".length()));
  }

  private static Map<String, Long> operators(Path metadata) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    for (OperatorState operator : CheckpointContent.operators(metadata)) {
      uid(operator).ifPresent(uid -> sizes.put(uid, operator.getStateSize()));
    }
    return sizes;
  }

  private static Map<String, Long> states(Path metadata) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    for (OperatorState operator : CheckpointContent.operators(metadata)) {
      Optional<String> uid = uid(operator);
      if (uid.isPresent()) {
        CheckpointContent.bytes(operator)
            .forEach((state, bytes) -> sizes.put(uid.get() + '/' + state, bytes));
      }
    }
    return sizes;
  }

  private static Optional<String> uid(OperatorState state) {
    return UIDS.stream().filter(uid -> state.getOperatorID().equals(operator(uid))).findAny();
  }

  /** The id that Flink gives an operator of this uid. */
  private static OperatorID operator(String uid) {
    long[] hash = MurmurHash3.hash128x64(uid.getBytes(StandardCharsets.UTF_8));
    return new OperatorID(
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(hash[0])
            .putLong(hash[1])
            .array());
  }
}
