package io.flowlens;

import io.flowlens.config.ConfigurationException;
import io.flowlens.config.EffectiveSettings;
import io.flowlens.config.Settings;
import io.flowlens.emit.AwsSinks;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.ingest.source.KinesisInput;
import io.flowlens.preflight.Preflight;
import io.flowlens.schemas.PropertyNames;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job: from the configured Kinesis streams to the edge table and the two output streams. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

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
    try {
      run(Launch.of(args));
    } catch (ConfigurationException e) {
      LOG.error("flowlens does not start. {}", e.getMessage());
      throw e;
    }
  }

  static void run(Launch launch) throws Exception {
    Settings settings = launch.settings();
    StreamExecutionEnvironment env = launch.environment();
    Preflight.check(settings);
    EffectiveSettings.lines(JobOptions.all(), settings)
        .forEach(line -> LOG.info("Settings {}", line));
    Topology.build(
        env,
        KinesisInput.all(settings),
        new AwsSinks(settings),
        settings,
        Aliases.of(settings.entries(PropertyNames.ALIASES)));
    env.execute("flowlens");
  }
}
