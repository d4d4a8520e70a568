package io.flowlens.detect.api;

import io.flowlens.model.Pane;

/**
 * What fast evidence shows of one edge in a round, in the counters of a detector's own choice. Kept
 * minute by minute while the edge has an anomaly, until CloudTrail shows the same minutes.
 */
public final class Observation {
  /** The counters of the newest minutes. */
  @FunctionalInterface
  public interface Minutes {
    /**
     * One counter in one minute.
     *
     * @param age 0 for the running minute, 1 for the one before it
     */
    long counter(int age, int counter);
  }

  private final Pane pane;
  private final boolean active;
  private final int firingMinutes;
  private final long[] firing;
  private final Minutes minutes;

  /**
   * An observation.
   *
   * @param active whether the edge is not clear
   * @param firingMinutes how many calendar minutes, the running one included, the window that meets
   *     the definition touches; 0 when it is not met
   * @param firing the counters of that window; null when the definition is not met
   */
  public Observation(Pane pane, boolean active, int firingMinutes, long[] firing, Minutes minutes) {
    this.pane = pane;
    this.active = active;
    this.firingMinutes = firingMinutes;
    this.firing = firing;
    this.minutes = minutes;
  }

  /** The edge's pane of this round. */
  public Pane pane() {
    return pane;
  }

  /** Whether the edge is not clear. */
  public boolean isActive() {
    return active;
  }

  /** Whether the detector's definition is met. */
  public boolean isFiring() {
    return firing != null;
  }

  /** How many calendar minutes the window that meets the definition touches; 0 if none does. */
  public int firingMinutes() {
    return firingMinutes;
  }

  /** The counters of that window; null when none meets the definition. */
  public long[] firing() {
    return firing;
  }

  /** The counters of the newest minutes. */
  public Minutes minutes() {
    return minutes;
  }
}
