package io.flowlens.lab.evaluation;

import io.flowlens.lab.simulator.stories.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
      description = "Start no fleet after this many minutes (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--parallel",
      defaultValue = "2",
      description =
          "How many fleets run at once; each takes up to 4 GB (default: ${DEFAULT-VALUE}).")
  private int parallel;

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
  public Integer call() throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(limit).toNanos();
    Evaluation evaluation = new Evaluation(work);
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    List<Future<Optional<Scores>>> running = new ArrayList<>();
    List<Fleets> all = fleets();
    for (Fleets fleets : all) {
      running.add(
          workers.submit(
              () ->
                  System.nanoTime() < end
                      ? Optional.of(run(evaluation, fleets))
                      : Optional.empty()));
    }
    workers.shutdown();
    Scores scores = new Scores();
    SortedSet<Long> started = new TreeSet<>();
    for (int i = 0; i < all.size(); i++) {
      Optional<Scores> more = running.get(i).get();
      if (more.isPresent()) {
        scores.add(more.get());
        started.add(all.get(i).seed());
        Files.writeString(out, Report.of(scores, List.copyOf(started)));
      }
    }
    return 0;
  }

  private record Fleets(Family family, Setting setting, int rank, long seed) {}

  /** Seed by seed: each family's first setting, then each one's second, and so on. */
  private List<Fleets> fleets() {
    return seeds.stream().flatMap(seed -> fleets(seed).stream()).toList();
  }

  private List<Fleets> fleets(long seed) {
    List<Fleets> all = new ArrayList<>();
    for (Family family : Family.ALL) {
      int rank = 0;
      for (Setting each : Setting.all(family)) {
        if ((type == null || type.equals(family.type())) && each.name().contains(setting)) {
          all.add(new Fleets(family, each, rank, seed));
        }
        rank++;
      }
    }
    all.sort(Comparator.comparingInt(Fleets::rank));
    return all;
  }

  private static Scores run(Evaluation evaluation, Fleets fleets) throws IOException {
    long start = System.nanoTime();
    Scores scores = evaluation.run(fleets.family(), fleets.setting(), fleets.seed());
    System.out.printf(
        "%s, %s, seed %d: %.0f s%n",
        fleets.family().type(),
        fleets.setting().name(),
        fleets.seed(),
        (System.nanoTime() - start) / 1e9);
    return scores;
  }
}
