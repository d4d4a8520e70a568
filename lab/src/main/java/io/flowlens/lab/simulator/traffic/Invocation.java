package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Subscription;

/**
 * A finished invocation of a function with a batch of a stream's records.
 *
 * @param callee the environment and its span
 * @param number 1 for the batch's first delivery
 * @param start when the function began, epoch microseconds
 * @param end when it was done or failed
 */
public record Invocation(
    Origin callee,
    Subscription subscription,
    Batch batch,
    int number,
    long start,
    long end,
    boolean ok) {

  /**
   * Records that follow each other in a shard.
   *
   * @param first number of the first record in its shard, from 0
   * @param last number of the last record
   * @param records how many; fewer than the numbers between where some are filtered out
   * @param firstChanged when the first record's item was changed, epoch microseconds
   * @param lastChanged when the last one's was
   */
  public record Batch(
      int shard, long first, long last, int records, long firstChanged, long lastChanged) {}
}
