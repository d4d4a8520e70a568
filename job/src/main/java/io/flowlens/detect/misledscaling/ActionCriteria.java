package io.flowlens.detect.misledscaling;

import io.flowlens.config.Settings;
import java.io.Serializable;
import java.util.List;

/** Judges a change of capacity, by what was measured around it. */
final class ActionCriteria implements Serializable {
  /** How long after a change it is judged. */
  static final long JUDGED_AFTER = 10 * CapacityMinutes.MILLIS;

  private static final long MINUTE = CapacityMinutes.MILLIS;
  private static final double DOWN_SHARE = 0.3;
  private static final double LATE_SHARE = 0.05;
  private static final int LATE_MINUTES = 5;
  private static final int TURNS = 3;
  private static final double LEAST_WASTED = 0.1;
  private static final double TIMES_USUAL = 2;
  private static final int SHORT_LOAD = 5;

  /** After a load that is over, the use is this part of the target at most. */
  private static final double OVER = 0.8;

  /** Minutes in which consumption must be known. */
  private static final int KNOWN_MINUTES = 6;

  private final double defaultShare;
  private final double z;
  private final long minAttempts;
  private final long minThrottles;

  ActionCriteria(Settings settings) {
    defaultShare = settings.get(MisledScalingOptions.TARGET);
    z = settings.get(MisledScalingOptions.CONFIDENCE_Z);
    minAttempts = settings.get(MisledScalingOptions.MIN_ATTEMPTS);
    minThrottles = settings.get(MisledScalingOptions.MIN_THROTTLES);
  }

  /**
   * What was measured.
   *
   * @param indexes the capacities to write of the table's indexes, where the target is its own
   */
  ActionFacts facts(
      ScalingTarget target,
      ScalingAction action,
      CapacityMinutes minutes,
      List<CapacityMinutes> indexes,
      WriteMinutes writes) {
    long time = Math.floorDiv(action.time, MINUTE) * MINUTE;
    double from = action.from;
    ActionFacts facts = new ActionFacts();
    facts.action = action;
    facts.target = target;
    facts.share = target.share > 0 ? target.share : defaultShare;
    for (long at = time - UsefulUse.LOAD_MINUTES * MINUTE; at < time - MINUTE; at += MINUTE) {
      double two = (minutes.use(at, from) + minutes.use(at + MINUTE, from)) / 2;
      facts.use = Math.max(facts.use, two);
    }
    for (long at = time - 15 * MINUTE; at < time + JUDGED_AFTER; at += MINUTE) {
      facts.loadMinutes += minutes.use(at, from) >= facts.share ? 1 : 0;
    }
    facts.loadFrom = loadFrom(time, from, facts.share, minutes);
    facts.useful = UsefulUse.of(facts.loadFrom, time, minutes, writes, z);
    WriteMinutes answers = target.isTableWrites() ? writes : null;
    facts.before = Throttling.of(minutes, answers, time - 10 * MINUTE, time);
    facts.longBefore = Throttling.of(minutes, answers, time - 20 * MINUTE, time);
    facts.after = Throttling.of(minutes, answers, time + 3 * MINUTE, time + JUDGED_AFTER);
    facts.turns = turns(target, action);
    return worse(facts, indexes, time);
  }

  /** Where an index throttles the writes of its table more than the table does, that is told. */
  private static ActionFacts worse(ActionFacts facts, List<CapacityMinutes> indexes, long time) {
    for (CapacityMinutes index : indexes) {
      Throttling after = Throttling.of(index, null, time + 3 * MINUTE, time + JUDGED_AFTER);
      if (after.calls > facts.after.calls) {
        facts.before = Throttling.of(index, null, time - 10 * MINUTE, time);
        facts.after = after.by(ThrottleVerdict.INDEX_BACK_PRESSURE);
      }
    }
    return facts;
  }

  /** The first of the minutes before a change that were beyond the target. */
  private static long loadFrom(long time, double from, double share, CapacityMinutes minutes) {
    for (long at = time - UsefulUse.LOAD_MINUTES * MINUTE; at < time - MINUTE; at += MINUTE) {
      if (minutes.use(at, from) >= share) {
        return at;
      }
    }
    return time - 2 * MINUTE;
  }

  private static int turns(ScalingTarget target, ScalingAction action) {
    int turns = 0;
    ScalingAction last = null;
    for (ScalingAction next : target.actions) {
      if (next.time <= action.time && next.time > action.time - 60 * MINUTE) {
        turns += last != null && last.isOut() != next.isOut() ? 1 : 0;
        last = next;
      }
    }
    return turns;
  }

  /** Null where the change was right, or nobody can say. */
  ActionVerdict judge(ActionFacts facts, CapacityMinutes minutes) {
    ScalingAction action = facts.action;
    long time = Math.floorDiv(action.time, MINUTE) * MINUTE;
    boolean known =
        action.from > 0
            && minutes.minutes(time - 10 * MINUTE, time, CapacityMinutes.CONSUMED) >= KNOWN_MINUTES
            && minutes.minutes(time, time + JUDGED_AFTER, CapacityMinutes.CONSUMED)
                >= KNOWN_MINUTES;
    if (!known || action.manual) {
      return null;
    }
    if (!action.isOut()) {
      boolean down = facts.longBefore.calls >= minThrottles && facts.longBefore.share >= DOWN_SHARE;
      return down ? ActionVerdict.MISLED_DOWN : flapping(facts);
    }
    if (isUseless(facts)) {
      return ActionVerdict.USELESS;
    }
    if (isMisled(facts)) {
      return ActionVerdict.MISLED;
    }
    if (isTooLate(facts)) {
      return ActionVerdict.TOO_LATE;
    }
    return flapping(facts) == null && isPremature(facts, minutes, time)
        ? ActionVerdict.PREMATURE
        : flapping(facts);
  }

  private static ActionVerdict flapping(ActionFacts facts) {
    return facts.turns >= TURNS ? ActionVerdict.FLAPPING : null;
  }

  private boolean isUseless(ActionFacts facts) {
    return facts.before.calls >= minThrottles
        && facts.after.calls * 10 >= facts.before.calls * 7 / 2
        && !facts.after.verdict.mendedByCapacity;
  }

  private boolean isMisled(ActionFacts facts) {
    return facts.target.isTableWrites()
        && facts.useful.attempts >= minAttempts
        && facts.useful.leastWasted >= LEAST_WASTED
        && facts.useful.wasted >= TIMES_USUAL * facts.useful.usualWasted
        && facts.use >= facts.share
        && facts.mostUseful() < facts.share;
  }

  private boolean isTooLate(ActionFacts facts) {
    return facts.before.calls >= minThrottles
        && facts.before.minutes >= LATE_MINUTES
        && facts.before.share >= LATE_SHARE
        && facts.before.verdict.mendedByCapacity
        && facts.before.verdict != ThrottleVerdict.UNKNOWN;
  }

  private static boolean isPremature(ActionFacts facts, CapacityMinutes minutes, long time) {
    double after = 0;
    for (long at = time + MINUTE; at < time + JUDGED_AFTER; at += MINUTE) {
      after = Math.max(after, minutes.use(at, facts.action.from));
    }
    return facts.use >= facts.share
        && facts.before.calls + facts.after.calls == 0
        && facts.loadMinutes <= SHORT_LOAD
        && after < OVER * facts.share;
  }
}
