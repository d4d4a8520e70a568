package io.flowlens.detect.contractbreach;

import io.flowlens.config.Settings;
import io.flowlens.model.Contract;
import io.flowlens.model.Pane;
import java.io.Serializable;

/**
 * Whether a flow has stopped. A call is missed only in rounds in which the same program goes on to
 * report other calls, at least a quarter of what is usual: when all of its edges fall silent at
 * once, its telemetry has failed, or the program has stopped as a whole.
 */
final class Silence implements Serializable {
  private static final double HOUR_MILLIS = 3_600_000;
  private static final double GOES_ON = 0.25;

  /** How slowly the usual calls of a round follow: half an hour. */
  private static final double SLOWEST = 180;

  private final long missedCalls;
  private final long standingMillis;

  Silence(Settings settings) {
    missedCalls = settings.get(ContractBreachOptions.MISSED_CALLS);
    standingMillis = settings.get(ContractBreachOptions.STANDING).toMillis();
  }

  /** Follows how much the program reports in a round. */
  static void follow(ReporterState state, long calls) {
    double usual = state.usualMilli == 0 ? 1_000.0 * calls : state.usualMilli;
    state.usualMilli = Math.round(usual + (1_000.0 * calls - usual) / SLOWEST);
  }

  /** Whether the program goes on without this edge. */
  static boolean goesOn(ReporterState state, PromisedEdge edge, long others) {
    double usual = state.usualMilli - 1_000 * edge.hourlyRate * Pane.MILLIS / HOUR_MILLIS;
    return others > 0 && 1_000 * others >= GOES_ON * usual;
  }

  /** Counts what was missed in a silent round in which the program goes on. */
  static void miss(JudgedEdge one, UsualCalls usual) {
    double rate = Math.min(usual.atLeast(one.round.start()), (double) one.edge.hourlyRate);
    one.edge.missed +=
        one.contract.everyMillis > 0
            ? Pane.MILLIS
            : Math.round(1_000 * rate * Pane.MILLIS / HOUR_MILLIS);
  }

  /** The rate of the last hour, with the newest call in it. */
  static void call(JudgedEdge one) {
    double known = Math.min(HOUR_MILLIS, (double) one.knownMillis());
    one.edge.hourlyRate = Math.round(one.rings.calls(Span.HOUR) * HOUR_MILLIS / known);
    one.edge.lastCall = one.round.start();
    one.edge.missed = 0;
  }

  /** Whether the flow has stopped, and is not known to have ended. */
  boolean isStop(JudgedEdge one) {
    Contract contract = one.contract;
    long limit = contract.everyMillis > 0 ? contract.everyMillis : 1_000 * missedCalls;
    return one.calls() == 0 && one.edge.missed >= limit && !isEnd(one);
  }

  /** Whether it has been silent for so long that the flow has ended. */
  boolean isEnd(JudgedEdge one) {
    long silent = one.round.start() - one.edge.lastCall - Pane.MILLIS;
    return silent > Math.max(standingMillis, 2 * one.contract.everyMillis);
  }
}
