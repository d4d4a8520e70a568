package io.flowlens;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import io.flowlens.config.ConfigurationException;
import io.flowlens.config.Settings;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * How the job is started: on Managed Flink with the application's properties and without arguments,
 * locally with arguments.
 */
final class Launch {
  /** Key groups: state is cut into so many pieces, and divides evenly by 1 to 6, 8, 9, 10, 12 … */
  private static final int MAX_PARALLELISM = 720;

  @Option(
      names = "--properties",
      description = "The property groups, in the JSON form of Managed Flink.")
  private File properties;

  @CommandLine.ArgGroup(exclusive = false)
  private LocalRun local;

  private Launch() {}

  /**
   * Understands the arguments.
   *
   * @throws ConfigurationException if it does not
   */
  static Launch of(String... args) throws ConfigurationException {
    Launch launch = new Launch();
    try {
      new CommandLine(launch).parseArgs(args);
    } catch (ParameterException e) {
      throw new ConfigurationException(List.of(e.getMessage()));
    }
    return launch;
  }

  /**
   * The settings that the properties give.
   *
   * @throws ConfigurationException with every fault in them
   */
  Settings settings() throws ConfigurationException, IOException {
    Map<String, Properties> given = given();
    try {
      return JobOptions.all().read(given);
    } catch (ConfigurationException e) {
      if (!given.isEmpty()) {
        throw e;
      }
      List<String> faults = new ArrayList<>();
      faults.add(
          "No properties are given: on Managed Flink set property groups, locally name a file with"
              + " --properties");
      faults.addAll(e.faults());
      throw new ConfigurationException(faults);
    }
  }

  private Map<String, Properties> given() throws ConfigurationException, IOException {
    if (properties == null) {
      return KinesisAnalyticsRuntime.getApplicationProperties();
    }
    return PropertiesFile.read(properties);
  }

  /**
   * Where the job runs. Managed Flink sets checkpoints and parallelism and refuses a job that does;
   * a local run sets its own.
   *
   * @throws ConfigurationException if arguments of a local run are given elsewhere
   */
  StreamExecutionEnvironment environment() throws ConfigurationException, IOException {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    if (env instanceof LocalStreamEnvironment) {
      env = (local == null ? new LocalRun() : local).environment();
    } else if (local != null) {
      throw new ConfigurationException(
          List.of("--checkpoints, --restore and --parallelism are for local runs only"));
    }
    return env.setMaxParallelism(MAX_PARALLELISM);
  }
}
