package io.flowlens.lab.simulator.traffic;

/**
 * What one partition can take: so many units a second, and what it did not use of the last five
 * minutes (DynamoDB's burst capacity).
 */
final class Partition {
  private static final double BURST_SECONDS = 300;

  private final double perSecond;
  private double units;
  private long filledAt;

  /** A partition that begins without burst credit. */
  Partition(double perSecond, long now) {
    this.perSecond = perSecond;
    this.units = perSecond;
    this.filledAt = now;
  }

  /** Takes the units if they are there. */
  boolean take(double wanted, long now) {
    units = Math.min(perSecond * BURST_SECONDS, units + (now - filledAt) / 1e6 * perSecond);
    filledAt = now;
    if (units < wanted) {
      return false;
    }
    units -= wanted;
    return true;
  }
}
