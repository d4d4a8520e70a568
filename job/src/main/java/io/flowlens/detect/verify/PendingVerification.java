package io.flowlens.detect.verify;

import io.flowlens.model.Judgement.Level;

/**
 * The minutes of one edge's anomaly that CloudTrail has not yet shown, and what it has shown so
 * far. State, of edges with an anomaly alone.
 */
public final class PendingVerification {
  /** Start of the first minute, epoch milliseconds. */
  public long since;

  /** Start of the newest pane that was judged. */
  public long newestPane;

  /** Start of the newest pane that was not clear. */
  public long activeAt;

  /** {@link UnverifiedMinutes}, packed. */
  public byte[] unverified = new byte[0];

  /** {@link MatchedMinutes}, packed; empty while there are none. */
  public byte[] matched = new byte[0];

  /** End of the newest minute that CloudTrail showed. */
  public long verifiedTo;

  /** CONFIRMED or REFUTED; null while neither is known. */
  public Level verdict;

  /** End of the newest minute in which CloudTrail went on to refute fast evidence. */
  public long refutedTo;

  /** For Flink. */
  public PendingVerification() {}
}
