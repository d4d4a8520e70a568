package io.flowlens.lab.evaluation.company;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the company's quiet days and its troubled one, and writes down what the job made of them.
 */
@Command(
    name = "scripts/eval company",
    description =
        "Reads days of a company that shares no code with the simulator: quiet ones, in which every"
            + " anomaly is false, and a troubled one.",
    mixinStandardHelpOptions = true)
public final class EvaluateCompany implements Callable<Integer> {
  @Option(
      names = "--hours",
      split = "-",
      defaultValue = "0-48",
      description = "The quiet hours, from and to after a midnight (default: ${DEFAULT-VALUE}).")
  private List<Integer> hours;

  @Option(names = "--seed", defaultValue = "1001", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--work", required = true, description = "A folder for what the job writes.")
  private Path work;

  @Option(
      names = "--out",
      defaultValue = "docs/company.md",
      description = "The report (default: ${DEFAULT-VALUE}).")
  private Path out;

  /** Exits with 2 for bad arguments. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new EvaluateCompany()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Day quiet = Day.quiet(seed, hours.get(0), hours.get(1));
    List<JsonNode> ofQuiet = CompanyRun.anomalies(quiet, work.resolve("quiet"));
    List<JsonNode> troubled = CompanyRun.anomalies(Day.troubled(seed), work.resolve("troubled"));
    Files.writeString(out, CompanyReport.of(seed, hours, ofQuiet, troubled));
    return 0;
  }
}
