package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Step;
import java.util.List;

/**
 * A finished logical call of DynamoDB, with all its attempts.
 *
 * @param origin the caller
 * @param step what was called
 * @param keys the item's key in each table of the step, in order
 * @param milliUnits consumed capacity in each table, in thousandths of a unit; 0 where it failed
 * @param spanId the client span's id
 * @param requestId the last attempt's request id
 * @param start when the caller began, epoch microseconds
 * @param end when the caller had its answer
 */
public record TableCall(
    Origin origin,
    Step.Access step,
    List<String> keys,
    List<Long> milliUnits,
    List<Attempt> attempts,
    String spanId,
    String requestId,
    long start,
    long end) {

  /** Whether the last attempt succeeded. */
  public boolean ok() {
    return last().failure() == null;
  }

  /** The attempt that decided. */
  public Attempt last() {
    return attempts.get(attempts.size() - 1);
  }
}
