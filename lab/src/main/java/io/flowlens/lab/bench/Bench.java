package io.flowlens.lab.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The benchmark: several rounds, in each every contender once in a JVM of its own, so that what
 * else the machine does falls on all of them; then the report.
 */
@Command(
    name = "bench",
    description = "Measures the topology against Flink SQL and a naive job.",
    mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
  private static final long SPANS = 1_000_000;
  private static final long QUICK_SPANS = 128_000;
  private static final int EDGES = 10_000;
  private static final int QUICK_EDGES = 1_000;
  private static final int STEP_ROUNDS = 7;
  private static final int HOURS = 24;
  private static final int QUICK_HOURS = 2;

  @Option(names = "--rounds", description = "how often each contender runs (default 3)")
  private int rounds = 3;

  @Option(names = "--spans", description = "how many spans (default 1,000,000)")
  private long ordered = SPANS;

  @Option(names = "--quick", description = "one round of few spans, as a check")
  private boolean quick;

  @Option(names = "--steps", description = "print what each step costs, and do nothing else")
  private boolean steps;

  @Option(names = "--out", required = true, description = "the report to write")
  private Path out;

  @Option(names = "--work", required = true, description = "a folder for generated records")
  private Path work;

  private final Child child = new Child();

  /** For picocli. */
  public Bench() {}

  /** See {@code --help}. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    long spans = quick ? QUICK_SPANS : ordered;
    System.out.println("Generating " + spans + " spans in " + work + " unless they are there ...");
    Corpus.make(work, Corpus.Form.BATCHES, spans);
    if (steps) {
      StepCosts.All costs =
          child.run(StepCosts.class, new TypeReference<>() {}, work, spans, STEP_ROUNDS);
      System.out.println(costs.text());
      return 0;
    }
    Corpus.make(work, Corpus.Form.PLAIN, spans);
    Figures figures = new Figures();
    for (int round = 1; round <= (quick ? 1 : rounds); round++) {
      figures.newRound();
      for (Contender contender : Contender.compared()) {
        Cost cost = child.run(Trial.class, new TypeReference<>() {}, contender, work, spans);
        figures.add(contender, cost);
        System.out.printf(
            "round %d  %-17s %8.0f ns CPU per span%n", round, contender.id(), cost.cpu());
      }
    }
    Map<String, Double> shares =
        child.run(StageShares.class, new TypeReference<>() {}, work, spans);
    StateSize.Sizes state = child.run(StateSize.class, new TypeReference<>() {}, work, spans);
    double[] detectors = child.run(DetectorsCost.class, new TypeReference<>() {}, work, spans);
    Day.Sizes day =
        child.run(
            Day.class,
            new TypeReference<>() {},
            work,
            quick ? QUICK_EDGES : EDGES,
            quick ? QUICK_HOURS : HOURS);
    Map<String, Burst.Load> bursts = new LinkedHashMap<>();
    for (String backend : List.of("hashmap", "rocksdb")) {
      int episodes = quick ? QUICK_EDGES : EDGES;
      bursts.put(
          backend, child.run(Burst.class, new TypeReference<>() {}, work, backend, episodes));
    }
    Report report =
        new Report(figures, shares, state, HeldState.of(spans), detectors, day, bursts, spans);
    Files.writeString(out, report.text());
    System.out.println("Written: " + out);
    return 0;
  }
}
