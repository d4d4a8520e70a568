package io.flowlens.detect.consistencyconflict;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.consistencyconflict.ModeSwitch.Effect;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Follows the callers of a table that have met a conflict, and what their changes of mode do. Of
 * others nothing is remembered.
 */
final class Callers implements Serializable {
  private static final int MOST = 64;
  private static final long MEMORY_MILLIS = 24 * 3_600_000L;

  /** So long a known effect is reported. */
  private static final long REPORTED_MILLIS = 3_600_000;

  private final ModeWatch watch;

  Callers(Settings settings) {
    watch = new ModeWatch(settings);
  }

  /** Whether the effect of a change of mode is reported. */
  static boolean anyReported(ReplicatedTable table) {
    for (CallerModes caller : table.callers) {
      if (isReported(caller)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReported(CallerModes caller) {
    return caller.switched != null
        && !caller.switched.effect.isEmpty()
        && !caller.switched.effect.equals(Effect.NONE.name());
  }

  /**
   * Judges a round.
   *
   * @param lost updates of the table that were found to be lost in it
   */
  void judge(Round round, ReplicatedTable table, long lost, Findings findings) {
    Map<String, CallerModes> callers = new TreeMap<>();
    for (CallerModes caller : table.callers) {
      if (round.start() - caller.lastCall < MEMORY_MILLIS) {
        callers.put(caller.edge.from.id(), caller);
      }
    }
    Map<String, ModeCounts> counts = new TreeMap<>();
    Map<String, Edge> edges = new TreeMap<>();
    ModeCounts all = ModeCounts.none();
    for (Pane pane : round.panes()) {
      String id = pane.edge.from.id();
      if (pane.edge.access != Access.CHANGE && pane.attempts() > 0) {
        counts.computeIfAbsent(id, none -> ModeCounts.none()).add(pane);
        edges.put(id, pane.edge);
        all.add(pane);
      }
    }
    counts.forEach(
        (id, own) -> {
          if (callers.containsKey(id) || (own.conflicts() > 0 && callers.size() < MOST)) {
            CallerModes caller = callers.computeIfAbsent(id, unknown -> caller(round));
            own.addRound(all, lost);
            caller.edge = edges.get(id);
            caller.lastCall = round.start();
            watch.add(caller, own, round.start());
          }
        });
    table.callers = callers.values().toArray(new CallerModes[0]);
    for (CallerModes caller : table.callers) {
      report(caller, round, findings);
    }
  }

  private static CallerModes caller(Round round) {
    CallerModes caller = new CallerModes();
    caller.knownSince = round.start();
    caller.runningSince = round.start();
    return caller;
  }

  private static void report(CallerModes caller, Round round, Findings findings) {
    ModeSwitch switched = caller.switched;
    if (isReported(caller) && round.start() - switched.knownSince < REPORTED_MILLIS) {
      switched.edge = switched.edge == null ? caller.edge : switched.edge;
      findings.add(switched.edge, Level.FIRING, ModeExplanation.of(switched));
    } else if (switched != null && !switched.effect.isEmpty()) {
      caller.switched = null;
    }
  }
}
