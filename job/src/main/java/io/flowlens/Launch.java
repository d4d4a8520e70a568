package io.flowlens;

import io.flowlens.config.ConfigurationException;
import io.flowlens.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * How the job is started: on Managed Flink without arguments, with the properties that the platform
 * leaves in a file; on any other Flink, and on one machine, with arguments.
 */
final class Launch {
  /** Key groups: state is cut into so many pieces, and divides evenly by 1 to 6, 8, 9, 10, 12 … */
  private static final int MAX_PARALLELISM = 720;

  /** Where Managed Flink leaves the application's property groups. */
  private static final Path OF_PLATFORM = Path.of("/etc/flink/application_properties.json");

  private final Path ofPlatform;

  @Option(
      names = "--properties",
      paramLabel = "FILE",
      description = "The property groups, in the JSON form of Managed Flink.")
  private String properties;

  @CommandLine.ArgGroup(exclusive = false)
  private LocalRun local;

  private Launch(Path ofPlatform) {
    this.ofPlatform = ofPlatform;
  }

  /**
   * Understands the arguments.
   *
   * @throws ConfigurationException if it does not
   */
  static Launch of(String... args) throws ConfigurationException {
    return of(OF_PLATFORM, args);
  }

  /** The same on a platform that leaves its properties in this file. */
  static Launch of(Path ofPlatform, String... args) throws ConfigurationException {
    Launch launch = new Launch(ofPlatform);
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
  Settings settings() throws ConfigurationException {
    Map<String, Properties> given = given();
    try {
      return JobOptions.all().read(given);
    } catch (ConfigurationException e) {
      if (!given.isEmpty()) {
        throw e;
      }
      List<String> faults = new ArrayList<>();
      faults.add(
          "No properties are given: on Managed Flink set property groups, elsewhere name a file with"
              + " --properties");
      faults.addAll(e.faults());
      throw new ConfigurationException(faults);
    }
  }

  private Map<String, Properties> given() throws ConfigurationException {
    if (properties != null) {
      return PropertiesFile.read(properties);
    }
    return Files.exists(ofPlatform) ? PropertiesFile.read(ofPlatform.toString()) : Map.of();
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
