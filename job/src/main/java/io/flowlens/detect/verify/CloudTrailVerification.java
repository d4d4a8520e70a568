package io.flowlens.detect.verify;

import io.flowlens.config.Settings;
import io.flowlens.config.SlowWait;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Observation;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.io.Serializable;

/**
 * Verifies a detector's anomalies with CloudTrail.
 *
 * <p>A tail sampler keeps traces with errors by preference, so spans may show an anomaly where
 * there is none. CloudTrail is not sampled, but arrives minutes later. The minutes of an anomaly
 * that spans show are kept until CloudTrail shows them too, and are then compared, all minutes so
 * far together:
 *
 * <ul>
 *   <li><b>confirmed</b> when even the lower bound exceeds the detector's limit;
 *   <li><b>refuted</b> when CloudTrail covers every minute, shows at least twice as many requests
 *       as spans show attempts and at least half as many failures, and even the upper bound is
 *       below the limit, while spans show more. CloudTrail without failures refutes nothing: none
 *       of those that spans name is found in it;
 *   <li>else undecided.
 * </ul>
 *
 * <p>Spans of an edge that was refuted would raise the next false alarm at once. So their findings
 * are dismissed while CloudTrail goes on to refute them, minute by minute. That ends when
 * CloudTrail stops, when a minute of it shows an anomaly, when spans show failures of a kind that
 * it does not log, or when they have been clear for {@code reopen.within}. The price: an anomaly
 * that begins on such an edge in the meantime is found when CloudTrail shows it.
 */
public final class CloudTrailVerification implements Serializable {
  /** CloudTrail that shows no more requests than this many times the attempts is no larger. */
  private static final long LARGER = 2;

  /** It must show failures in this share of the number that spans show, or it misses them. */
  private static final double SHARE_OF_FAILURES = 0.5;

  /** CloudTrail that is missing for so long has stopped. */
  private static final long STOPPED_MILLIS = 3 * UnverifiedMinutes.MILLIS;

  private final Comparison comparison;
  private final long waitMillis;
  private final long rememberMillis;
  private final VerificationText text;

  /** Of a detector that declares this comparison. */
  public CloudTrailVerification(Comparison comparison, Settings settings) {
    this.comparison = comparison;
    waitMillis = UnverifiedMinutes.MILLIS + settings.get(SlowWait.OPTION).toMillis();
    rememberMillis =
        Math.max(settings.get(EpisodeOptions.REOPEN_WITHIN).toMillis(), memoryMillis());
    text = new VerificationText(comparison);
  }

  /** How long after an edge's last round its verification still matters, in milliseconds. */
  public long memoryMillis() {
    return waitMillis + STOPPED_MILLIS;
  }

  /**
   * Keeps what fast evidence shows in one round.
   *
   * @param before the edge's verification so far, changed in place; null when there is none
   * @return the verification from now on; null when there is none
   */
  public PendingVerification observe(Observation observed, PendingVerification before) {
    Pane pane = observed.pane();
    PendingVerification pending = before == null || isOver(before, observed) ? null : before;
    boolean begins = pending == null && observed.isActive() && observed.isFiring();
    if (begins) {
      pending = new PendingVerification();
    } else if (pending == null) {
      return null;
    }
    pending.newestPane = pane.start;
    pending.activeAt = observed.isActive() ? pane.start : pending.activeAt;
    if (pending.verdict == Level.REFUTED) {
      return pending;
    }
    long minute = UnverifiedMinutes.startOf(pane.start);
    UnverifiedMinutes unverified = unverified(pending);
    if (begins) {
      int minutes = observed.firingMinutes();
      pending.since = minute - (minutes - 1) * UnverifiedMinutes.MILLIS;
      unverified.take(observed.minutes(), minute, minutes);
    } else if (observed.isActive() || unverified.holds(minute)) {
      unverified.take(observed.minutes(), minute, 1);
    }
    unverified.addFailed(pane);
    if (unverified.dropBefore(pane.start - memoryMillis())) {
      addMissing(pending);
    }
    pending.unverified = unverified.packed();
    return pending;
  }

  private boolean isOver(PendingVerification pending, Observation observed) {
    long now = observed.pane().start;
    boolean forgotten =
        now - pending.newestPane > memoryMillis() || now - pending.activeAt > rememberMillis;
    boolean trustedAgain =
        isRefuted(pending)
            && (now - pending.refutedTo > memoryMillis()
                || (observed.isFiring()
                    && comparison.isBeyondCloudTrail(observed.firing(), coverage(pending))));
    return forgotten || trustedAgain;
  }

  /** Whether findings of the edge are dismissed, because CloudTrail goes on to refute them. */
  public static boolean isRefuted(PendingVerification pending) {
    return pending != null && pending.verdict == Level.REFUTED;
  }

  /**
   * Compares one minute of CloudTrail with what fast evidence showed of it.
   *
   * @param pending the edge's verification so far, changed in place
   * @param findings where a verdict is added if there is one
   * @return the verification from now on; null when there is none
   */
  public PendingVerification verify(Pane minute, PendingVerification pending, Findings findings) {
    if (isRefuted(pending)) {
      return goesOnToRefute(minute, pending) ? pending : null;
    }
    UnverifiedMinutes unverified = unverified(pending);
    boolean missing = unverified.dropBefore(minute.start);
    UnverifiedMinutes.Minute fast = unverified.remove(minute.start);
    pending.unverified = unverified.packed();
    if (missing) {
      addMissing(pending);
    }
    if (fast == null) {
      return pending;
    }
    MatchedMinutes matched = matched(pending);
    matched.add(fast, minute);
    pending.matched = matched.packed();
    pending.verifiedTo = minute.start + UnverifiedMinutes.MILLIS;
    boolean all = pending.newestPane > pending.activeAt && !unverified.hasCalls();
    addVerdict(pending, matched, all, minute.edge, findings);
    return pending;
  }

  private boolean goesOnToRefute(Pane minute, PendingVerification pending) {
    MatchedMinutes matched = matched(pending);
    if (comparison.atMostIn(minute, matched, coverage(matched)) >= comparison.limit()) {
      return false;
    }
    pending.refutedTo = minute.start + UnverifiedMinutes.MILLIS;
    return true;
  }

  /**
   * Adds the verdict that there is now.
   *
   * @param all whether the anomaly is over and CloudTrail has covered every minute of it
   */
  private void addVerdict(
      PendingVerification pending,
      MatchedMinutes matched,
      boolean all,
      Edge edge,
      Findings findings) {
    LogCoverage coverage = coverage(matched);
    Bounds bounds = comparison.bounds(matched, coverage);
    boolean isNew = pending.verdict == null && decide(pending, matched, bounds);
    boolean isWhole = all && (pending.verdict == null || bounds.atLeast > comparison.limit());
    if (isNew || isWhole) {
      Level level = pending.verdict == null ? Level.UNDECIDED : pending.verdict;
      findings.verdict(
          edge,
          level,
          text.of(level, edge, bounds, matched, coverage),
          pending.since,
          pending.verifiedTo);
    }
  }

  private boolean decide(PendingVerification pending, MatchedMinutes matched, Bounds bounds) {
    if (bounds.confirms(comparison.limit())) {
      pending.verdict = Level.CONFIRMED;
    } else if (refutes(bounds, matched)) {
      pending.verdict = Level.REFUTED;
      pending.refutedTo = pending.verifiedTo;
      pending.unverified = new byte[0];
    }
    return pending.verdict != null;
  }

  private boolean refutes(Bounds bounds, MatchedMinutes matched) {
    return !matched.isIncomplete()
        && bounds.observed > comparison.limit()
        && matched.requests() >= LARGER * bounds.attempts
        && bounds.loggedFailures >= SHARE_OF_FAILURES * bounds.failures
        && bounds.atMost < comparison.limit();
  }

  private void addMissing(PendingVerification pending) {
    MatchedMinutes matched = matched(pending);
    matched.addMissing();
    pending.matched = matched.packed();
  }

  private UnverifiedMinutes unverified(PendingVerification pending) {
    return UnverifiedMinutes.unpack(pending.unverified, comparison.counters());
  }

  private MatchedMinutes matched(PendingVerification pending) {
    return MatchedMinutes.unpack(pending.matched, comparison.counters());
  }

  private LogCoverage coverage(PendingVerification pending) {
    return coverage(matched(pending));
  }

  private LogCoverage coverage(MatchedMinutes matched) {
    return new LogCoverage(matched, comparison.confidence());
  }
}
