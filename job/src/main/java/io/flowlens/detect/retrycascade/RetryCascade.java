package io.flowlens.detect.retrycascade;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.Detector;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Span;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.Access;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Do retries multiply the load of this edge beyond its budget?
 *
 * <p>Retries per logical call are compared with a budget of 10 % (Google's SRE book) over the last
 * pane and the last 1, 5 and 15 minutes at once: busy edges show within seconds, quiet or sampled
 * ones within minutes. An edge fires when the lower bound of any of these exceeds the budget, from
 * at least 30 calls of which 8 were retried. Retries of one call stand and fall together, so the
 * bound is the Wilson bound (z = 3.5) of the share of calls that were retried, times the retries of
 * such a call: counting each retry by itself takes a few hopeless calls for a storm.
 *
 * <p>Whether it is still going on is asked of the shortest span that holds enough calls, so that a
 * storm that has ended is not held up by the longer sums: below half the budget there, the edge is
 * clear. An edge without a call in the last minute is not getting worse; without one in five
 * minutes it is clear.
 *
 * <p>It also says how callers wait ({@link BackoffPolicy}) and how the storm goes on ({@link
 * Course}), and minutes later whether CloudTrail bears it out ({@link SlowEvidence}).
 *
 * <p>Blind spots: clients that retry outside the SDK look like separate calls; a span that tells no
 * attempts counts as one.
 */
public final class RetryCascade implements Detector<RetryCascadeState> {
  /** The anomaly type. */
  public static final String ID = "retry-cascade";

  /** Redeliveries of streams and queues are no client's retries: they are another question. */
  private static final Set<Access> ASKED =
      EnumSet.of(Access.READ, Access.WRITE, Access.TRANSACT, Access.CALL, Access.PUBLISH);

  private final double budget;
  private final double z;
  private final long minCalls;
  private final long minRetried;
  private final double extreme;
  private final RetryExplanation explanation;
  private final SlowEvidence slow;

  /** With the thresholds of these settings. */
  public RetryCascade(Settings settings) {
    budget = settings.get(RetryCascadeOptions.BUDGET);
    z = settings.get(RetryCascadeOptions.CONFIDENCE_Z);
    minCalls = settings.get(RetryCascadeOptions.MIN_CALLS);
    minRetried = settings.get(RetryCascadeOptions.MIN_RETRIED);
    extreme = settings.get(RetryCascadeOptions.EXTREME_FACTOR);
    explanation = new RetryExplanation(settings);
    slow = new SlowEvidence(settings);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Do retries multiply the load of this edge beyond its budget?";
  }

  @Override
  public Class<RetryCascadeState> stateType() {
    return RetryCascadeState.class;
  }

  @Override
  public RetryCascadeState newState() {
    return new RetryCascadeState();
  }

  @Override
  public Duration memory() {
    return Duration.ofMillis(Math.max(PaneRings.MEMORY_MILLIS, slow.memoryMillis()));
  }

  @Override
  public List<Option<?>> options() {
    return RetryCascadeOptions.ALL;
  }

  @Override
  public boolean active(RetryCascadeState state) {
    return state.speaking;
  }

  @Override
  public Judgement judge(Pane pane, RetryCascadeState state) {
    if (!ASKED.contains(pane.edge.access)) {
      return null;
    }
    PaneRings rings = PaneRings.unpack(state.rings, Tally.COUNTERS);
    rings.advance(pane.start);
    Tally.count(pane, rings);
    state.rings = rings.packed();

    Tally current = current(rings);
    Tally firing = firing(rings);
    Level level = level(rings, current, firing, state.speaking);
    state.speaking = level != Level.CLEAR;
    state.course.go(pane, state.speaking);
    BackoffPolicy policy = policy(pane, state);
    state.claim = slow.note(pane, rings, firing, state.speaking, state.claim);
    if (level == Level.CLEAR || SlowEvidence.refutes(state.claim)) {
      return null;
    }
    Judgement judgement = new Judgement();
    judgement.detector = ID;
    judgement.edge = pane.edge;
    judgement.paneStart = pane.start;
    judgement.level = level;
    judgement.explanation = explanation.of(pane, firing != null ? firing : current, state.course);
    BackoffFindings.add(judgement.explanation, pane.edge, policy);
    return judgement;
  }

  @Override
  public Judgement hear(Pane minute, long paneStart, RetryCascadeState state) {
    return slow.hear(minute, paneStart, state);
  }

  /** How callers wait, with this pane; null where no gap was seen and nobody asks. */
  private static BackoffPolicy policy(Pane pane, RetryCascadeState state) {
    if (pane.backoff == null && state.backoff.length == 0 && !state.speaking) {
      return null;
    }
    BackoffPolicy policy = BackoffPolicy.of(state.backoff, pane);
    state.backoff = policy.packed();
    return policy;
  }

  /** The lower bound of retries per call: of calls retried, times retries of such a call. */
  private double atLeast(Tally tally) {
    long retried = tally.retriedCalls();
    return retried == 0 ? 0 : Wilson.lower(retried, tally.calls, z) * tally.retries() / retried;
  }

  private boolean fires(Tally tally) {
    return tally.calls >= minCalls && tally.retriedCalls() >= minRetried && atLeast(tally) > budget;
  }

  /** The shortest span that meets the definition; null when none does. */
  private Tally firing(PaneRings rings) {
    for (Span span : Span.values()) {
      Tally tally = Tally.of(rings, span);
      if (fires(tally)) {
        return tally;
      }
    }
    return null;
  }

  /** The shortest span with enough calls; null when none has. */
  private Tally current(PaneRings rings) {
    for (Span span : Span.values()) {
      Tally tally = Tally.of(rings, span);
      if (tally.calls >= minCalls) {
        return tally;
      }
    }
    return null;
  }

  private Level level(PaneRings rings, Tally current, Tally firing, boolean speaking) {
    boolean over = current == null || current.retriesPerCall() < budget / 2;
    if (over || Tally.of(rings, Span.FIVE_MINUTES).calls == 0) {
      return Level.CLEAR;
    }
    if (firing == null || Tally.of(rings, Span.MINUTE).calls == 0) {
      return speaking ? Level.HOLDING : Level.CLEAR;
    }
    return atLeast(firing) > extreme * budget ? Level.EXTREME : Level.FIRING;
  }
}
