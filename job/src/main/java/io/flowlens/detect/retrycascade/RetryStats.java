package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.LookbackWindow;
import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Sums;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.Counter;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Pane;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * One edge's calls, retries and failures over some time.
 *
 * <p>Only retries that follow a failure count. Extra attempts without one are hedged requests, and
 * a call that ends with a failed condition or a rejected request failed once without being retried:
 * both are common and healthy.
 */
final class RetryStats {
  /** How many counters a slot of the rings has. */
  static final int COUNTERS = 6 + ErrorClass.COUNT;

  /** So many of them, the first, are compared with CloudTrail. */
  static final int COMPARED = 5 + ErrorClass.COUNT;

  private static final PackedForm RINGS = new PackedForm("retry-cascade calls", 2);
  private static final PackedForm FORM = new PackedForm("retry-cascade storm", 1);

  private static final int CALLS = 0;
  private static final int EXTRA = 1;
  private static final int FAILED = 2;
  private static final int SAMPLED = 3;
  private static final int RETRIED = 4;
  private static final int ERRORS = 5;
  private static final int SHOWN = COMPARED;

  /** The last so much time; null where it is any other. */
  final LookbackWindow window;

  final long calls;

  /** Attempts beyond the first, whatever made them. */
  final long extra;

  final long failed;
  final long sampled;

  /** Calls whose source shows how often they were tried. */
  final long shown;

  /** Calls with more than one attempt, whatever made them. */
  private final long retried;

  private final long[] errors = new long[ErrorClass.COUNT];

  private RetryStats(LookbackWindow window, IntToLongFunction counters) {
    this.window = window;
    this.calls = counters.applyAsLong(CALLS);
    this.extra = counters.applyAsLong(EXTRA);
    this.failed = counters.applyAsLong(FAILED);
    this.sampled = counters.applyAsLong(SAMPLED);
    this.retried = counters.applyAsLong(RETRIED);
    this.shown = counters.applyAsLong(SHOWN);
    for (int i = 0; i < errors.length; i++) {
      errors[i] = counters.applyAsLong(ERRORS + i);
    }
  }

  static RetryStats of(PaneRings rings, LookbackWindow window) {
    return new RetryStats(window, counter -> rings.sum(window, counter));
  }

  /** Of so many panes up to the newest. */
  static RetryStats ofPanes(PaneRings rings, int newest) {
    return new RetryStats(null, counter -> rings.sumOfPanes(newest, counter));
  }

  /** Of so many minutes up to the running one. */
  static RetryStats ofMinutes(PaneRings rings, int newest) {
    return new RetryStats(null, counter -> rings.sumOfMinutes(newest, counter));
  }

  /** Calls in the pane that is so many panes old, fewer than {@link PaneRings#PANES}. */
  static long callsOfPane(PaneRings rings, int age) {
    return rings.sumOfPanes(age + 1, CALLS) - rings.sumOfPanes(age, CALLS);
  }

  static RetryStats of(Pane pane) {
    return new RetryStats(null, counter -> counter(pane, counter));
  }

  static RetryStats unpack(byte[] packed) {
    return of(Sums.unpack(FORM, packed, COUNTERS));
  }

  byte[] packed() {
    return Sums.packed(FORM, counters());
  }

  /** All counters, in the order in which {@link #of(long[])} takes them. */
  long[] counters() {
    long[] counters = new long[COUNTERS];
    for (int i = 0; i < COUNTERS; i++) {
      counters[i] = counter(i);
    }
    return counters;
  }

  /** Of this time and the other together. */
  RetryStats plus(RetryStats other) {
    return new RetryStats(null, counter -> counter(counter) + other.counter(counter));
  }

  /** Of this time without the other, which is a part of it. */
  RetryStats minus(RetryStats part) {
    return new RetryStats(null, counter -> Math.max(0, counter(counter) - part.counter(counter)));
  }

  /**
   * Of counters that were summed over minutes of their own choice; it has no window. Those that are
   * missing at the end are 0.
   */
  static RetryStats of(long[] counters) {
    return new RetryStats(null, counter -> counter < counters.length ? counters[counter] : 0);
  }

  /** An edge's rings as they were packed; empty ones when that is empty. */
  static PaneRings rings(byte[] packed) {
    return PaneRings.unpack(RINGS, packed, COUNTERS);
  }

  /** Counts the pane into the rings' newest slot. */
  static void count(Pane pane, PaneRings rings) {
    for (int i = 0; i < COUNTERS; i++) {
      rings.add(i, counter(pane, i));
    }
  }

  private static long counter(Pane pane, int counter) {
    switch (counter) {
      case CALLS:
        return pane.get(Counter.CALLS);
      case EXTRA:
        return Math.max(0, pane.get(Counter.RETRIES));
      case FAILED:
        return pane.get(Counter.FAILED);
      case SAMPLED:
        return pane.get(Counter.SAMPLED);
      case RETRIED:
        return pane.get(Counter.RETRIED);
      default:
        return counter == SHOWN
            ? pane.get(Counter.ATTEMPTS_SHOWN)
            : pane.errors(ErrorClass.at(counter - ERRORS));
    }
  }

  private long counter(int counter) {
    switch (counter) {
      case CALLS:
        return calls;
      case EXTRA:
        return extra;
      case FAILED:
        return failed;
      case SAMPLED:
        return sampled;
      case RETRIED:
        return retried;
      default:
        return counter == SHOWN ? shown : errors[counter - ERRORS];
    }
  }

  long errors(ErrorClass errorClass) {
    return errors[errorClass.ordinal()];
  }

  /** Failed attempts of any class. */
  long failedAttempts() {
    return Arrays.stream(errors).sum();
  }

  /** Calls that succeeded in the end. */
  long ok() {
    return calls - failed;
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

  /**
   * The lower bound of retries per call: of calls retried (Wilson), times retries of such a call.
   *
   * @param z standard normal deviate
   */
  double retriesAtLeast(double z) {
    long again = retriedCalls();
    return again == 0 ? 0 : Wilson.lower(again, calls, z) * retries() / again;
  }

  /**
   * The standard error of attempts per call, where the calls are a sample of all; the retries of a
   * call that is retried at all are taken for geometric, which is what failures by chance make them
   * and more than a limit of attempts does.
   */
  double standardError() {
    long again = retriedCalls();
    if (again == 0) {
      return 0;
    }
    double share = (double) again / calls;
    double each = (double) retries() / again;
    double variance = share * (2 * each * each - each) - share * share * each * each;
    return Math.sqrt(variance / calls);
  }

  /** Retries beyond this budget for each call; negative where it was kept. */
  double excess(double budget) {
    return retries() - budget * calls;
  }

  /** Calls without any failed attempt, or somewhat more. */
  long clean() {
    return calls - Math.min(calls, Math.max(retriedCalls(), failed));
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

  /** Those of them that did not fail on another writer's lock. A lower bound. */
  long refused() {
    return Math.max(0, gaveUp() - errors(ErrorClass.CONFLICT));
  }

  /** The share of calls that failed in the end though another try could have mended them. */
  double gaveUpShare() {
    return calls == 0 ? 0 : (double) gaveUp() / calls;
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

  /**
   * The commonest class of failure that another try can mend and that has a name; null when none
   * has. Many SDKs name only what a call fails with in the end.
   */
  ErrorClass mainKnownCause() {
    ErrorClass main = null;
    for (ErrorClass errorClass : ErrorClass.values()) {
      boolean candidate = errorClass != ErrorClass.OTHER && !isHopeless(errorClass);
      if (candidate && errors(errorClass) > (main == null ? 0 : errors(main))) {
        main = errorClass;
      }
    }
    return main;
  }

  private static boolean isHopeless(ErrorClass errorClass) {
    return !errorClass.isWorthRetrying();
  }
}
