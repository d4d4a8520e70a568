package io.flowlens.detect.retrycascade;

import io.flowlens.model.Detail;
import io.flowlens.model.Exemplar;
import io.flowlens.model.Pane;

/**
 * One edge's storm as a whole: all calls from its onset to the end of the last pane up to which
 * retries or refused calls exceeded what is allowed, so that neither the time before nor the time
 * after thins the numbers out. A storm that comes back before its episode is forgotten goes on, and
 * the quiet in between counts: the numbers are those of the whole time that is named.
 */
public final class Storm {
  /** When it began, epoch milliseconds. */
  public long since;

  /** End of the last pane that counts, epoch milliseconds. */
  public long until;

  /** {@link RetryStats} of what counts, packed. */
  public byte[] counted = new byte[0];

  /** {@link RetryStats} of the panes after it, packed: they count if it goes on. */
  public byte[] pending = new byte[0];

  /** Whether there is an episode of it. */
  public boolean opened;

  /** How often its episode opened. */
  public int waves;

  /** Attempts per call at its peak, which is where they are surest to be the most. */
  public float peak;

  /** At least so many retries per call there were then. */
  public float peakAtLeast;

  /** Calls that the peak was seen in. */
  public long peakCalls;

  /** End of the peak's pane, epoch milliseconds. */
  public long peakAt;

  /** The most calls of a minute that failed for good, as a share. */
  public float worstLost;

  /** End of that minute, epoch milliseconds. */
  public long worstLostAt;

  /** End of the last pane with a call, epoch milliseconds. */
  public long seenUntil;

  /** Whether retries ever exceeded the budget; else calls were refused and nobody tried again. */
  public boolean retried;

  /** Whether it is shown that no sampler kept failures by preference. */
  public boolean unbiased;

  /** Attempts of the longest chain seen. */
  public int longest;

  public Phases phases = new Phases();

  public Metastability metastability = new Metastability();

  /** For Flink. */
  public Storm() {}

  /** A storm that began then and is noticed now. */
  static Storm of(long onset) {
    Storm storm = new Storm();
    storm.waves = 1;
    storm.since = onset;
    storm.until = onset;
    storm.phases.begin(onset);
    return storm;
  }

  /** Comes back before its episode is over. */
  void resume() {
    phases.resume();
    metastability.stopWatching();
  }

  /** Takes back calls that a new wave counts. */
  void leave(RetryStats counted) {
    pending = RetryStats.unpack(pending).minus(counted).packed();
  }

  /** Goes on as a later wave of that one. */
  void join(Storm former) {
    since = former.since;
    counted = former.counted().plus(RetryStats.unpack(former.pending)).plus(counted()).packed();
    retried |= former.retried;
    unbiased |= former.unbiased;
    if (former.worstLost >= worstLost) {
      worstLost = former.worstLost;
      worstLostAt = former.worstLostAt;
    }
    waves += former.waves;
    longest = Math.max(longest, former.longest);
    if (former.peakAtLeast >= peakAtLeast) {
      peakAtLeast = former.peakAtLeast;
      peak = former.peak;
      peakCalls = former.peakCalls;
      peakAt = former.peakAt;
    }
    phases.join(former.phases);
    metastability.join(former.metastability);
  }

  /**
   * More of it follows, which counts as soon as the storm is seen to go on.
   *
   * @param goesOn whether it is seen anyway; else the calls that do not count yet must exceed the
   *     limits together
   * @param end of the last pane, epoch milliseconds
   */
  void go(RetryStats more, boolean goesOn, long end, Limits limits) {
    RetryStats waiting = RetryStats.unpack(pending).plus(more);
    if (goesOn || limits.excess(waiting) > 0) {
      counted = counted().plus(waiting).packed();
      pending = new byte[0];
      until = end;
    } else {
      pending = waiting.packed();
    }
  }

  /** More follows that counts only if it goes on. */
  void hold(RetryStats more) {
    pending = RetryStats.unpack(pending).plus(more).packed();
  }

  /**
   * Notes how strong it is in one pane that counts. What longer sums hold is noted only while it is
   * fed: after the end they would show a peak that never was.
   *
   * @param current the shortest window with enough calls
   * @param minute the last minute
   */
  void note(Pane pane, RetryStats current, double atLeast, RetryStats minute) {
    if (atLeast > peakAtLeast) {
      peakAtLeast = (float) atLeast;
      peak = (float) current.attemptsPerCall();
      peakCalls = current.calls;
      peakAt = pane.start + Pane.MILLIS;
    }
    if (minute.gaveUpShare() > worstLost) {
      worstLost = (float) minute.gaveUpShare();
      worstLostAt = pane.start + Pane.MILLIS;
    }
    for (Exemplar exemplar : pane.get(Detail.EXEMPLARS).all()) {
      longest = Math.max(longest, exemplar.attempts);
    }
  }

  /** All that counts. */
  RetryStats counted() {
    return RetryStats.unpack(counted);
  }

  /** All that counts or may count. */
  RetryStats all() {
    return counted().plus(RetryStats.unpack(pending));
  }

  /** Whether the newest pane is one of those that count. */
  boolean counts(Pane pane) {
    return until == pane.start + Pane.MILLIS;
  }
}
