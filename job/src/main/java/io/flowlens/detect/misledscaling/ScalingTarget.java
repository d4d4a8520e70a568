package io.flowlens.detect.misledscaling;

import io.flowlens.model.Explanation;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;

/** The capacity to read or to write of a table or an index. */
public final class ScalingTarget {
  public Node node;

  /** Whether it is the capacity to write. */
  public boolean writes;

  /** Units a second; 0 where it is not known, as without provisioned capacity. */
  public double capacity;

  /** The share of the capacity from which on more is added; 0 where no alarm has shown it. */
  public double share;

  /** {@link CapacityMinutes}. */
  public byte[] minutes = new byte[0];

  /** Start of the newest minute of these, epoch milliseconds. */
  public long newestMinute;

  /** The changes of the last hour, oldest first. */
  public ScalingAction[] actions = new ScalingAction[0];

  /** Since when it has been throttled so much that it is reported, epoch milliseconds; 0: not. */
  public long throttledSince;

  /** Why that is reported; null where it is not. */
  public Explanation throttled;

  /** For Flink. */
  public ScalingTarget() {}

  /** Whether callers' writes to a table use it directly. */
  boolean isTableWrites() {
    return writes && node.kind == NodeKind.TABLE;
  }
}
