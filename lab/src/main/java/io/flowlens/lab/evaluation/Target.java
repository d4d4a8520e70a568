package io.flowlens.lab.evaluation;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What flowlens is meant to reach, over several settings together.
 *
 * @param type the anomaly type
 * @param coverage which settings, in words
 * @param covers which settings, by name
 * @param recall at least
 * @param precision at least
 * @param seconds median from onset to detection, at most; NaN where none is set
 */
record Target(
    String type,
    String coverage,
    Predicate<String> covers,
    double recall,
    double precision,
    double seconds) {
  private static final String ALL_SEEN = "all traces";
  private static final String SOME_SEEN = "5 % of traces, 20 calls/s or more";

  /** One for each type and coverage. */
  static final List<Target> ALL =
      List.of(
          new Target("retry-cascade", ALL_SEEN, Target::whole, 0.98, 0.97, 40),
          new Target("retry-cascade", SOME_SEEN, Target::sampled, 0.92, 0.97, 120),
          new Target("replay-loop", ALL_SEEN, Target::whole, 0.99, 0.98, Double.NaN),
          new Target("replay-loop", SOME_SEEN, Target::sampled, 0.99, 0.98, Double.NaN),
          new Target("cold-cache-spike", ALL_SEEN, Target::whole, 0.9, 0.9, Double.NaN),
          new Target("cold-cache-spike", SOME_SEEN, Target::sampled, 0.8, 0.8, Double.NaN),
          new Target("region-mismatch", ALL_SEEN, Target::whole, 1, 0.99, 3_600),
          new Target("region-mismatch", SOME_SEEN, Target::sampled, 1, 0.99, 3_600),
          new Target("latency-tail", ALL_SEEN, Target::whole, 0.95, 0.97, Double.NaN),
          new Target("latency-tail", SOME_SEEN, Target::sampled, 0.8, 0.97, Double.NaN),
          new Target("transactional-churn", ALL_SEEN, Target::whole, 0.95, 0.97, 900),
          new Target("transactional-churn", SOME_SEEN, Target::sampled, 0.95, 0.97, 900));

  private static boolean whole(String setting) {
    return !setting.equals(Scores.ELSEWHERE) && !setting.contains("seen");
  }

  private static boolean sampled(String setting) {
    return setting.contains("seen") && setting.contains("0 calls/s");
  }

  /** What was reached. */
  Score reached(Map<String, Map<String, Score>> settings) {
    Score sum = new Score();
    settings.forEach(
        (setting, byDetector) -> {
          if (covers.test(setting)) {
            sum.add(byDetector.get(Variant.WHOLE.name()));
          }
        });
    return sum;
  }

  /** What was missed, in words; empty when nothing was. */
  String missed(Score reached) {
    StringBuilder text = new StringBuilder();
    text.append(reached.recall() < recall ? "recall, " : "");
    text.append(reached.precision() < precision ? "precision, " : "");
    text.append(reached.secondsToDetect(0.5) > seconds ? "seconds, " : "");
    return text.isEmpty() ? "" : text.substring(0, text.length() - 2);
  }
}
