package io.flowlens.detect.misledscaling;

import java.util.EnumMap;
import java.util.Map;

/** The throttled calls of some minutes, with the verdict of most of them. */
final class Throttling {
  private static final double LOW_USE = 0.7;
  private static final double HIGH_USE = 0.9;
  private static final double TIMES_PEAK = 2;
  private static final long HALF_HOUR = 30;
  private static final long QUARTER = 15;
  private static final int[] CAUSES = {
    CapacityMinutes.KEY_RANGE,
    CapacityMinutes.PROVISIONED,
    CapacityMinutes.ACCOUNT_LIMIT,
    CapacityMinutes.MAX_ON_DEMAND
  };

  /** Throttled calls. */
  final long calls;

  /** Minutes with any. */
  final int minutes;

  /** What most of these were throttled for. */
  final ThrottleVerdict verdict;

  /** Whether nobody names the cause, so that the verdict is inferred. */
  final boolean inferred;

  /** As a share of these calls and the consumed units. */
  final double share;

  /** The consumption of the throttled minutes by the capacity; NaN where that is not known. */
  final double use;

  private Throttling(
      long calls,
      int minutes,
      ThrottleVerdict verdict,
      boolean inferred,
      double share,
      double use) {
    this.calls = calls;
    this.minutes = minutes;
    this.verdict = verdict;
    this.inferred = inferred;
    this.share = share;
    this.use = use;
  }

  /**
   * That of the minutes from one time to another.
   *
   * @param answers what callers were answered; null where they do not call this
   */
  static Throttling of(CapacityMinutes minutes, WriteMinutes answers, long from, long to) {
    Map<ThrottleVerdict, Long> byVerdict = new EnumMap<>(ThrottleVerdict.class);
    long inferred = 0;
    long calls = 0;
    double consumed = 0;
    double capacity = 0;
    for (long minute = from; minute < to; minute += CapacityMinutes.MILLIS) {
      long n = calls(minutes, minute);
      if (n > 0) {
        calls += n;
        consumed += minutes.get(minute, CapacityMinutes.CONSUMED);
        capacity += 60.0 * minutes.get(minute, CapacityMinutes.CAPACITY);
        int named = cause(minutes, minute);
        int cause = named < 0 && answers != null ? answers.cause(minute) : named;
        inferred += cause < 0 ? n : 0;
        byVerdict.merge(verdict(minutes, minute, cause), n, Long::sum);
      }
    }
    double all = minutes.sum(from, to, CapacityMinutes.CONSUMED);
    return new Throttling(
        calls,
        minutes.minutes(from, to, CapacityMinutes.THROTTLES),
        most(byVerdict),
        2 * inferred > calls,
        calls == 0 ? 0 : calls / (calls + all),
        capacity > 0 ? consumed / capacity : Double.NaN);
  }

  /** The same with another verdict. */
  Throttling by(ThrottleVerdict other) {
    return new Throttling(calls, minutes, other, inferred, share, use);
  }

  private static ThrottleVerdict most(Map<ThrottleVerdict, Long> byVerdict) {
    ThrottleVerdict most = ThrottleVerdict.UNKNOWN;
    for (Map.Entry<ThrottleVerdict, Long> entry : byVerdict.entrySet()) {
      most = entry.getValue() > byVerdict.getOrDefault(most, 0L) ? entry.getKey() : most;
    }
    return most;
  }

  /** All throttled calls, or those with causes where CloudWatch sends only these. */
  private static long calls(CapacityMinutes minutes, long minute) {
    long withCause = 0;
    for (int cause : CAUSES) {
      withCause += minutes.get(minute, cause);
    }
    return Math.max(withCause, minutes.get(minute, CapacityMinutes.THROTTLES));
  }

  /** The counter of the cause that most have; -1 where none is named. */
  private static int cause(CapacityMinutes minutes, long minute) {
    int most = -1;
    for (int cause : CAUSES) {
      long n = minutes.get(minute, cause);
      most = n > 0 && (most < 0 || n > minutes.get(minute, most)) ? cause : most;
    }
    return most;
  }

  private static ThrottleVerdict verdict(CapacityMinutes minutes, long minute, int cause) {
    double use = minutes.use(minute);
    switch (cause) {
      case CapacityMinutes.ACCOUNT_LIMIT:
        return ThrottleVerdict.ACCOUNT_LIMIT;
      case CapacityMinutes.MAX_ON_DEMAND:
        return ThrottleVerdict.MAX_ON_DEMAND;
      case CapacityMinutes.PROVISIONED:
        return wantOfCapacity(minutes, minute);
      case CapacityMinutes.KEY_RANGE:
        return Double.isNaN(use) && isNewPeak(minutes, minute)
            ? ThrottleVerdict.NEW_PEAK
            : ThrottleVerdict.HOT_KEY;
      default:
        return inferred(minutes, minute, use);
    }
  }

  private static ThrottleVerdict inferred(CapacityMinutes minutes, long minute, double use) {
    if (use >= HIGH_USE) {
      return wantOfCapacity(minutes, minute);
    }
    if (Double.isNaN(use) && isNewPeak(minutes, minute)) {
      return ThrottleVerdict.NEW_PEAK;
    }
    return use < LOW_USE ? ThrottleVerdict.HOT_KEY : ThrottleVerdict.UNKNOWN;
  }

  private static ThrottleVerdict wantOfCapacity(CapacityMinutes minutes, long minute) {
    double used = 0;
    double capacity = 0;
    for (long age = 0; age < QUARTER; age++) {
      long at = minute - age * CapacityMinutes.MILLIS;
      used += minutes.get(at, CapacityMinutes.CONSUMED);
      capacity += 60.0 * minutes.get(at, CapacityMinutes.CAPACITY);
    }
    return capacity > 0 && used < LOW_USE * capacity
        ? ThrottleVerdict.BURST_EXHAUSTED
        : ThrottleVerdict.UNDER_PROVISIONED;
  }

  private static boolean isNewPeak(CapacityMinutes minutes, long minute) {
    long before = minute - HALF_HOUR * CapacityMinutes.MILLIS;
    long peak =
        minutes.highest(before, minute - 2 * CapacityMinutes.MILLIS, CapacityMinutes.CONSUMED);
    long now =
        minutes.highest(
            minute - 2 * CapacityMinutes.MILLIS,
            minute + CapacityMinutes.MILLIS,
            CapacityMinutes.CONSUMED);
    return peak > 0 && now > TIMES_PEAK * peak;
  }
}
