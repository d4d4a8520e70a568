package io.flowlens.replay;

import io.flowlens.JobOptions;
import io.flowlens.LocalCluster;
import io.flowlens.PropertiesFile;
import io.flowlens.Topology;
import io.flowlens.config.ConfigurationException;
import io.flowlens.config.Settings;
import io.flowlens.emit.FileSinks;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.schemas.PropertyNames;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads an archive through the job's own topology, writes what it found as files, and ends. */
@Command(
    name = "scripts/replay",
    description =
        "Reads every *.jsonl and *.jsonl.gz below a folder through the flowlens job and writes"
            + " edges.jsonl, rollups.jsonl, anomalies.jsonl, dead-letters.jsonl and summary.json.",
    mixinStandardHelpOptions = true)
public final class Replay implements Callable<Integer> {
  @Option(names = "--in", required = true, description = "The folder to read.")
  private File in;

  @Option(names = "--out", required = true, description = "The folder to write to.")
  private File out;

  @Option(
      names = "--account",
      defaultValue = "",
      description = "Account of payloads that name none, twelve digits.")
  private String account;

  @Option(
      names = "--region",
      defaultValue = "",
      description = "Region of payloads that name none, such as us-east-1.")
  private String region;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "How many threads each stage has, 1 to 64 (default ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--properties",
      description =
          "The job's property groups, in the JSON form of Managed Flink: aliases, thresholds."
              + " Inputs and outputs may be left out.")
  private String properties;

  @Spec private CommandSpec spec;

  /** Exits with 0 when all input was read, whatever it held, 1 on a fault, 2 on bad arguments. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** As {@link #main}, but returns the exit status. */
  public static int run(String... args) {
    return new CommandLine(new Replay()).execute(args);
  }

  /** The same, but prints the summary into this. */
  public static int run(PrintWriter out, String... args) {
    return new CommandLine(new Replay()).setOut(out).execute(args);
  }

  @Override
  public Integer call() throws Exception {
    List<String> faults = new ArrayList<>();
    check(faults);
    Settings settings = settings(faults);
    if (!faults.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", faults));
    }
    Files.createDirectories(out.toPath());
    long start = System.nanoTime();
    JobExecutionResult result = execute(settings);
    double seconds = (System.nanoTime() - start) / 1e9;
    String summary = Summary.of(result.getAllAccumulatorResults(), seconds);
    Files.writeString(out.toPath().resolve("summary.json"), summary);
    spec.commandLine().getOut().print(summary);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private JobExecutionResult execute(Settings settings) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, LocalCluster.configuration());
    Topology.build(
        env,
        List.of(new ArchiveInput(in, account, region)),
        new FileSinks(out.toPath()),
        settings,
        Aliases.of(settings.entries(PropertyNames.ALIASES)));
    return new Progress(spec.commandLine().getErr()).await(env.executeAsync("flowlens replay"));
  }

  /** The settings that the properties give; their faults are added to the others. */
  private Settings settings(List<String> faults) {
    if (properties == null) {
      return Settings.defaults();
    }
    try {
      return JobOptions.ofReplay().read(PropertiesFile.read(properties));
    } catch (ConfigurationException e) {
      faults.addAll(e.faults());
      return Settings.defaults();
    }
  }

  private void check(List<String> faults) throws IOException {
    if (!in.isDirectory()) {
      faults.add("--in " + in + " is no folder");
    } else if (!holdsArchive(in.toPath())) {
      faults.add("--in " + in + " holds no file named *.jsonl or *.jsonl.gz");
    }
    if (out.exists() && !out.isDirectory()) {
      faults.add("--out " + out + " is a file, not a folder");
    }
    if (out.getCanonicalFile().toPath().startsWith(in.getCanonicalFile().toPath())) {
      faults.add("--out must not be inside --in: its results would be read by the next replay");
    }
    if (!account.isEmpty() && !account.matches("[0-9]{12}")) {
      faults.add("--account " + account + " is not twelve digits");
    }
    if (parallelism < 1 || parallelism > 64) {
      faults.add("--parallelism must be 1 to 64");
    }
  }

  private static boolean holdsArchive(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> ArchiveInput.isArchive(file.getFileName().toString()));
    }
  }
}
