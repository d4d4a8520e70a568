package io.flowlens.detect.latencytail;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.detect.stats.HourOfWeek;
import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Sums;
import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Do a few slow calls take more time than all others, as hidden retries do?
 *
 * <p>The package says what a tail is. It is a matter of the edge's own usual values, learned slowly
 * by hour of the week: a cache whose misses are slow every day has none, and a job that is slow
 * each night is known after a night. While a tail goes on nothing is learned, for six hours.
 *
 * <p>Left out: calls from outside, which show the sum of what is slow behind them. Left to others:
 * slow calls that fail, that are first uses, that show their retries, that carry many items, or
 * whose callee was started. What only takes time, and nothing bears out, is reported for
 * information after ten minutes; retries that are borne out are a warning after three.
 *
 * <p>Blind spots. Whether all callees of one caller are slow at once (a pause of its process, a
 * pool that is too small), or all callers of one callee, shows on the diagram, not here: each edge
 * is judged by itself. Where each instance calls less than twice in ten seconds, slow first calls
 * cannot be told from others, so that only what is borne out is reported. A backoff shows its shape
 * in a hundred slow calls or more; a client with a policy of its own shows another one. Where spans
 * showed the attempts of any call within an hour ({@link Counter#ATTEMPTS_SHOWN}), there is nothing
 * to suspect.
 */
public final class LatencyTail implements Detector<LatencyTailState> {
  /** The anomaly type. */
  public static final String ID = "latency-tail";

  private static final Set<Access> ACCESSES =
      EnumSet.of(Access.READ, Access.WRITE, Access.TRANSACT, Access.CALL, Access.PUBLISH);

  private static final PackedForm TOTALS = new PackedForm("latency-tail totals", 1);

  private static final long MINUTE_MILLIS = 60_000;

  /** From then on what has lasted is learned as what is usual. */
  private static final long LASTING_MILLIS = 6 * 60 * MINUTE_MILLIS;

  /** Calls from which on a median of one pane is trusted fully. */
  private static final double MEDIAN_CALLS = 10;

  /** Calls in five minutes from which on the ratio of mean and median is trusted fully. */
  private static final double RATIO_CALLS = 300;

  private final TailThreshold.Distance distance;
  private final TailCriteria criteria;
  private final TailExplanation explanation;

  /** With the thresholds of these settings. */
  public LatencyTail(Settings settings) {
    distance = new TailThreshold.Distance(settings);
    criteria = new TailCriteria(settings);
    explanation = new TailExplanation(settings);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Do a few slow calls take more time than all others, as hidden retries do?";
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
    return Set.of(Detail.EXPOSED_LATENCY, Detail.INSTANCES);
  }

  @Override
  public Set<Evidence> evidence() {
    return EnumSet.allOf(Evidence.class);
  }

  @Override
  public Class<LatencyTailState> stateType() {
    return LatencyTailState.class;
  }

  @Override
  public LatencyTailState newState() {
    return new LatencyTailState();
  }

  /** A day, so that what is usual outlives a silent night. */
  @Override
  public Duration memory() {
    return Duration.ofDays(1);
  }

  @Override
  public List<Option<?>> options() {
    return LatencyTailOptions.ALL;
  }

  @Override
  public boolean active(LatencyTailState state) {
    return state.isActive();
  }

  @Override
  public void judge(Round round, LatencyTailState state, OwnEpisodes episodes, Findings findings) {
    Pane pane = round.pane();
    if (pane.edge.from.kind == NodeKind.CLIENT) {
      return;
    }
    long timed = pane.get(Detail.LATENCY).count();
    if (timed == 0 && !state.isActive()) {
      return;
    }
    if (pane.get(Counter.ATTEMPTS_SHOWN) > 0) {
      state.attemptsShownAt = pane.start;
    }
    HourOfWeek median = HourOfWeek.unpack(state.median);
    HourOfWeek ratio = HourOfWeek.unpack(state.ratio);
    TailThreshold slow = distance.from(median.expected(pane.start) / 1000);
    double usualRatio = ratio.expected(pane.start) / 1000;
    TailCounts counts = TailCounts.unpack(state.counts, pane.start);
    boolean moved = false;
    if (slow.isKnown()) {
      Tail added = Tail.of(pane, slow);
      counts.add(added);
      state.counts = counts.packed();
      if (state.isActive()) {
        add(added.plus(logged(round, state.since)), criteria.isBadNow(counts), state);
      }
      moved = !Double.isNaN(usualRatio) && criteria.hasMoved(counts, slow, usualRatio);
      keepWaits(pane, slow, counts, state);
      report(pane, slow, usualRatio, counts, moved, state, findings);
    }
    boolean learns = pane.start - state.since >= LASTING_MILLIS || !(state.isActive() || moved);
    if (timed > 0 && learns) {
      learn(pane, slow, counts, median, ratio, state);
    }
  }

  /** What CloudTrail shows of minutes since then. */
  private static Tail logged(Round round, long since) {
    return Tail.logged(
        round.slowMinutes().stream()
            .filter(minute -> minute.start >= since)
            .mapToLong(minute -> minute.errors(ErrorClass.THROTTLED))
            .sum());
  }

  private void keepWaits(Pane pane, TailThreshold slow, TailCounts counts, LatencyTailState state) {
    if (!criteria.isCostly(counts) && !state.isActive()) {
      state.waits = new byte[0];
      state.backoff = "";
      return;
    }
    WaitHistogram waits = WaitHistogram.unpack(state.waits);
    waits.add(pane.get(Detail.LATENCY), slow.slowMillis, slow.usualMillis);
    state.waits = waits.packed();
    if ((pane.start + Pane.MILLIS) % MINUTE_MILLIS != 0) {
      return;
    }
    double from = slow.slowMillis - slow.usualMillis;
    BackoffFit fit = BackoffFit.of(waits, from, slow.usualMillis);
    if (criteria.isCertain(fit)) {
      state.backoff = fit.backoff.name();
      state.margin = fit.margin;
      state.fitted = waits.total();
    } else if (!state.isActive()) {
      state.backoff = "";
    }
  }

  private void report(
      Pane pane,
      TailThreshold slow,
      double usualRatio,
      TailCounts counts,
      boolean moved,
      LatencyTailState state,
      Findings findings) {
    Tail told = state.isActive() ? unpack(state.totals) : counts.last(TailCounts.MINUTES);
    Level level = criteria.level(pane, counts, told, moved, state);
    if (level == Level.CLEAR && !state.isActive()) {
      return;
    }
    if (!state.isActive()) {
      int minutes = counts.minutesSince(criteria.goesOnFrom());
      state.since = TailCounts.startOf(minutes, pane.start);
      told = counts.last(minutes);
      state.totals = Sums.packed(TOTALS, told.counters());
    }
    TailKind kind = criteria.kind(pane, told, state);
    findings.add(
        pane.edge, level, explanation.of(pane, slow, usualRatio, told, kind, level, state));
    if (level == Level.CLEAR) {
      state.since = 0;
      state.totals = new byte[0];
      state.fading = new byte[0];
    }
  }

  /** What follows the last bad minute does not dilute the tail's numbers. */
  private static void add(Tail more, boolean bad, LatencyTailState state) {
    Tail fading = unpack(state.fading).plus(more);
    if (bad || more.loggedThrottled() > 0) {
      state.totals = Sums.packed(TOTALS, unpack(state.totals).plus(fading).counters());
      state.fading = new byte[0];
    } else {
      state.fading = Sums.packed(TOTALS, fading.counters());
    }
  }

  private static Tail unpack(byte[] packed) {
    return new Tail(Sums.unpack(TOTALS, packed, Tail.COUNTERS));
  }

  private static void learn(
      Pane pane,
      TailThreshold slow,
      TailCounts counts,
      HourOfWeek median,
      HourOfWeek ratio,
      LatencyTailState state) {
    double trust = Math.min(1, pane.get(Detail.LATENCY).count() / MEDIAN_CALLS);
    median.learn(pane.start, 1000 * pane.get(Detail.LATENCY).quantileMillis(0.5), trust);
    state.median = median.packed();
    if (slow.isKnown()) {
      Tail recent = counts.last(5);
      double above = Math.max(1, recent.meanMillis() / slow.usualMillis);
      ratio.learn(pane.start, 1000 * above, Math.min(1, recent.calls() / RATIO_CALLS));
      state.ratio = ratio.packed();
    }
  }
}
