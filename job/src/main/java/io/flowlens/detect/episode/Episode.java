package io.flowlens.detect.episode;

import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.Severity;
import io.flowlens.model.Subject;

/**
 * One subject's trouble with one detector's question, as it stands by itself: without its causes
 * and without what was changed before it.
 */
public final class Episode {
  /** Where an episode is in its life. */
  public enum Phase {
    /** Not yet long enough to be reported. */
    SUSPECTED,
    OPEN,
    /** Over, but remembered: it may come back. */
    RESOLVED,
    /** It was none: written once more, then forgotten. */
    RETRACTED
  }

  public String id;
  public String detector;
  public Subject subject;
  public Phase phase;

  /** Start of the first pane that met the definition. */
  public long firstPane;

  /** When it began, as its detector says; 0 where that is the first pane. */
  public long began;

  /** How long after its end it may come back, in milliseconds; 0 for as long as others. */
  public long reopenMillis;

  /** Panes in a row that met it, up to the newest. */
  public long firing;

  /**
   * Start of the first of the clear panes up to the newest; {@link #NEVER} when that was not clear.
   */
  public long clearSince = NEVER;

  /** When it opened (the first time). */
  public long detectedAt;

  /** When it was decided that it is over. */
  public long closedAt;

  /** How often it came back. */
  public int reopened;

  /** How far beyond its threshold the detector's first measure was when it opened, as a factor. */
  public double excess;

  /** The newest one that was not clear, with the evidence of all; shared, never changed. */
  public Explanation explanation;

  /** What slow evidence says of it: a verdict; null while none is known. */
  public Judgement.Level verdict;

  /** Why; null while there is no verdict. */
  public Explanation verdictWhy;

  /** The worst so far. */
  public Severity severity;

  /** No time. */
  public static final long NEVER = Long.MIN_VALUE;

  /** For Flink. */
  public Episode() {}

  /** What it is filed under: one subject has one episode for each detector. */
  public String key() {
    return key(detector, subject);
  }

  /** What the episode of this detector and this subject is filed under. */
  public static String key(String detector, Subject subject) {
    return detector + '|' + subject.id();
  }

  /** Whether it is open. */
  public boolean isOpen() {
    return phase == Phase.OPEN;
  }

  /** When it began, epoch milliseconds; never later than its first pane. */
  public long startedAt() {
    return began == 0 ? firstPane : began;
  }

  /**
   * When it can not come back any more, epoch milliseconds.
   *
   * @param others how long other episodes may come back, in milliseconds
   */
  public long forgottenAt(long others) {
    return closedAt + Math.max(others, reopenMillis);
  }

  /** As it stands now. */
  Episode copy() {
    Episode copy = new Episode();
    copy.id = id;
    copy.detector = detector;
    copy.subject = subject;
    copy.phase = phase;
    copy.firstPane = firstPane;
    copy.began = began;
    copy.reopenMillis = reopenMillis;
    copy.firing = firing;
    copy.clearSince = clearSince;
    copy.detectedAt = detectedAt;
    copy.closedAt = closedAt;
    copy.reopened = reopened;
    copy.excess = excess;
    copy.explanation = explanation;
    copy.verdict = verdict;
    copy.verdictWhy = verdictWhy;
    copy.severity = severity;
    return copy;
  }
}
