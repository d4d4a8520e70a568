package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.engine.Interval;
import java.util.List;

/**
 * A whole simulated system.
 *
 * @param account every node's AWS account
 * @param when for how long clients send requests; what they started still ends after it
 */
public record World(String account, Interval when, List<Load> loads, List<Fault> faults) {
  /** The account of examples. */
  public static final String ACCOUNT = "111122223333";

  /** A world in the examples' account. */
  public static World of(Interval when, List<Load> loads, List<Fault> faults) {
    return new World(ACCOUNT, when, loads, faults);
  }
}
