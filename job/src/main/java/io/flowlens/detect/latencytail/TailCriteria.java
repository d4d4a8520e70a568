package io.flowlens.detect.latencytail;

import io.flowlens.config.Settings;
import io.flowlens.model.Edge;
import io.flowlens.model.Exposure;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Set;

/** When slow calls are a tail that is reported, and of which kind. */
final class TailCriteria implements Serializable {
  /** The running minute and so many before it, shortest first. */
  private static final int[] SPANS = {5, TailCounts.MINUTES};

  private static final int RECENT = 5;

  /** AWS's own, which are called by SDKs that retry by themselves. */
  private static final Set<NodeKind> OF_SDKS =
      EnumSet.of(
          NodeKind.TABLE,
          NodeKind.INDEX,
          NodeKind.STREAM,
          NodeKind.QUEUE,
          NodeKind.TOPIC,
          NodeKind.BUS);

  /** From so many retries per call on, retry-cascade has it. */
  private static final double SHOWN_RETRIES = 0.1;

  private final double timeShare;
  private final double moveFactor;
  private final long minSlow;
  private final long minutes;
  private final long provenMinutes;
  private final double margin;
  private final long minThrottled;

  TailCriteria(Settings settings) {
    timeShare = settings.get(LatencyTailOptions.TIME_SHARE);
    moveFactor = settings.get(LatencyTailOptions.MOVE_FACTOR);
    minSlow = settings.get(LatencyTailOptions.MIN_SLOW);
    minutes = settings.get(LatencyTailOptions.MINUTES);
    provenMinutes = settings.get(LatencyTailOptions.PROVEN_MINUTES);
    margin = settings.get(LatencyTailOptions.BACKOFF_MARGIN);
    minThrottled = settings.get(LatencyTailOptions.MIN_THROTTLED);
  }

  /** The share of time from which on a tail goes on. */
  double goesOnFrom() {
    return timeShare / 2;
  }

  /** Whether slow calls take so much of the running minute and the one before it. */
  boolean isBadNow(TailCounts counts) {
    Tail tail = counts.last(2);
    return tail.slow() > 0 && tail.slowTimeShare() >= goesOnFrom();
  }

  /** Whether slow calls take more of the last minutes' time than the budget. */
  boolean isCostly(TailCounts counts) {
    return costly(counts) != null;
  }

  /** The shortest window in which they do; null when none. */
  private Tail costly(TailCounts counts) {
    for (int span : SPANS) {
      Tail tail = counts.last(span);
      if (tail.slow() >= minSlow && tail.slowTimeShare() >= timeShare) {
        return tail;
      }
    }
    return null;
  }

  /** Whether the mean is further above the median than it usually is. */
  boolean hasMoved(TailCounts counts, TailThreshold slow, double usualRatio) {
    Tail tail = costly(counts);
    return tail != null && tail.meanMillis() / slow.usualMillis >= moveFactor * usualRatio;
  }

  /** Whether a fit is certain. */
  boolean isCertain(BackoffFit fit) {
    return fit.backoff != null && fit.margin >= margin;
  }

  /**
   * How the edge stands.
   *
   * @param told what is known of the tail: since it began, or else of the last quarter of an hour
   */
  Level level(Pane pane, TailCounts counts, Tail told, boolean moved, LatencyTailState state) {
    Tail tail = costly(counts);
    boolean fires =
        tail != null
            && !isExplained(counts.last(TailCounts.MINUTES))
            && (isProven(pane, told, state)
                ? provenFires(counts, moved, state)
                : unprovenFires(counts, tail, moved));
    if (fires) {
      return Level.FIRING;
    }
    Tail recent = counts.last(RECENT);
    boolean goesOn = recent.slow() > 0 && recent.slowTimeShare() >= timeShare / 2;
    return state.isActive() && goesOn ? Level.HOLDING : Level.CLEAR;
  }

  private boolean provenFires(TailCounts counts, boolean moved, LatencyTailState state) {
    boolean byShape = state.backoff() != null;
    return (moved || byShape || state.isActive())
        && counts.minutesWith(timeShare / 2) >= provenMinutes;
  }

  private boolean unprovenFires(TailCounts counts, Tail tail, boolean moved) {
    Tail all = counts.last(TailCounts.MINUTES);
    boolean firstCallsKnown = all.showsFirstCalls() || !all.namesInstances();
    return moved
        && tail.medianStands()
        && firstCallsKnown
        && 2 * tail.failed() < tail.slow()
        && counts.minutesOfTail(timeShare / 2) >= minutes;
  }

  /** Of which kind the tail is. */
  TailKind kind(Pane pane, Tail told, LatencyTailState state) {
    if (!mayBeRetries(pane.edge, pane.start, state)) {
      return TailKind.UNEXPLAINED_TAIL;
    }
    return isProven(pane, told, state)
        ? TailKind.HIDDEN_RETRIES
        : TailKind.HIDDEN_RETRIES_SUSPECTED;
  }

  private boolean isProven(Pane pane, Tail told, LatencyTailState state) {
    return mayBeRetries(pane.edge, pane.start, state)
        && (state.backoff() != null
            || told.throttled() >= minThrottled
            || told.loggedThrottled() >= minThrottled);
  }

  /** Whether an SDK calls that retries by itself, and its spans do not show attempts. */
  private static boolean mayBeRetries(Edge edge, long now, LatencyTailState state) {
    return OF_SDKS.contains(edge.to.kind) && !state.showsAttempts(now);
  }

  /** Whether other detectors have it, or the caller's own request is the cause. */
  private static boolean isExplained(Tail tail) {
    double explained =
        tail.attributable(Exposure.RETRIED)
            + tail.attributable(Exposure.MANY_ITEMS)
            + tail.attributable(Exposure.COLD_START);
    return 2 * explained >= tail.slow()
        || tail.isOfFirstCalls()
        || tail.retriesPerCall() >= SHOWN_RETRIES;
  }
}
