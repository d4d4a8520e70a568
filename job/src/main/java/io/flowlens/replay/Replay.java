package io.flowlens.replay;

import io.flowlens.Topology;
import io.flowlens.config.Settings;
import io.flowlens.emit.FileSinks;
import io.flowlens.ingest.Aliases;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
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
            + " edges.jsonl, anomalies.jsonl, dead-letters.jsonl and summary.json.",
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

  @Spec private CommandSpec spec;

  /** Exits with 0 when all input was read, whatever it held, 1 on a fault, 2 on bad arguments. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** As {@link #main}, but returns the exit status. */
  public static int run(String... args) {
    return new CommandLine(new Replay()).execute(args);
  }

  @Override
  public Integer call() throws Exception {
    check();
    long start = System.nanoTime();
    JobExecutionResult result = execute();
    double seconds = (System.nanoTime() - start) / 1e9;
    String summary = Summary.of(result.getAllAccumulatorResults(), seconds);
    Files.writeString(out.toPath().resolve("summary.json"), summary);
    spec.commandLine().getOut().print(summary);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private JobExecutionResult execute() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    Topology.build(
        env,
        List.of(new ArchiveInput(in, account, region)),
        new FileSinks(out.toPath()),
        Settings.defaults(),
        Aliases.none());
    return env.execute("flowlens replay");
  }

  private void check() throws IOException {
    require(in.isDirectory(), "--in " + in + " is no folder");
    require(holdsArchive(in.toPath()), "--in " + in + " holds no file named *.jsonl or *.jsonl.gz");
    require(!out.exists() || out.isDirectory(), "--out " + out + " is a file, not a folder");
    require(
        account.isEmpty() || account.matches("[0-9]{12}"),
        "--account " + account + " is not twelve digits");
    require(parallelism >= 1 && parallelism <= 64, "--parallelism must be 1 to 64");
    require(
        !out.getCanonicalFile().toPath().startsWith(in.getCanonicalFile().toPath()),
        "--out must not be inside --in: its results would be read by the next replay");
    Files.createDirectories(out.toPath());
  }

  private static boolean holdsArchive(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> ArchiveInput.isArchive(file.getFileName().toString()));
    }
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
