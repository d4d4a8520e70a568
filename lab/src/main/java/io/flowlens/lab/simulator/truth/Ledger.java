package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.TrafficListener;
import java.util.Optional;
import java.util.OptionalDouble;

/** What really came of the planned faults of one kind, counted from everything that happened. */
public interface Ledger extends TrafficListener {
  /** The episode as it really was; empty when it came to too little to be a fault. */
  Optional<Episode> real(Episode planned);

  /**
   * The true value of a measure that a detector gives.
   *
   * @param measure its name, such as {@code attempts-per-call}
   * @param edgeId the edge that the detector roots it at
   * @param from epoch milliseconds
   * @param to epoch milliseconds
   */
  OptionalDouble number(String measure, String edgeId, long from, long to);
}
