package io.flowlens.detect.coldcachespike;

import io.flowlens.config.Settings;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What came of many runs of one case: half an hour of usual calls, and then what the case says. */
final class Outcome {
  /** Runs of each case; {@code -Dflowlens.runs=300} makes more, and prints what came of them. */
  static final int RUNS = Integer.getInteger("flowlens.runs", 5);

  /** Panes of a quarter of an hour. */
  static final int QUARTER = 90;

  int warned;
  int informed;
  final List<Long> delays = new ArrayList<>();
  final TreeSet<String> findings = new TreeSet<>();

  private Outcome() {}

  /** One run of a case. */
  static final class Run {
    final Callers callers;
    final Story<ColdCacheSpikeState> story =
        Story.of(new ColdCacheSpike(Settings.defaults()), Shop.ORDERS_READS_STOCK, "10:00:00");

    private Run(Callers callers) {
      this.callers = callers;
    }

    void go(int panes) {
      callers.call(story, Shop.ORDERS_READS_STOCK, panes);
    }
  }

  /**
   * Runs a case.
   *
   * @param instances how many call
   * @param usual what is so from the beginning
   * @param then what begins after half an hour, and how long it is watched
   */
  static Outcome of(String name, int instances, Consumer<Callers> usual, Consumer<Run> then) {
    Outcome outcome = new Outcome();
    for (int seed = 0; seed < RUNS; seed++) {
      Run run = new Run(new Callers(seed, instances));
      usual.accept(run.callers);
      run.go(2 * QUARTER);
      long onset = run.story.now();
      then.accept(run);
      outcome.add(run.story.anomalies(), onset);
    }
    Collections.sort(outcome.delays);
    if (RUNS > 5) {
      System.out.println(outcome.line(name));
    }
    return outcome;
  }

  private void add(List<Anomaly> raised, long onset) {
    if (raised.isEmpty()) {
      return;
    }
    boolean warning = raised.stream().anyMatch(a -> a.explanation.severity == Severity.WARNING);
    warned += warning ? 1 : 0;
    informed += warning ? 0 : 1;
    delays.add((raised.get(0).detectedAt - onset) / 1000);
    raised.forEach(anomaly -> findings.addAll(anomaly.explanation.findings));
  }

  private String line(String name) {
    int n = delays.size();
    return String.format(
        Locale.ROOT,
        "%-60s %d runs: %d warned, %d informed; delay %s s, p95 %s s; %s",
        name,
        RUNS,
        warned,
        informed,
        n == 0 ? "-" : delays.get(n / 2),
        n == 0 ? "-" : delays.get(n * 95 / 100),
        findings);
  }

  int spoken() {
    return warned + informed;
  }
}
