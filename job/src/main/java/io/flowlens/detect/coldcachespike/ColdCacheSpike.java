package io.flowlens.detect.coldcachespike;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.detect.stats.FirstUse;
import io.flowlens.detect.stats.HourOfWeek;
import io.flowlens.detect.stats.InstanceWatch;
import io.flowlens.detect.stats.KeyWatch;
import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Do calls that use something for the first time hide behind a good average?
 *
 * <p>A call is slow when it takes more than four times the edge's usual median and 20 ms more than
 * it; the median is learned slowly, by hour of the week. Of the last 2, 5 and 15 minutes the
 * shortest fires in which at least 20 slow calls come from first use (an instance that is new or
 * has paused, a callee just started, or a key not called for five minutes), and are 1 % of all
 * calls or a quarter of all time. That they come from it is a test of dose and response: exposed
 * calls are slow more often than others (log odds at z = 4), and half of the slow calls that
 * neither retries nor size explain would not be slow without. Others are all that were not exposed;
 * where an edge has more instances than are followed, those of followed ones.
 *
 * <p>Of sampled traces an instance's first call that is seen is seldom its first: it need be slow
 * only as much more seldom as calls are seen. What was left out counts towards the 20 slow calls,
 * as far as the traces show, but nothing makes up for fewer than eight that were seen. Where calls
 * after pauses are slow nearly as often as those of instances that were not known, those are taken
 * to have paused too.
 *
 * <p>Keys are judged where they are known, which is so in flow events only: their calls are held
 * against calls of followed keys that had been called within five minutes. A new key often comes
 * with a new instance or after a silence, so keys are named only where they explain more slow calls
 * than first uses of instances and callees could at most. That is always for information: a cache
 * that reads through is slow at a key's first call by design.
 *
 * <p>Not a cold-cache spike: slow calls that retries, size or nothing explains; a median that is up
 * by half, since then everything is slow; a burst, which is a deploy or the end of a silence.
 * SlowThreshold calls must show in 4 of the last 15 minutes when instances had paused, and in 12
 * when instances, callees or keys are new. New ones are for information until they have gone on for
 * half an hour, and so is an edge with less than a call a second, whose connections cannot stay
 * warm. They are a warning only where they are at least twice as many as the edge usually has; and
 * what has been so for a third of a day is not reported anew at all.
 *
 * <p>Operations that may carry many items (Query, Scan, batches) are left out where they usually
 * take twice as long as the edge's calls, since they are slow for what they carry.
 *
 * <p>Instances of a service that live for five minutes or less are named as such, with how many are
 * new: they do not have to warm up, they are restarted.
 *
 * <p>Never judged by a maximum or a quantile: a service that is called often enough has its slow
 * call in every minute.
 *
 * <p>Blind spots: caches such as DAX, encryption keys, partitions and what the callee measured are
 * not in a pane, nor are keys that only spans could show; a cache that drops what was called in the
 * last five minutes, too; a pause shorter than five seconds; spans that name no instance. Where
 * most calls are cold, the cold ones are the usual ones. Spikes without an explanation are not
 * reported: a heavy tail is common, and there would be nothing to do.
 */
public final class ColdCacheSpike implements Detector<ColdCacheSpikeState> {
  /** The anomaly type. */
  public static final String ID = "cold-cache-spike";

  private static final Set<Access> ACCESSES =
      EnumSet.of(Access.READ, Access.WRITE, Access.TRANSACT, Access.CALL, Access.PUBLISH);

  /** So many minutes without a slow first call do not yet end what began before. */
  private static final int SILENT_MINUTES = 3;

  /** Calls from which on a median of one pane is trusted fully. */
  private static final double MEDIAN_CALLS = 10;

  private final double factor;
  private final double excess;
  private final SpikeCriteria rules;
  private final SpikeExplanation explanation;

  /** With the thresholds of these settings. */
  public ColdCacheSpike(Settings settings) {
    factor = settings.get(ColdCacheSpikeOptions.SLOW_FACTOR);
    excess = settings.get(ColdCacheSpikeOptions.SLOW_EXCESS);
    rules = new SpikeCriteria(settings);
    explanation = new SpikeExplanation(settings);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Do calls that use something for the first time hide behind a good average?";
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
    return Set.of(Detail.EXPOSED_LATENCY, Detail.INSTANCES, Detail.BULK_CALLS, Detail.CALLED_KEYS);
  }

  @Override
  public Class<ColdCacheSpikeState> stateType() {
    return ColdCacheSpikeState.class;
  }

  @Override
  public ColdCacheSpikeState newState() {
    return new ColdCacheSpikeState();
  }

  /** A day, so that the usual median outlives a silent night. */
  @Override
  public Duration memory() {
    return Duration.ofDays(1);
  }

  @Override
  public List<Option<?>> options() {
    return ColdCacheSpikeOptions.ALL;
  }

  @Override
  public boolean active(ColdCacheSpikeState state) {
    return state.activeSince != 0;
  }

  @Override
  public void judge(
      Round round, ColdCacheSpikeState state, OwnEpisodes episodes, Findings findings) {
    Pane pane = round.pane();
    long timed = pane.get(Detail.LATENCY).count();
    boolean active = active(state);
    if (timed == 0 && !active) {
      return;
    }
    HourOfWeek usual = HourOfWeek.unpack(state.baseline);
    InstanceWatch instances = InstanceWatch.unpack(state.instances);
    ExposureCounts counts = ExposureCounts.unpack(state.counts, pane.start);
    SlowThreshold slow = new SlowThreshold(usual.expected(pane.start) / 1000, factor, excess);
    List<FirstUse> firstUses = instances.see(pane.get(Detail.INSTANCES), pane.start);
    BulkCalls bulk = seeBulk(pane, state, slow);
    if (slow.isKnown() && timed > 0) {
      counts.count(pane, slow, firstUses, instances.coverage(), bulk);
    }
    if (!active && timed > 0) {
      usual.learn(
          pane.start,
          1000 * pane.get(Detail.LATENCY).quantileMillis(0.5),
          Math.min(1, timed / MEDIAN_CALLS));
      state.baseline = usual.packed();
    }
    if (pane.has(Detail.CALLED_KEYS)) {
      seeKeys(pane, state, slow, counts);
    }
    state.counts = counts.packed();
    state.instances = instances.packed();
    SpikeAssessment verdict = rules.judge(counts, active, state.usual);
    if (slow.isKnown() && timed > 0) {
      state.usual.learn(counts.slowFirstShare(), active);
    }
    sumUp(state, counts, verdict, pane.start);
    report(pane, state, slow, bulk, verdict, findings);
  }

  private static BulkCalls seeBulk(Pane pane, ColdCacheSpikeState state, SlowThreshold slow) {
    HourOfWeek usual = HourOfWeek.unpack(state.bulkBaseline);
    BulkCalls bulk = BulkCalls.of(pane, usual, slow);
    if (bulk.count() > 0) {
      usual.learn(pane.start, 1000 * bulk.medianMillis(), Math.min(1, bulk.count() / MEDIAN_CALLS));
      state.bulkBaseline = usual.packed();
    }
    return bulk;
  }

  private static void sumUp(
      ColdCacheSpikeState state, ExposureCounts counts, SpikeAssessment verdict, long paneStart) {
    if (verdict.level == Level.CLEAR) {
      state.totals = null;
    } else if (state.totals == null) {
      int minutes = counts.minutesBackTo(verdict.window.cold.causes, SILENT_MINUTES);
      state.totals = SpikeTotals.begin(counts, Math.max(1, minutes), paneStart);
    } else {
      state.totals.add(counts, paneStart);
    }
  }

  private static void seeKeys(
      Pane pane, ColdCacheSpikeState state, SlowThreshold slow, ExposureCounts counts) {
    KeyWatch keys = KeyWatch.unpack(state.keys);
    List<FirstUse> firstUses = keys.see(pane.get(Detail.CALLED_KEYS), pane.start);
    if (slow.isKnown()) {
      counts.countKeys(pane, slow, firstUses, keys.coverage());
    }
    state.keys = keys.packed();
  }

  private void report(
      Pane pane,
      ColdCacheSpikeState state,
      SlowThreshold slow,
      BulkCalls bulk,
      SpikeAssessment verdict,
      Findings findings) {
    if (verdict.level == Level.CLEAR) {
      state.activeSince = 0;
      return;
    }
    state.activeSince = state.activeSince == 0 ? pane.start : state.activeSince;
    findings.add(pane.edge, verdict.level, explanation.of(pane, slow, bulk, verdict, state));
  }
}
