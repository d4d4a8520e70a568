package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Span;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Pane;
import java.util.function.IntToLongFunction;

/**
 * One edge's calls, retries and failures over one span.
 *
 * <p>Only retries that follow a failure count. Extra attempts without one are hedged requests, and
 * a call that ends with a failed condition or a rejected request failed once without being retried:
 * both are common and healthy.
 */
final class Tally {
  /** How many counters a slot of the rings has. */
  static final int COUNTERS = 5 + ErrorClass.COUNT;

  private static final int CALLS = 0;
  private static final int EXTRA = 1;
  private static final int FAILED = 2;
  private static final int SAMPLED = 3;
  private static final int RETRIED = 4;
  private static final int ERRORS = 5;

  final Span span;
  final long calls;

  /** Attempts beyond the first, whatever made them. */
  final long extra;

  final long failed;
  final long sampled;

  /** Calls with more than one attempt, whatever made them. */
  private final long retried;

  private final long[] errors = new long[ErrorClass.COUNT];

  private Tally(Span span, IntToLongFunction sum) {
    this.span = span;
    this.calls = sum.applyAsLong(CALLS);
    this.extra = sum.applyAsLong(EXTRA);
    this.failed = sum.applyAsLong(FAILED);
    this.sampled = sum.applyAsLong(SAMPLED);
    this.retried = sum.applyAsLong(RETRIED);
    for (int i = 0; i < errors.length; i++) {
      errors[i] = sum.applyAsLong(ERRORS + i);
    }
  }

  static Tally of(PaneRings rings, Span span) {
    return new Tally(span, counter -> rings.sum(span, counter));
  }

  /** Of counters that were summed over minutes of their own choice; it has no span. */
  static Tally of(long[] counters) {
    return new Tally(null, counter -> counters[counter]);
  }

  /** Counts the pane into the rings' newest slot. */
  static void count(Pane pane, PaneRings rings) {
    rings.add(CALLS, pane.calls);
    rings.add(EXTRA, Math.max(0, pane.retries()));
    rings.add(FAILED, pane.failed);
    rings.add(SAMPLED, pane.sampled);
    rings.add(RETRIED, pane.retried);
    for (int i = 0; i < pane.errors.length; i++) {
      rings.add(ERRORS + i, pane.errors[i]);
    }
  }

  long errors(ErrorClass errorClass) {
    return errors[errorClass.ordinal()];
  }

  /** Retries that followed a failure. */
  long retries() {
    return Math.min(extra, worthRetrying() + retriedInVain());
  }

  /** Calls that were retried after a failure; hedges are taken off in proportion. */
  long retriedCalls() {
    long calledAgain = extra == 0 ? 0 : Math.round((double) retried * retries() / extra);
    return Math.min(calledAgain, calls);
  }

  /** Extra attempts without a failure before them: hedged requests. */
  long hedges() {
    return extra - retries();
  }

  /** First tries plus retries, without hedges. */
  long attempts() {
    return calls + retries();
  }

  /** Attempts per logical call; 1 when nothing was called. */
  double attemptsPerCall() {
    return calls == 0 ? 1 : (double) attempts() / calls;
  }

  /** Retries per logical call. */
  double retriesPerCall() {
    return calls == 0 ? 0 : (double) retries() / calls;
  }

  /** Failed attempts of the kinds that another try can mend. */
  long worthRetrying() {
    long sum = 0;
    for (ErrorClass errorClass : ErrorClass.values()) {
      sum += isHopeless(errorClass) ? 0 : errors(errorClass);
    }
    return sum;
  }

  /**
   * Failed attempts that no retry can mend and that were retried all the same: those beyond one per
   * failed call. A lower bound.
   */
  long retriedInVain() {
    return Math.max(0, hopeless() - failed);
  }

  /** Calls that failed in the end though another try could have mended them. A lower bound. */
  long gaveUp() {
    return Math.max(0, failed - hopeless());
  }

  /** Failed attempts of the kinds that no retry can mend. */
  long hopeless() {
    return errors(ErrorClass.CONDITIONAL) + errors(ErrorClass.CLIENT);
  }

  /** Whether most retries repeat what cannot succeed. */
  boolean mostlyInVain() {
    return retriedInVain() * 2 > retries();
  }

  /** The commonest class of failure among those retried; ties go to the first. */
  ErrorClass mainCause() {
    ErrorClass main = null;
    for (ErrorClass errorClass : ErrorClass.values()) {
      boolean candidate = isHopeless(errorClass) == mostlyInVain();
      if (candidate && (main == null || errors(errorClass) > errors(main))) {
        main = errorClass;
      }
    }
    return main;
  }

  private static boolean isHopeless(ErrorClass errorClass) {
    return !errorClass.isWorthRetrying();
  }
}
