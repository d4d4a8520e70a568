package io.flowlens.detect.batchflood;

import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.Pane;

/** One who takes from a channel. */
public final class Consumer {
  /** Records may be so much older than time explains, because their age is told in seconds. */
  private static final long JUMP_SECONDS = 60;

  /** From the stream or queue to it. */
  public Edge edge;

  /** What it took, and how old that was, by minute, packed: see {@link Intake}. */
  public byte[] intake = new byte[0];

  /** What it usually takes, packed. */
  public byte[] usualTaken = new byte[0];

  /** How old records usually are that it takes, packed. */
  public byte[] usualAge = new byte[0];

  /** How old records were when it was last known, seconds, and when that was; 0 for never. */
  public double age;

  public long ageAt;

  /** Ages from before are not compared: the iterator was set back then. 0 where it never was. */
  public long agesFrom;

  /** Start of the newest pane with a delivery. */
  public long lastPane;

  /** How far it is behind; null while it is not. */
  public Flooding flooding;

  /** When it was behind before, packed: see {@link PastFloods}. */
  public byte[] past = new byte[0];

  /** For Flink. */
  public Consumer() {}

  /** Counts a pane; null when nothing was taken. */
  void count(Pane pane, long now) {
    Intake minutes = Intake.unpack(intake);
    minutes.count(pane, now);
    intake = minutes.packed();
    if (pane == null) {
      return;
    }
    lastPane = now;
    long known = pane.get(Counter.OF_KNOWN_AGE);
    if (known > 0) {
      learnAge((double) pane.get(Counter.AGE_SECONDS) / known, now);
    }
  }

  /**
   * A consumer falls behind by a second each second at most. Older records were there before: it
   * was set back to them.
   */
  private void learnAge(double seen, long now) {
    if (ageAt != 0 && seen > age + (now - ageAt) / 1_000.0 + JUMP_SECONDS) {
      agesFrom = Minutes.start(0, now) + Minutes.MILLIS;
    }
    age = seen;
    ageAt = now;
  }
}
