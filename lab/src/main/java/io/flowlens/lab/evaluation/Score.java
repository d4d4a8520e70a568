package io.flowlens.lab.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How well a detector did, counted over any number of fleets. */
final class Score {
  /** One fault and what became of it. */
  record Outcome(String label, boolean found, double secondsToDetect, int detections) {}

  private final List<Outcome> outcomes = new ArrayList<>();
  private final SortedMap<String, Integer> falseByStory = new TreeMap<>();
  private final SortedMap<String, Integer> retractedByStory = new TreeMap<>();
  private final SortedMap<String, Integer> deniedByStory = new TreeMap<>();
  private final List<String> falseRoots = new ArrayList<>();
  private final SortedMap<String, List<Double>> errors = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Integer>> codes = new TreeMap<>();
  private int falseInClean;
  private int fleets;
  private int judgedKinds;
  private int rightKinds;
  private int truePositives;
  private int rootFirst;
  private int rootInThree;
  private double cleanEdgeDays;

  /** A fault that was found, by so many detections, the first of them rooted like this. */
  void found(String label, double seconds, int detections, boolean first, boolean inThree) {
    outcomes.add(new Outcome(label, true, seconds, detections));
    truePositives += detections;
    rootFirst += first ? 1 : 0;
    rootInThree += inThree ? 1 : 0;
  }

  void missed(String label) {
    outcomes.add(new Outcome(label, false, Double.NaN, 0));
  }

  /** A detection without a fault; {@code clean} when its cell has none of any kind. */
  void falseAlarm(String story, boolean clean, Detection detection) {
    falseByStory.merge(story, 1, Integer::sum);
    falseInClean += clean ? 1 : 0;
    falseRoots.add(story + ": " + detection);
  }

  /** A detection that was taken back; {@code denied} when there was a fault all the same. */
  void retracted(String story, boolean denied) {
    (denied ? deniedByStory : retractedByStory).merge(story, 1, Integer::sum);
  }

  /** False alarms that were taken back, by what was going on; they are not among the others. */
  SortedMap<String, Integer> retractedByStory() {
    return retractedByStory;
  }

  /** Detections of real faults that were taken back. */
  SortedMap<String, Integer> deniedByStory() {
    return deniedByStory;
  }

  /** Of a fault that was found: whether it was reported as the right kind. */
  void kind(boolean right) {
    judgedKinds++;
    rightKinds += right ? 1 : 0;
  }

  /** The share of found faults that were reported as the right kind; NaN without any. */
  double rightKinds() {
    return rightKinds / (double) judgedKinds;
  }

  /** What was found of a fault. */
  void findings(String label, List<String> findings) {
    findings.forEach(
        code -> codes.computeIfAbsent(label, l -> new TreeMap<>()).merge(code, 1, Integer::sum));
  }

  /** By fault, how often which code was found. */
  SortedMap<String, SortedMap<String, Integer>> codes() {
    return codes;
  }

  /** A detector's estimate beside the truth. */
  void number(String measure, double observed, double truth) {
    errors
        .computeIfAbsent(measure, m -> new ArrayList<>())
        .add(Math.abs(observed - truth) / Math.abs(truth));
  }

  /** Relative errors of the estimates of found faults, by measure. */
  SortedMap<String, List<Double>> errors() {
    return errors;
  }

  /** Every false alarm in full. */
  List<String> falseRoots() {
    return falseRoots;
  }

  /** False alarms in cells without any fault. */
  int falseInClean() {
    return falseInClean;
  }

  /** Adds all that another score counted. */
  void add(Score other) {
    outcomes.addAll(other.outcomes);
    add(falseByStory, other.falseByStory);
    add(retractedByStory, other.retractedByStory);
    add(deniedByStory, other.deniedByStory);
    falseRoots.addAll(other.falseRoots);
    other.errors.forEach(
        (measure, more) -> errors.computeIfAbsent(measure, m -> new ArrayList<>()).addAll(more));
    other.codes.forEach(
        (label, more) -> add(codes.computeIfAbsent(label, l -> new TreeMap<>()), more));
    falseInClean += other.falseInClean;
    fleets += other.fleets;
    judgedKinds += other.judgedKinds;
    rightKinds += other.rightKinds;
    truePositives += other.truePositives;
    rootFirst += other.rootFirst;
    rootInThree += other.rootInThree;
    cleanEdgeDays += other.cleanEdgeDays;
  }

  private static void add(SortedMap<String, Integer> counts, SortedMap<String, Integer> more) {
    more.forEach((key, n) -> counts.merge(key, n, Integer::sum));
  }

  /** One more fleet was watched; it has so many edge-days without a fault. */
  void watched(double edgeDays) {
    fleets++;
    cleanEdgeDays += edgeDays;
  }

  int fleets() {
    return fleets;
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  SortedMap<String, Integer> falseByStory() {
    return falseByStory;
  }

  int faults() {
    return outcomes.size();
  }

  int found() {
    return (int) outcomes.stream().filter(Outcome::found).count();
  }

  int falseAlarms() {
    return falseByStory.values().stream().mapToInt(Integer::intValue).sum();
  }

  double recall() {
    return found() / (double) faults();
  }

  double precision() {
    return truePositives / (double) (truePositives + falseAlarms());
  }

  double rootTop1() {
    return rootFirst / (double) found();
  }

  double rootTop3() {
    return rootInThree / (double) found();
  }

  /** Detections for each fault that was found; 1 is ideal. */
  double fragmentation() {
    return truePositives / (double) found();
  }

  double cleanEdgeDays() {
    return cleanEdgeDays;
  }

  /** Of the faults found, this quantile of seconds from onset to detection; NaN without any. */
  double secondsToDetect(double quantile) {
    double[] sorted =
        outcomes.stream()
            .filter(Outcome::found)
            .mapToDouble(Outcome::secondsToDetect)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.max(0, Math.ceil(quantile * sorted.length) - 1)];
  }

  /**
   * What the rate of false episodes per edge-day is at most, with 95 % confidence: the exact
   * Poisson bound, which is 3 / edge-days when none was seen.
   */
  double falsePerEdgeDayAtMost(int falseInClean) {
    double low = 0;
    double high = 10 + 3.0 * falseInClean;
    for (int i = 0; i < 60; i++) {
      double mean = (low + high) / 2;
      if (poissonAtMost(falseInClean, mean) > 0.05) {
        low = mean;
      } else {
        high = mean;
      }
    }
    return high / cleanEdgeDays;
  }

  private static double poissonAtMost(int n, double mean) {
    double term = Math.exp(-mean);
    double sum = term;
    for (int i = 1; i <= n; i++) {
      term *= mean / i;
      sum += term;
    }
    return sum;
  }
}
