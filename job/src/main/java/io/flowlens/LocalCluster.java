package io.flowlens;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** How Flink runs inside this process: for one machine, so nobody else can reach it. */
public final class LocalCluster {
  private static final String LOOPBACK = "127.0.0.1";

  private LocalCluster() {}

  /**
   * A new configuration for the job: what would be slow or not restorable on Managed Flink fails.
   */
  public static Configuration configuration() {
    Configuration configuration = loopback();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return configuration;
  }

  /** A new configuration whose ports listen on the loopback address only. */
  public static Configuration loopback() {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
    configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    return configuration;
  }
}
