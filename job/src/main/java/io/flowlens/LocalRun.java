package io.flowlens;

import io.flowlens.config.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Option;

/** A run of the job on a cluster inside this process. */
final class LocalRun {
  private static final String LATEST = "latest";
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  @Option(names = "--checkpoints", description = "A folder to keep checkpoints in.")
  private File checkpoints;

  @Option(
      names = "--restore",
      description = "A checkpoint to go on from; latest is the newest in --checkpoints, if any.")
  private String restore;

  @Option(names = "--parallelism", description = "Threads of each stage; default: the cores.")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  /** The environment as the arguments say. */
  StreamExecutionEnvironment environment() throws ConfigurationException, IOException {
    if (parallelism < 1) {
      throw new ConfigurationException(
          List.of("--parallelism " + parallelism + " must be 1 or more"));
    }
    Configuration configuration = LocalCluster.configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (checkpoints != null) {
      configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toURI().toString());
    }
    restore(configuration);
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }

  private void restore(Configuration configuration) throws ConfigurationException, IOException {
    if (restore == null) {
      return;
    }
    if (!restore.equals(LATEST)) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
      return;
    }
    if (checkpoints == null) {
      throw new ConfigurationException(List.of("--restore latest needs --checkpoints"));
    }
    Optional<Path> latest = latest(checkpoints.toPath());
    if (latest.isPresent()) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, latest.get().toUri().toString());
      // It is of the same folder: let the new run delete it once it has one of its own.
      configuration.set(StateRecoveryOptions.RESTORE_MODE, RestoreMode.CLAIM);
    }
  }

  /** The checkpoint that was completed last; one without metadata never was. */
  private static Optional<Path> latest(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(folder, 3)) {
      List<Path> complete =
          files
              .filter(file -> file.getFileName().toString().equals("_metadata"))
              .collect(Collectors.toList());
      return complete.stream()
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Path::getParent);
    }
  }
}
