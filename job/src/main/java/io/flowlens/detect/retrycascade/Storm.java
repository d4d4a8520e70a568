package io.flowlens.detect.retrycascade;

import io.flowlens.model.Exemplar;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;

/**
 * One edge's storm as a whole: all calls from its onset to the end of the last pane that met the
 * definition and exceeded the budget itself, so that neither the time before nor the time after
 * thins the numbers out. A storm that comes back before its episode is forgotten goes on; the quiet
 * between does not count.
 */
public final class Storm {
  /** When it began, epoch milliseconds. */
  public long since;

  /** End of the last pane that counts, epoch milliseconds. */
  public long until;

  /** {@link Tally} of what counts, packed. */
  public byte[] counted = new byte[0];

  /** {@link Tally} of the panes after it, packed: they count once another one does. */
  public byte[] pending = new byte[0];

  /**
   * Panes in a row that met the definition, up to the newest; an extreme one is as many as opening
   * takes.
   */
  public long firing;

  /** Whether there is an episode of it. */
  public boolean opened;

  /** How often it came. */
  public int waves;

  /** Attempts per call at its peak, which is where they are surest to be the most. */
  public float peak;

  /** At least so many retries per call there were then. */
  public float peakAtLeast;

  /** Calls that the peak was seen in. */
  public long peakCalls;

  /** End of the peak's pane, epoch milliseconds. */
  public long peakAt;

  /** Attempts of the longest chain seen. */
  public int longest;

  public Phases phases = new Phases();

  public Metastability metastability = new Metastability();

  /** For Flink. */
  public Storm() {}

  /** A storm that is noticed with this pane. */
  static Storm of(Onset onset, long paneStart) {
    Storm storm = new Storm();
    storm.waves = 1;
    storm.since = onset.start;
    storm.until = paneStart + Pane.MILLIS;
    storm.counted = onset.since.packed();
    storm.phases.begin(onset.start);
    return storm;
  }

  /** Goes on as a later wave of that one. */
  void join(Storm former) {
    since = former.since;
    counted = former.counted().plus(counted()).packed();
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

  /** One more pane follows. */
  void go(Pane pane, Level level, double budget) {
    Tally more = Tally.unpack(pending).plus(Tally.of(pane));
    if (level != Level.HOLDING && Tally.of(pane).excess(budget) > 0) {
      counted = counted().plus(more).packed();
      pending = new byte[0];
      until = pane.start + Pane.MILLIS;
    } else {
      pending = more.packed();
    }
  }

  /** Notes how strong it is, each pane. */
  void note(Pane pane, Tally current, double atLeast) {
    if (atLeast > peakAtLeast) {
      peakAtLeast = (float) atLeast;
      peak = (float) current.attemptsPerCall();
      peakCalls = current.calls;
      peakAt = pane.start + Pane.MILLIS;
    }
    for (Exemplar exemplar : pane.exemplars) {
      longest = Math.max(longest, exemplar.attempts);
    }
  }

  /** Counts as episodes do what it takes to open one. */
  void countFiring(Level level, long panesToOpen) {
    boolean fires = level == Level.FIRING || level == Level.EXTREME;
    firing = level == Level.EXTREME ? panesToOpen : fires ? firing + 1 : 0;
    opened |= firing >= panesToOpen;
  }

  /** All that counts. */
  Tally counted() {
    return Tally.unpack(counted);
  }

  /** Whether the newest pane is one of those that count. */
  boolean counts(Pane pane) {
    return until == pane.start + Pane.MILLIS;
  }
}
