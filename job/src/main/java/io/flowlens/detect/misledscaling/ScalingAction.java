package io.flowlens.detect.misledscaling;

import io.flowlens.model.Explanation;

/** One change of the capacity of a {@link ScalingTarget}. */
public final class ScalingAction {
  /** When, epoch milliseconds. */
  public long time;

  /** Units a second before it; 0 where that is not known. */
  public double from;

  /** Units a second after it. */
  public double to;

  /** Whether a person or another program made it. */
  public boolean manual;

  /** Whether nobody reported it: only the capacity's metric shows it. */
  public boolean inferred;

  /** Whether it has been judged. */
  public boolean judged;

  /** The name of its {@link ActionVerdict}; empty while it is not judged, or was right. */
  public String verdict = "";

  /** Until when it is reported, epoch milliseconds; 0 where it is not. */
  public long shownUntil;

  /** Why it is reported; null where it is not. */
  public Explanation explanation;

  /** For Flink. */
  public ScalingAction() {}

  boolean isOut() {
    return to > from;
  }
}
