package io.flowlens.detect.contractbreach;

import io.flowlens.config.Settings;
import io.flowlens.model.Contract;
import java.io.Serializable;
import java.time.Duration;

/** Contracts that edges without one learn from their own past. */
final class LearnedContracts implements Serializable {
  /** The name of all of them. */
  static final String NAME = "learned";

  private static final int[] MILLIONTHS = {999_900, 999_500, 999_000, 995_000, 990_000};
  private static final long WINDOW_MILLIS = Duration.ofDays(30).toMillis();
  private static final long LEAST_CALLS = 10_000;

  private final boolean on;
  private final long afterMillis;

  LearnedContracts(Settings settings) {
    on = settings.get(ContractBreachOptions.LEARN);
    afterMillis = settings.get(ContractBreachOptions.LEARN_AFTER).toMillis();
  }

  boolean isOn() {
    return on;
  }

  /** The contract of this edge, which promises nothing while it is not learned. */
  static Contract of(PromisedEdge edge) {
    Contract contract = new Contract();
    contract.name = NAME;
    contract.windowMillis = WINDOW_MILLIS;
    contract.availability = edge.learned / 1e6;
    return contract;
  }

  /** Learns once, when enough is known. */
  void learn(PromisedEdge edge, CallRings rings, long now) {
    long calls = rings.counted(Span.BUDGET, Promise.AVAILABILITY);
    if (edge.learned > 0 || now - edge.since < afterMillis || calls < LEAST_CALLS) {
      return;
    }
    long bad = rings.bad(Span.BUDGET, Promise.AVAILABILITY);
    for (int target : MILLIONTHS) {
      if (edge.learned == 0 && 1_000_000 * bad <= (1_000_000L - target) * calls) {
        edge.learned = target;
      }
    }
  }
}
