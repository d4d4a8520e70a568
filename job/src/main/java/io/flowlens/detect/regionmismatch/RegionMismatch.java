package io.flowlens.detect.regionmismatch;

import io.flowlens.config.NamePattern;
import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import io.flowlens.model.SignalKind;
import io.flowlens.model.Subject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Do callers go to a region although the data is nearer?
 *
 * <p>A table is known in a region where it answered, or changed, within two days. A caller whose
 * calls go to another region than the nearest one is a mismatch when they are surely more than 0.5
 * % of its calls to the table (Wilson lower bound, z = 3.5), as seen at least 0.75 %, and at least
 * 20, in 5 to 10 minutes, an hour, two or six, for five minutes. Where no nearer table is known it
 * is mentioned after six hours. So a share of 1 % is found after about 7,000 calls of the caller,
 * one of 30 % after 20 that left the region; an hour without any breaks the count.
 *
 * <p>It is a warning only where the advice is sure: the tables are shown to be replicas ({@link
 * ReplicaProof}), the caller asked the nearer one before, that one answers somebody now, and at
 * least a fifth of the calls leave. All else is information: what has always been so may be meant.
 *
 * <p>Not a mismatch: writes that hardly anybody sends to the nearer region (1 % of the table's),
 * and strong reads that follow them; callers that left a region that failed them ({@link
 * ReplicaHealth}), or all left it at once, for a day (then it is a fail-back that was forgotten);
 * equal probes of all regions; calls that are faster than light allows, since then the label is
 * wrong. A lone caller that took all its calls away at once has moved, which is information for six
 * hours. What is reported and turns out to be a failover is retracted.
 *
 * <p>It is over, since the last call that left, when the caller has made so many calls elsewhere
 * that ten of them should have strayed, and none did; when twenty should have come and none did (20
 * minutes to an hour); or when less than half of 0.75 % strayed in an hour. What comes back within
 * three days is the same episode.
 */
public final class RegionMismatch implements Detector<TableRegions> {
  /** The anomaly type. */
  public static final String ID = "region-mismatch";

  /**
   * Whether callers left a replica together is not decided sooner: those that stay must have called
   * it again by then, even if they do so rarely.
   */
  private static final long FAILOVER_KNOWN_MILLIS = 300_000;

  /** Strays that may have been due since then without casting doubt on it. */
  private static final double STRAYS_DUE = 0.5;

  /** Calls elsewhere that should have strayed: none of ten has a chance of 1 in 22,000. */
  private static final double STRAYS_EXPECTED = 10;

  private static final Set<Access> ACCESSES =
      EnumSet.of(Access.READ, Access.WRITE, Access.TRANSACT, Access.CHANGE, Access.REPLICATE);

  private final MismatchCriteria rules;
  private final long after;
  private final long missingAfter;
  private final long failoverGrace;
  private final long movedGrace;
  private final List<NamePattern> replicated;
  private final MismatchExplanation explanation;

  /** With the thresholds of these settings. */
  public RegionMismatch(Settings settings) {
    rules = new MismatchCriteria(settings);
    after = settings.get(RegionMismatchOptions.AFTER).toMillis();
    missingAfter = settings.get(RegionMismatchOptions.MISSING_AFTER).toMillis();
    failoverGrace = settings.get(RegionMismatchOptions.FAILOVER).toMillis();
    movedGrace = settings.get(RegionMismatchOptions.MOVED).toMillis();
    replicated = NamePattern.list(settings.get(RegionMismatchOptions.REPLICATED));
    explanation = new MismatchExplanation(settings);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Do callers go to a region although the data is nearer?";
  }

  @Override
  public Scope scope() {
    return Scope.TABLE;
  }

  @Override
  public Set<Access> accesses() {
    return ACCESSES;
  }

  /** What AWS's configuration says of replicas. */
  @Override
  public Set<SignalKind> signals() {
    return EnumSet.of(SignalKind.CONFIGURATION_CHANGE);
  }

  @Override
  public Class<TableRegions> stateType() {
    return TableRegions.class;
  }

  @Override
  public TableRegions newState() {
    return new TableRegions();
  }

  @Override
  public Duration memory() {
    return Duration.ofMillis(TableMemory.REPLICA_MILLIS);
  }

  @Override
  public List<Option<?>> options() {
    return RegionMismatchOptions.ALL;
  }

  @Override
  public boolean active(TableRegions state) {
    for (Route route : state.routes) {
      if (route.active) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void judge(Round round, TableRegions state, OwnEpisodes episodes, Findings findings) {
    long now = round.start();
    TableMemory.learn(state, round, isDeclared(round));
    Map<Edge, Pane> byEdge = new HashMap<>();
    round.panes().forEach(pane -> byEdge.put(pane.edge, pane));
    TableTraffic traffic = new TableTraffic(state, now);
    findings.reopenWithin(TableMemory.SAME_TROUBLE_MILLIS);
    for (Route route : state.routes) {
      Mismatch mismatch = rules.mismatch(route, traffic);
      Story story = mismatch == null || isOver(mismatch) ? Story.NONE : story(mismatch, traffic);
      if (story.isReported()) {
        route.report();
        route.strays.peakShare = Math.max(route.strays.peakShare, mismatch.shareLately());
        Level level = isFresh(mismatch, now) ? Level.FIRING : Level.HOLDING;
        Pane pane = byEdge.get(route.edge);
        findings.add(
            route.edge, level, explanation.of(new MismatchFacts(mismatch, story, traffic), pane));
      } else if (story == Story.FAILOVER && route.active) {
        route.active = false;
        if (episodes.isOpen(Subject.of(route.edge))) {
          findings.verdict(route.edge, Level.REFUTED, Retraction.of(mismatch), 0, Long.MAX_VALUE);
        }
      } else if (story == Story.NONE) {
        if (route.active && episodes.isOpen(Subject.of(route.edge))) {
          findings.over(route.edge, route.lastCall + Pane.MILLIS);
        }
        route.end();
      }
    }
  }

  private boolean isDeclared(Round round) {
    for (Pane pane : replicated.isEmpty() ? List.<Pane>of() : round.panes()) {
      String name = TableMemory.tableName(pane.edge);
      if (replicated.stream().anyMatch(pattern -> pattern.matches(name))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the caller has come back; then what it did says nothing of what it does next. */
  private static boolean isOver(Mismatch mismatch) {
    boolean over = mismatch.route.elsewhereSince * mismatch.share() >= STRAYS_EXPECTED;
    if (over) {
      RouteTraffic.forget(mismatch.route);
    }
    return over;
  }

  private Story story(Mismatch mismatch, TableTraffic traffic) {
    Route route = mismatch.route;
    if (route.mismatchSince == Route.NEVER || route.strays.began == Route.NEVER) {
      route.mismatchSince = Math.max(route.mismatchSince, traffic.now);
      Onset.mark(mismatch, traffic);
    }
    long age = traffic.now + Pane.MILLIS - route.mismatchSince;
    if (mismatch.missingReplica()) {
      return age < missingAfter ? Story.PENDING : Story.REPLICA_MISSING;
    }
    Failover failover = new Failover(mismatch, traffic.state);
    boolean left = failover.fromDistress() || (!route.active && failover.ofAll());
    if (route.failover || left) {
      route.failover |= age >= FAILOVER_KNOWN_MILLIS || failover.fromDistress();
      return age >= failoverGrace ? Story.FAILBACK_FORGOTTEN : Story.FAILOVER;
    }
    if (age < after) {
      return Story.PENDING;
    }
    route.strays.moved = failover.ofOne() || (route.strays.moved && !failover.othersAreAnswered());
    return route.strays.moved && age < movedGrace ? Story.MOVED : Story.MISROUTED;
  }

  /**
   * Whether a call left the region in this pane or the one before, since few strays never fall into
   * two panes in a row, which an episode takes to open; unless the caller seems to have come back.
   */
  private static boolean isFresh(Mismatch mismatch, long paneStart) {
    Route route = mismatch.route;
    return route.lastCall >= paneStart - Pane.MILLIS
        && route.elsewhereSince * mismatch.shareLately() < STRAYS_DUE;
  }
}
