package io.flowlens.detect.retrycascade;

import io.flowlens.config.Settings;
import io.flowlens.config.SlowWait;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.episode.EpisodeOptions;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Span;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.io.Serializable;

/**
 * Does CloudTrail bear out the storm that spans show?
 *
 * <p>Sampling by the tail keeps traces with errors by preference, so spans may show a storm where
 * there is none. CloudTrail is not sampled, but minutes late. What spans say of the minutes of a
 * storm is remembered until it has spoken of them, and then compared ({@link Comparison}), all
 * minutes so far together:
 *
 * <ul>
 *   <li><b>confirmed</b> when even the least number of retries per call is above the budget;
 *   <li><b>refuted</b> when CloudTrail covers every minute, shows at least twice as many requests
 *       as spans show attempts and at least half as many failures, and even the most retries per
 *       call are below the budget, while spans show more. CloudTrail without failures refutes
 *       nothing: none of those that spans name is found in it;
 *   <li>else nothing.
 * </ul>
 *
 * <p>Spans of an edge that was refuted would at once raise the next false alarm. So they are not
 * believed as long as CloudTrail goes on to refute them, minute by minute: no longer once it stops,
 * once a minute of it shows a storm, once spans show failures of a kind that it does not log, or
 * once they have been clear for {@code reopen.within}. The price: a storm that begins on such an
 * edge in the meantime is found when CloudTrail shows it.
 */
final class SlowEvidence implements Serializable {
  /** CloudTrail that shows no more requests than this many times the attempts is no larger. */
  private static final long LARGER = 2;

  /** It must show failures in this share of the number that spans show, or it misses them. */
  private static final double SHARE_OF_FAILURES = 0.5;

  /** So many minutes after its time CloudTrail has stopped. */
  private static final long STOPPED_MILLIS = 3 * ClaimedMinutes.MILLIS;

  private final double budget;
  private final double z;
  private final long waitMillis;
  private final long rememberMillis;
  private final SlowExplanation explanation;

  SlowEvidence(Settings settings) {
    budget = settings.get(RetryCascadeOptions.BUDGET);
    z = settings.get(RetryCascadeOptions.CONFIDENCE_Z);
    waitMillis = ClaimedMinutes.MILLIS + settings.get(SlowWait.OPTION).toMillis();
    rememberMillis =
        Math.max(
            settings.get(EpisodeOptions.REOPEN_WITHIN).toMillis(), waitMillis + STOPPED_MILLIS);
    explanation = new SlowExplanation(budget);
  }

  /** How long after an edge's last pane its claim still matters, in milliseconds. */
  long memoryMillis() {
    return waitMillis + STOPPED_MILLIS;
  }

  /**
   * Notes what spans say of a pane.
   *
   * @param firing the span that meets the detector's definition; null when none does
   * @param speaking whether the pane was anything but clear
   * @param before the edge's claim so far; null when there is none
   * @return the claim from now on; null when there is none
   */
  Claim note(Pane pane, PaneRings rings, Tally firing, boolean speaking, Claim before) {
    Claim claim = before == null || isOver(before, pane, firing) ? null : before;
    boolean begins = claim == null && speaking && firing != null;
    if (begins) {
      claim = new Claim();
    } else if (claim == null) {
      return null;
    }
    claim.newestPane = pane.start;
    claim.spokenAt = speaking ? pane.start : claim.spokenAt;
    if (claim.verdict == Level.REFUTED) {
      return claim;
    }
    long minute = ClaimedMinutes.startOf(pane.start);
    ClaimedMinutes waiting = ClaimedMinutes.unpack(claim.waiting);
    if (begins) {
      int minutes = minutes(firing.span, pane.start);
      claim.since = minute - (minutes - 1) * ClaimedMinutes.MILLIS;
      waiting.take(rings, minute, minutes);
    } else if (speaking || waiting.holds(minute)) {
      waiting.take(rings, minute, 1);
    }
    waiting.addFailed(pane);
    if (waiting.dropBefore(pane.start - memoryMillis())) {
      miss(claim);
    }
    claim.waiting = waiting.packed();
    return claim;
  }

  /** How many calendar minutes a span that ends with this pane touches. */
  private static int minutes(Span span, long paneStart) {
    switch (span) {
      case PANE:
        return 1;
      case MINUTE:
        return Pane.startOf(paneStart) % ClaimedMinutes.MILLIS == 5 * Pane.MILLIS ? 1 : 2;
      case FIVE_MINUTES:
        return 5;
      default:
        return 15;
    }
  }

  private boolean isOver(Claim claim, Pane pane, Tally firing) {
    boolean forgotten =
        pane.start - claim.newestPane > memoryMillis()
            || pane.start - claim.spokenAt > rememberMillis;
    boolean believedAgain =
        claim.verdict == Level.REFUTED
            && (pane.start - claim.refutedTo > waitMillis + STOPPED_MILLIS
                || failsElsewhere(claim, firing));
    return forgotten || believedAgain;
  }

  /** Whether failures that CloudTrail does not log are enough for half the budget. */
  private boolean failsElsewhere(Claim claim, Tally firing) {
    if (firing == null) {
      return false;
    }
    Comparison comparison = new Comparison(Hearing.unpack(claim.heard), z);
    long elsewhere = firing.retriedInVain();
    for (ErrorClass errorClass : ErrorClass.values()) {
      if (errorClass.isWorthRetrying() && !comparison.logged().contains(errorClass)) {
        elsewhere += firing.errors(errorClass);
      }
    }
    return elsewhere > budget / 2 * firing.calls;
  }

  /** Whether what spans say is not believed, because CloudTrail goes on to refute it. */
  static boolean refutes(Claim claim) {
    return claim != null && claim.verdict == Level.REFUTED;
  }

  /** Takes in what CloudTrail says of a minute, and adds a verdict where that makes one. */
  void verify(Pane minute, RetryCascadeState state, Findings findings) {
    Claim claim = state.claim;
    if (claim == null) {
      return;
    }
    if (claim.verdict == Level.REFUTED) {
      state.claim = goesOnToRefute(minute, claim) ? claim : null;
      return;
    }
    ClaimedMinutes waiting = ClaimedMinutes.unpack(claim.waiting);
    boolean missed = waiting.dropBefore(minute.start);
    ClaimedMinutes.Minute told = waiting.remove(minute.start);
    claim.waiting = waiting.packed();
    if (missed) {
      miss(claim);
    }
    if (told == null) {
      return;
    }
    Hearing hearing = Hearing.unpack(claim.heard);
    hearing.add(told, minute);
    claim.heard = hearing.packed();
    claim.heardTo = minute.start + ClaimedMinutes.MILLIS;
    boolean all = claim.newestPane > claim.spokenAt && !waiting.hasCalls();
    verdict(claim, hearing, all, minute, findings);
  }

  private boolean goesOnToRefute(Pane minute, Claim claim) {
    if (new Comparison(Hearing.unpack(claim.heard), z).atMostIn(minute) >= budget) {
      return false;
    }
    claim.refutedTo = minute.start + ClaimedMinutes.MILLIS;
    return true;
  }

  private static void miss(Claim claim) {
    Hearing hearing = Hearing.unpack(claim.heard);
    hearing.incomplete = true;
    claim.heard = hearing.packed();
  }

  /**
   * Adds the verdict that there is now.
   *
   * @param all whether the storm is over and CloudTrail has covered every minute of it
   */
  private void verdict(Claim claim, Hearing hearing, boolean all, Pane minute, Findings findings) {
    Comparison comparison = new Comparison(hearing, z);
    boolean news = false;
    if (claim.verdict == null) {
      if (!comparison.spans().mostlyInVain() && comparison.atLeast() > budget) {
        claim.verdict = Level.CONFIRMED;
      } else if (isRefuted(comparison, hearing)) {
        claim.verdict = Level.REFUTED;
        claim.refutedTo = claim.heardTo;
        claim.waiting = new byte[0];
      }
      news = claim.verdict != null;
    }
    boolean whole = all && (claim.verdict == null || comparison.atLeast() > budget);
    if (!news && !whole) {
      return;
    }
    Level level = claim.verdict == null ? Level.UNDECIDED : claim.verdict;
    findings.verdict(
        minute.edge,
        level,
        explanation.of(level, minute.edge, comparison, hearing),
        claim.since,
        claim.heardTo);
  }

  private boolean isRefuted(Comparison comparison, Hearing hearing) {
    Tally spans = comparison.spans();
    return !hearing.incomplete
        && spans.retriesPerCall() > budget
        && comparison.requests() >= LARGER * (spans.calls + spans.extra)
        && comparison.failures() >= SHARE_OF_FAILURES * spans.worthRetrying()
        && comparison.atMost() < budget;
  }
}
