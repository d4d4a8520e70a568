package io.flowlens;

import io.flowlens.config.Settings;
import io.flowlens.emit.AwsSinks;
import io.flowlens.ingest.Aliases;
import io.flowlens.ingest.KinesisInput;
import io.flowlens.schemas.PropertyNames;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job: from the configured Kinesis streams to the edge table and the two output streams. */
public final class Main {
  private Main() {}

  /**
   * Runs the job until it is stopped.
   *
   * <p>On Managed Flink it takes no arguments; on any other Flink {@code --properties FILE} with
   * the property groups. A run in this process alone also takes {@code --checkpoints DIR}, {@code
   * --restore PATH|latest} and {@code --parallelism N}.
   *
   * @throws io.flowlens.config.ConfigurationException with every fault of the configuration
   */
  public static void main(String[] args) throws Exception {
    run(Launch.of(args));
  }

  static void run(Launch launch) throws Exception {
    Settings settings = launch.settings();
    StreamExecutionEnvironment env = launch.environment();
    Topology.build(
        env,
        KinesisInput.all(settings),
        new AwsSinks(settings),
        settings,
        Aliases.of(settings.entries(PropertyNames.ALIASES)));
    env.execute("flowlens");
  }
}
