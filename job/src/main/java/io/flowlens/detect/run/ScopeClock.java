package io.flowlens.detect.run;

import io.flowlens.model.Edge;

/** Where one scope stands in event time: state of {@link Rounds}. */
public final class ScopeClock {
  /** The edge, where the scope is one; else null. */
  public Edge edge;

  /** Start of the newest round, epoch milliseconds. */
  public long lastRound;

  /** End of the round that must follow even if it is silent; 0 while silence means clear. */
  public long pendingUntil;

  /** When to see whether the scope can be forgotten; 0 when not set. */
  public long forgetAt;

  /** How many episodes the scope has. */
  public int episodes;

  /** For Flink. */
  public ScopeClock() {}
}
