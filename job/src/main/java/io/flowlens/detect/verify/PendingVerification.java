package io.flowlens.detect.retrycascade;

import io.flowlens.model.Judgement.Level;

/**
 * What spans say of a storm, minute by minute, until slow evidence has spoken; and what that has
 * said so far. State of {@link SlowEvidence}, of edges with a storm alone.
 */
public final class Claim {
  /** Start of the first minute, epoch milliseconds. */
  public long since;

  /** Start of the newest pane that was judged. */
  public long newestPane;

  /** Start of the newest pane that was not clear. */
  public long spokenAt;

  /** {@link ClaimedMinutes} that slow evidence has yet to speak of, packed. */
  public byte[] waiting = new byte[0];

  /** {@link Hearing} of the minutes that it has spoken of, packed; empty while there are none. */
  public byte[] heard = new byte[0];

  /** End of the newest minute that was heard of. */
  public long heardTo;

  /** CONFIRMED or REFUTED; null while neither is known. */
  public Level verdict;

  /**
   * End of the newest minute for which slow evidence went on to refute the spans; while it is
   * recent, they are not believed.
   */
  public long refutedTo;

  /** For Flink. */
  public Claim() {}
}
