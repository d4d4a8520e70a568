package io.flowlens.lab.simulator.evaluate;

import io.flowlens.lab.simulator.evaluate.stories.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the evaluation and writes the report. */
@Command(
    name = "scripts/eval",
    description =
        "Measures how well faults are detected, on simulated systems whose truth is known. Seeds"
            + " below 1000 are for building detectors; only others are reported.",
    mixinStandardHelpOptions = true)
public final class Evaluate implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      split = ",",
      defaultValue = "1001,1002,1003",
      description = "Seeds (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(names = "--type", description = "Only the fleets of this anomaly type.")
  private String type;

  @Option(names = "--setting", description = "Only settings whose name contains this.")
  private String setting = "";

  @Option(
      names = "--minutes",
      defaultValue = "600",
      description = "After so many minutes begin nothing new (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--out",
      defaultValue = "EVALUATION.md",
      description = "The report (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--work", required = true, description = "A folder for what the job writes.")
  private Path work;

  /** Exits with 2 for bad arguments. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Evaluate()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    long end = System.nanoTime() + Duration.ofMinutes(limit).toNanos();
    Evaluation evaluation = new Evaluation(work);
    SortedSet<Long> begun = new TreeSet<>();
    for (long seed : seeds) {
      for (Fleets fleets : fleets()) {
        if (System.nanoTime() < end) {
          run(evaluation, fleets, seed);
          begun.add(seed);
          Files.writeString(out, Report.of(evaluation.scores(), List.copyOf(begun)));
        }
      }
    }
    return 0;
  }

  private record Fleets(Family family, Setting setting, int rank) {}

  /** Each family's first setting, then each one's second, and so on. */
  private List<Fleets> fleets() {
    List<Fleets> all = new ArrayList<>();
    for (Family family : Family.ALL) {
      int rank = 0;
      for (Setting each : Setting.all(family)) {
        if ((type == null || type.equals(family.type())) && each.name().contains(setting)) {
          all.add(new Fleets(family, each, rank));
        }
        rank++;
      }
    }
    all.sort(Comparator.comparingInt(Fleets::rank));
    return all;
  }

  private static void run(Evaluation evaluation, Fleets fleets, long seed) throws IOException {
    long start = System.nanoTime();
    evaluation.run(fleets.family(), fleets.setting(), seed);
    System.out.printf(
        "%s, %s, seed %d: %.0f s%n",
        fleets.family().type(), fleets.setting().name(), seed, (System.nanoTime() - start) / 1e9);
  }
}
