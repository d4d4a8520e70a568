package io.flowlens.flow;

import io.flowlens.config.Settings;
import io.flowlens.config.SlowWait;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import java.io.Serializable;

/**
 * When in event time each thing of an edge is due: a pane at its end, a window's final row at its
 * end, its slow evidence when it has been waited for, and forgetting a window when it takes no
 * more.
 */
final class Deadlines implements Serializable {
  private final long lateness;
  private final long slowLateness;
  private final long slowWait;

  Deadlines(Settings settings) {
    lateness = settings.get(FlowOptions.LATENESS).toMillis();
    slowWait = settings.get(SlowWait.OPTION).toMillis();
    slowLateness =
        Math.max(Math.max(lateness, slowWait), settings.get(FlowOptions.SLOW_LATENESS).toMillis());
  }

  /** Whether a window's end has passed, so that its row is final. */
  static boolean isOver(long window, long watermark) {
    return watermark >= finalAt(window);
  }

  /** Whether a pane has been handed on. */
  static boolean isJudged(long pane, long watermark) {
    return watermark >= closesAt(pane);
  }

  static long closesAt(long pane) {
    return pane + Pane.MILLIS - 1;
  }

  /** The moment from which on slow evidence of this window is no longer waited for. */
  long slowFinalAt(long window) {
    return window + EdgeState.WINDOW + slowWait - 1;
  }

  /** Whether a window takes nothing more of this kind of evidence. */
  boolean isClosed(long window, Evidence evidence, long watermark) {
    return watermark >= closedAt(window, evidence == Evidence.SLOW ? slowLateness : lateness);
  }

  /** The moment from which on a window that ends then takes no more of this kind of evidence. */
  long closedAt(long windowEnd, Evidence evidence) {
    return windowEnd + (evidence == Evidence.SLOW ? slowLateness : lateness) - 1;
  }

  /** Whether nothing is left of the edge, nor wanted. */
  boolean isSpent(EdgeState state, long watermark) {
    return state.isEmpty()
        && state.rollupsAt == Long.MIN_VALUE
        && watermark >= closedAt(state.newest, slowLateness);
  }

  /** The next moment after the watermark at which anything of the edge is due. */
  long next(EdgeState state, long watermark) {
    long due = closedAt(state.newest, slowLateness);
    if (state.rollupsAt != Long.MIN_VALUE) {
      due = due > watermark ? Math.min(due, state.rollupsAt) : state.rollupsAt;
    }
    if (!state.open.isEmpty()) {
      due = Math.min(due, closesAt(state.open.firstKey()));
    }
    if (!state.closed.isEmpty()) {
      due = Math.min(due, ofWindow(state.closed.firstKey(), state, lateness));
      due = Math.min(due, ofWindow(state.closed.lastKey(), state, lateness));
    }
    if (!state.slow.isEmpty()) {
      due = Math.min(due, ofWindow(state.slow.firstKey(), state, slowLateness));
      due = Math.min(due, ofWindow(state.slow.lastKey(), state, slowLateness));
      Long nextSlow = state.slow.ceilingKey(state.slowFinalUpTo);
      due = nextSlow == null ? due : Math.min(due, slowFinalAt(nextSlow));
    }
    return Math.max(due, watermark + 1);
  }

  /** At its end, or when it takes no more. */
  private static long ofWindow(long window, EdgeState state, long keep) {
    return window + EdgeState.WINDOW > state.finalUpTo ? finalAt(window) : closedAt(window, keep);
  }

  private static long finalAt(long window) {
    return window + EdgeState.WINDOW - 1;
  }

  private static long closedAt(long window, long keep) {
    return window + EdgeState.WINDOW + keep - 1;
  }
}
