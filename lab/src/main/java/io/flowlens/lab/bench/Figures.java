package io.flowlens.lab.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The measurements of all rounds. */
final class Figures {
  private final List<Map<Contender, Cost>> rounds = new ArrayList<>();

  private final List<Double> loads = new ArrayList<>();

  /** Begins a new round. */
  void newRound() {
    rounds.add(new EnumMap<>(Contender.class));
  }

  /** Adds a trial to the current round. */
  void add(Contender contender, Cost cost) {
    rounds.get(rounds.size() - 1).put(contender, cost);
    loads.add(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** The machine's least load average after a trial; about 1.5 where nothing else ran. */
  double leastLoad() {
    return loads.stream().mapToDouble(load -> load).min().orElseThrow();
  }

  double mostLoad() {
    return loads.stream().mapToDouble(load -> load).max().orElseThrow();
  }

  /** CPU nanoseconds per span: the median of the rounds. */
  double cpu(Contender contender) {
    return median(round -> round.get(contender).cpu());
  }

  double min(Contender contender) {
    return rounds.stream().mapToDouble(round -> round.get(contender).cpu()).min().orElseThrow();
  }

  double max(Contender contender) {
    return rounds.stream().mapToDouble(round -> round.get(contender).cpu()).max().orElseThrow();
  }

  /** How many times as much one costs as another: the median of the rounds' own ratios. */
  double ratio(Contender contender, Contender to) {
    return median(round -> round.get(contender).cpu() / round.get(to).cpu());
  }

  /** The deduplication's part in the whole topology: the median of the rounds' own. */
  double deduplication() {
    return median(
        round ->
            (round.get(Contender.DEDUPLICATE).cpu() - round.get(Contender.SOURCE).cpu())
                / round.get(Contender.TOPOLOGY).cpu());
  }

  int rounds() {
    return rounds.size();
  }

  private double median(ToDoubleFunction<Map<Contender, Cost>> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
