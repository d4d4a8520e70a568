package io.flowlens.lab.bench;

import io.flowlens.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The embedded cluster, with parallelism 1, that every contender runs on. */
final class Cluster {
  /** Half of the native memory of a processing unit of Managed Flink; only RocksDB uses it. */
  private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(512);

  private Cluster() {}

  /**
   * An environment with such a cluster.
   *
   * @param backend {@code hashmap} or {@code rocksdb}
   * @param checkpoints where they go
   */
  static StreamExecutionEnvironment environment(
      String backend, Path checkpoints, Duration interval) {
    return environment(backend, checkpoints, interval, new Configuration());
  }

  /** The same, with more settings. */
  static StreamExecutionEnvironment environment(
      String backend, Path checkpoints, Duration interval, Configuration more) {
    Configuration config = LocalCluster.loopback();
    config.addAll(more);
    config.set(RestOptions.BIND_PORT, "0");
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
    config.set(StateBackendOptions.STATE_BACKEND, backend);
    config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, backend.equals("rocksdb"));
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    return StreamExecutionEnvironment.createLocalEnvironment(1, config);
  }
}
