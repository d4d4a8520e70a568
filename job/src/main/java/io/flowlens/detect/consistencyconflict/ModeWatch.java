package io.flowlens.detect.consistencyconflict;

import io.flowlens.config.Settings;
import io.flowlens.detect.consistencyconflict.ModeCounts.Mode;
import io.flowlens.detect.consistencyconflict.ModeSwitch.Effect;
import java.io.Serializable;
import java.util.Arrays;

/** When a caller has changed its mode, and what that does to conflicts. */
final class ModeWatch implements Serializable {
  private static final long WINDOW_MILLIS = 600_000;
  private static final long ENOUGH_CALLS = 500;
  private static final int PERCENT_POINTS = 20;
  private static final long MOST_CALLS = 1_000_000;

  /** A change whose effect is not known by then is not followed any more. */
  private static final long PATIENCE_MILLIS = 7 * 86_400_000L;

  /** Conflicts are compared at up to so many times the rate, or so many times less. */
  private static final double SAME_LOAD = 1.5;

  private static final Mode[] MODES = Mode.values();

  private final long learningMillis;

  ModeWatch(Settings settings) {
    learningMillis = settings.get(ConsistencyConflictOptions.MODE_LEARNING).toMillis();
  }

  /** Adds a round of a caller; what its change of mode did stands in its switch once known. */
  void add(CallerModes caller, ModeCounts round, long start) {
    if (caller.switched != null) {
      ModeCounts after = ModeCounts.unpack(caller.switched.after);
      after.add(round);
      caller.switched.after = after.packed();
      judge(caller.switched, after, start);
    }
    ModeCounts running = ModeCounts.unpack(caller.running);
    running.add(round);
    boolean isFull =
        Math.max(running.calls(true), running.calls(false)) >= ENOUGH_CALLS
            && start - caller.runningSince >= WINDOW_MILLIS;
    if (isFull) {
      close(caller, running, start);
      running = ModeCounts.none();
      caller.runningSince = start;
    }
    caller.running = running.packed();
  }

  private void close(CallerModes caller, ModeCounts window, long start) {
    ModeCounts past = ModeCounts.unpack(caller.past);
    Mode gained = gained(caller, window, past);
    boolean isKnown = start - caller.knownSince >= learningMillis;
    if (gained != null && isKnown && caller.switched == null) {
      ModeSwitch switched = new ModeSwitch();
      switched.since = caller.runningSince;
      switched.mode = gained.ordinal();
      switched.shareBefore = past.share(gained);
      switched.shareAfter = window.share(gained);
      switched.before = caller.past;
      caller.switched = switched;
      caller.past = new byte[0];
    } else {
      past.add(window);
      if (Math.max(past.calls(true), past.calls(false)) > MOST_CALLS) {
        past.halve();
      }
      caller.past = past.packed();
    }
    widen(caller, window);
  }

  /** The mode whose share is higher than it ever was; null where none is. */
  private static Mode gained(CallerModes caller, ModeCounts window, ModeCounts past) {
    Mode gained = null;
    for (Mode mode : MODES) {
      boolean isEnough =
          window.calls(mode.reads) >= ENOUGH_CALLS && past.calls(mode.reads) >= ENOUGH_CALLS;
      if (isEnough && percent(window, mode) >= caller.highest[mode.ordinal()] + PERCENT_POINTS) {
        gained = mode;
      }
    }
    return gained;
  }

  private static int percent(ModeCounts counts, Mode mode) {
    return (int) Math.round(100 * counts.share(mode));
  }

  private static void widen(CallerModes caller, ModeCounts window) {
    byte[] highest = Arrays.copyOf(caller.highest, MODES.length);
    for (Mode mode : MODES) {
      if (window.calls(mode.reads) >= ENOUGH_CALLS) {
        highest[mode.ordinal()] = (byte) Math.max(highest[mode.ordinal()], percent(window, mode));
      }
    }
    caller.highest = highest;
  }

  private static void judge(ModeSwitch switched, ModeCounts after, long start) {
    if (!switched.effect.isEmpty()) {
      return;
    }
    ModeCounts before = ModeCounts.unpack(switched.before);
    double share =
        Math.max(
            share(before.conflicts(), before.attempts()),
            share(after.conflicts(), after.attempts()));
    long needed = TwoShares.needed(share);
    if (before.attempts() >= needed && after.attempts() >= needed) {
      switched.effect = effect(before, after).name();
      switched.knownSince = start;
    } else if (start - switched.since > PATIENCE_MILLIS) {
      switched.effect = Effect.NONE.name();
      switched.knownSince = start;
    }
  }

  private static Effect effect(ModeCounts before, ModeCounts after) {
    double load = after.rate() / before.rate();
    if (load > SAME_LOAD || load < 1 / SAME_LOAD) {
      return Effect.NONE;
    }
    double fall =
        TwoShares.fall(before.conflicts(), before.attempts(), after.conflicts(), after.attempts());
    if (fall <= -TwoShares.Z) {
      return Effect.WORSE;
    }
    if (fall < TwoShares.Z) {
      return Effect.NONE;
    }
    if (TwoShares.fall(before.lost(), before.attempts(), after.lost(), after.attempts())
        <= -TwoShares.Z) {
      return Effect.HIDDEN;
    }
    boolean othersWrite = before.othersAttempts() > 0 && after.othersAttempts() > 0;
    boolean moved =
        othersWrite
            && TwoShares.fall(
                    before.othersConflicts(),
                    before.othersAttempts(),
                    after.othersConflicts(),
                    after.othersAttempts())
                <= -TwoShares.Z;
    return moved ? Effect.MOVED : Effect.IMPROVED;
  }

  static double share(long hits, long of) {
    return of == 0 ? 0 : (double) hits / of;
  }
}
