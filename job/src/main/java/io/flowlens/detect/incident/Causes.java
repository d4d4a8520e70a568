package io.flowlens.detect.incident;

import java.util.Map;
import java.util.Set;

/**
 * Which type of anomaly may cause which: a type itself, where trouble travels from callee to
 * caller, and the pairs of {@link #OTHERS}.
 */
final class Causes {
  /** What trouble does to users, and never why something else is in trouble. */
  static final String EFFECT_ONLY = "contract-breach";

  /** By the type of the symptom, the other types that may cause it. A pair is one line here. */
  static final Map<String, Set<String>> OTHERS =
      Map.of(
          "misled-scaling",
          Set.of("retry-cascade", "transactional-churn"),
          "latency-tail",
          Set.of("retry-cascade", "cold-cache-spike", "region-mismatch"),
          EFFECT_ONLY,
          Set.of(
              "retry-cascade",
              "cold-cache-spike",
              "region-mismatch",
              "replay-loop",
              "latency-tail",
              "transactional-churn",
              "misled-scaling",
              "batch-flood",
              "consistency-conflict"));

  private final Map<String, Set<String>> others;

  Causes(Map<String, Set<String>> others) {
    this.others = others;
  }

  /** Whether an anomaly of this type may be the cause of one of that type. */
  boolean mayCause(String type, String symptom) {
    return type.equals(symptom) || others.getOrDefault(symptom, Set.of()).contains(type);
  }
}
