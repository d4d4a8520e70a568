package io.flowlens.detect.retrycascade;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Observation;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.detect.stats.LookbackWindow;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.verify.Comparison;
import io.flowlens.detect.verify.VerifiedDetector;
import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Subject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Do retries multiply the load of this edge beyond its budget, or are most of its calls refused?
 *
 * <p>Retries per logical call are compared with a budget of 10 % (Google's SRE book) over the last
 * pane and the last 1, 5 and 15 minutes at once: busy edges show within seconds, quiet or sampled
 * ones within minutes. An edge fires when the lower bound of any of these exceeds the budget, from
 * at least 30 calls of which 8 were retried. Retries of one call stand and fall together, so the
 * bound is the Wilson bound (z = 3.5) of the share of calls that were retried, times the retries of
 * such a call: counting each retry by itself takes a few hopeless calls for a storm.
 *
 * <p>Calls that fail for good though another try could have mended them are the same trouble
 * without the retries: a client that does not retry, or whose quota for retries is empty, is no
 * better off. So an edge also fires when for sure more than a quarter of its calls end like this,
 * from a minute on.
 *
 * <p>Whether it is still going on is asked of the shortest window that holds enough calls, so that
 * a storm that has ended is not held up by the longer sums: below half of both limits there, the
 * edge is clear, unless of the newest calls still half as many fail as in the storm. An edge
 * without a call in the last minute is not getting worse. Without one in fifteen minutes it is
 * clear, and that it is over is not claimed: nobody knows whether nothing was called or nothing was
 * seen.
 *
 * <p>It reports the storm as a whole ({@link Storm}), beside how it stands now: its numbers, how it
 * went on ({@link Phases}), how callers wait ({@link BackoffPolicy}), and whether it keeps itself
 * going ({@link Metastability}). The last word comes with the first clear pane; minutes later
 * CloudTrail may confirm or refute it ({@link RetryBounds}).
 *
 * <p>Blind spots: clients that retry outside the SDK look like separate calls; a span that records
 * no attempts counts as one.
 */
public final class RetryCascade implements VerifiedDetector<RetryCascadeState> {
  /** The anomaly type. */
  public static final String ID = "retry-cascade";

  /** Redeliveries of streams and queues are no client's retries: they are another question. */
  private static final Set<Access> ACCESSES =
      EnumSet.of(Access.READ, Access.WRITE, Access.TRANSACT, Access.CALL, Access.PUBLISH);

  private final Limits limits;
  private final double extreme;
  private final Duration memory;
  private final StormTracker storms;
  private final RetryExplanation explanation;
  private final RetryBounds bounds;

  /** With the thresholds of these settings. */
  public RetryCascade(Settings settings) {
    limits = new Limits(settings);
    extreme = settings.get(RetryCascadeOptions.EXTREME_FACTOR);
    storms = new StormTracker(settings, limits);
    explanation = new RetryExplanation(settings, limits);
    bounds = new RetryBounds(settings);
    memory = Duration.ofMillis(Math.max(PaneRings.MEMORY_MILLIS, storms.memoryMillis()));
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Do retries multiply the load of this edge beyond its budget, or are most calls refused?";
  }

  @Override
  public Scope scope() {
    return Scope.EDGE;
  }

  @Override
  public Set<Access> accesses() {
    return ACCESSES;
  }

  @Override
  public Set<Detail<?>> details() {
    return Set.of(Detail.BACKOFF, Detail.FAILED_REQUESTS);
  }

  @Override
  public Set<Evidence> evidence() {
    return EnumSet.allOf(Evidence.class);
  }

  @Override
  public Comparison comparison() {
    return bounds;
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
    return memory;
  }

  @Override
  public List<Option<?>> options() {
    return RetryCascadeOptions.ALL;
  }

  @Override
  public boolean active(RetryCascadeState state) {
    return state.isActive() || (state.storm != null && state.storm.metastability.isWatching());
  }

  @Override
  public void judge(Round round, RetryCascadeState state, OwnEpisodes episodes, Findings findings) {
    Pane pane = round.pane();
    PaneRings rings = RetryStats.rings(state.rings);
    rings.advance(pane.start);
    RetryStats.count(pane, rings);
    state.rings = rings.packed();

    RetryStats enough = shortest(rings, limits::isEnough);
    RetryStats current =
        enough == null ? RetryStats.of(rings, LookbackWindow.FIFTEEN_MINUTES) : enough;
    RetryStats firing = firing(pane, rings, current, state);
    Level level = level(rings, current, firing, state);
    // Without an episode of its own it was retracted: what comes next is another one.
    boolean retracted =
        state.isActive() && state.storm.opened && !episodes.isOpen(Subject.of(pane.edge));
    boolean opens = episodes.opensWith(Subject.of(pane.edge), level);
    storms.follow(pane, rings, level, current, opens, state);
    BackoffPolicy policy = policy(pane, state);
    boolean retried = state.isActive() && state.storm.retried;
    RetryStats storm = firing != null && limits.isStorm(firing) ? firing : null;
    findings.observed(observation(pane, retried, storm, rings));
    if (!state.isActive() && !hasNews(state.storm, pane)) {
      return;
    }
    RetryStats now = level == Level.CLEAR ? null : firing != null ? firing : current;
    Explanation why = explanation.of(pane, state, now);
    if (state.storm.retried) {
      BackoffFindings.add(why, pane.edge, policy);
    }
    why.since = retracted ? 0 : state.storm.since;
    if (level == Level.CLEAR && state.storm.phases.silent) {
      findings.over(pane.edge, why, state.storm.seenUntil);
    } else {
      findings.add(pane.edge, level, why);
    }
  }

  /** Whether there is something left to say of a storm that is over, or of none. */
  private static boolean hasNews(Storm storm, Pane pane) {
    return storm != null
        && (storm.phases.recoveredAt == pane.start || storm.metastability.foundAt == pane.start);
  }

  private static Observation observation(
      Pane pane, boolean active, RetryStats firing, PaneRings rings) {
    return new Observation(
        pane,
        active,
        firing == null ? 0 : firing.window.calendarMinutes(pane.start),
        firing == null ? null : firing.counters(),
        rings::minute);
  }

  /** How callers wait, with this pane; null where no gap was seen and nobody asks. */
  private static BackoffPolicy policy(Pane pane, RetryCascadeState state) {
    if (!pane.has(Detail.BACKOFF) && state.backoff.length == 0 && state.storm == null) {
      return null;
    }
    BackoffPolicy policy = BackoffPolicy.of(state.backoff, pane, state.storm != null);
    state.backoff = policy.packed();
    return policy;
  }

  /** The shortest window that meets the definition; null when none does. */
  private RetryStats firing(
      Pane pane, PaneRings rings, RetryStats current, RetryCascadeState state) {
    Predicate<RetryStats> fires =
        tally ->
            (!limits.hasFewRetries(current) && limits.isStorm(tally))
                || (isTable(pane.edge)
                    && !limits.hasFewRefused(current)
                    && tally.window != LookbackWindow.PANE
                    && limits.isRefusal(tally));
    RetryStats firing = limits.isEnough(current) ? shortest(rings, fires) : null;
    RetryStats since = firing == null ? null : storms.sinceFormer(pane, rings, firing, state);
    return since != null && (limits.isStorm(since) || limits.isRefusal(since)) ? firing : null;
  }

  /** A service that refuses calls mostly hands on the trouble of what it calls itself. */
  private static boolean isTable(Edge edge) {
    return edge.to.kind == NodeKind.TABLE || edge.to.kind == NodeKind.INDEX;
  }

  /** The shortest window like that; null when none is. */
  private static RetryStats shortest(PaneRings rings, Predicate<RetryStats> like) {
    for (LookbackWindow window : LookbackWindow.values()) {
      RetryStats tally = RetryStats.of(rings, window);
      if (like.test(tally)) {
        return tally;
      }
    }
    return null;
  }

  private Level level(
      PaneRings rings, RetryStats current, RetryStats firing, RetryCascadeState state) {
    boolean silent = RetryStats.of(rings, LookbackWindow.FIVE_MINUTES).calls == 0;
    if (!state.isActive()) {
      return firing == null || silent || isStill(rings) ? Level.CLEAR : strength(firing);
    }
    if (silent) {
      return current.calls == 0 ? Level.CLEAR : Level.HOLDING;
    }
    boolean over =
        !limits.isEnough(current)
            || (limits.hasFewRetries(current) && limits.hasFewRefused(current));
    if (over && !storms.stillFails(state.storm, rings)) {
      return Level.CLEAR;
    }
    return firing == null || isStill(rings) ? Level.HOLDING : strength(firing);
  }

  private static boolean isStill(PaneRings rings) {
    return RetryStats.of(rings, LookbackWindow.MINUTE).calls == 0;
  }

  private Level strength(RetryStats firing) {
    boolean extreme = limits.retriesAtLeast(firing) > this.extreme * limits.budget;
    return extreme ? Level.EXTREME : Level.FIRING;
  }
}
