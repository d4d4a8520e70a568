package io.flowlens.model;

/**
 * A measured fact about one node: a metric point, an alarm, a scaling action, a configuration
 * change.
 */
public final class Signal {
  public Node node;

  /** What was measured or done, such as {@code UpdateTable}. */
  public String name;

  /** When, epoch milliseconds. */
  public long time;

  /** The value in its unit; NaN where the signal is an event. */
  public double value;

  public String unit;

  /** What a person wants to know of it: who did it, what changed. */
  public String detail;

  /**
   * CloudTrail's id of the event, where somebody changed something, empty if it has none; else
   * null.
   */
  public String eventId;

  /** For Flink. */
  public Signal() {}
}
