package io.flowlens.detect.run;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Scope;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.EpisodeTracker;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.FieldsSerializer;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives the detectors the rounds of every scope (the key is the scope's), and takes the scope's
 * episodes through them.
 *
 * <p>What belongs to a round is kept until the watermark has passed its end and is then judged at
 * once, so that neither the order of arrival nor the parallelism shows. A scope that was silent has
 * no round, unless a detector or an episode needs one; then an edge has an empty pane. One that
 * stays silent for as long as any of its detectors remembers leaves no state and no timer behind.
 */
public final class Rounds extends KeyedProcessFunction<String, ScopeInput, EpisodeUpdate> {
  private final List<Detector<?>> detectors;
  private final Settings settings;
  private final EpisodeTracker tracker;

  private transient Map<Scope, List<DetectorSlot<?>>> slots;
  private transient Map<Scope, Long> memoryMillis;
  private transient RoundBuffer<ScopeInput> buffer;
  private transient ValueState<ScopeClock> clocks;
  private transient ValueState<ScopeEpisodes> episodes;
  private transient JobMetrics.Count outOfOrder;

  /** Of these detectors; episodes have the times of these settings. */
  public Rounds(List<Detector<?>> detectors, Settings settings) {
    this.detectors = new ArrayList<>(detectors);
    this.settings = settings;
    this.tracker = new EpisodeTracker(settings);
  }

  @Override
  public void open(OpenContext context) {
    buffer = new RoundBuffer<>(getRuntimeContext(), Types.POJO(ScopeInput.class));
    clocks =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("clock", FieldsSerializer.of(ScopeClock.class)));
    episodes =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("episodes", Types.POJO(ScopeEpisodes.class)));
    slots = new EnumMap<>(Scope.class);
    memoryMillis = new EnumMap<>(Scope.class);
    for (Detector<?> detector : detectors) {
      DetectorSlot<?> slot = new DetectorSlot<>(detector, settings, getRuntimeContext());
      slots.computeIfAbsent(detector.scope(), scope -> new ArrayList<>()).add(slot);
      memoryMillis.merge(detector.scope(), slot.memoryMillis(), Math::max);
    }
    outOfOrder = new JobMetrics(getRuntimeContext()).counter(JobMetric.PANES_OUT_OF_ORDER);
  }

  @Override
  public void processElement(ScopeInput input, Context context, Collector<EpisodeUpdate> out)
      throws Exception {
    long end = Pane.endOf(input.round);
    if (end <= context.timerService().currentWatermark()) {
      outOfOrder.add(1);
      return;
    }
    buffer.add(input.round, input);
    context.timerService().registerEventTimeTimer(end);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<EpisodeUpdate> out)
      throws Exception {
    Scope scope = Scope.of(context.getCurrentKey());
    RoundInputs inputs = new RoundInputs(Pane.startOf(time), buffer.take(Pane.startOf(time)));
    outOfOrder.add(inputs.repeated());
    ScopeClock clock = clocks.value();
    if (clock == null && inputs.isSilent()) {
      return;
    }
    if (clock == null) {
      clock = new ScopeClock();
      clock.edge = scope == Scope.EDGE ? inputs.edge() : null;
    }
    SortedMap<String, Episode> byKey = clock.episodes == 0 ? new TreeMap<>() : episodes();
    List<Judgement> findings = new ArrayList<>();
    boolean isRound = !inputs.isSilent() || clock.pendingUntil == time;
    boolean pending = isRound && judge(scope, inputs, clock, byKey, findings);
    for (DetectorSlot<?> slot : slots(scope)) {
      slot.verify(inputs, findings);
    }
    if (isRound || !findings.isEmpty()) {
      tracker.advance(byKey, findings, inputs.start).forEach(out::collect);
      pending |= EpisodeTracker.isPending(byKey);
      keep(byKey, clock);
    }
    if (isRound) {
      clock.pendingUntil = pending ? time + Pane.MILLIS : 0;
    }
    finish(scope, clock, byKey, time, context);
  }

  private boolean judge(
      Scope scope,
      RoundInputs inputs,
      ScopeClock clock,
      Map<String, Episode> byKey,
      List<Judgement> findings)
      throws Exception {
    clock.lastRound = inputs.start;
    if (clock.edge != null && inputs.edge() == null) {
      inputs.addSilence(clock.edge);
    }
    boolean active = false;
    for (DetectorSlot<?> slot : slots(scope)) {
      active |= slot.judge(inputs, tracker.of(slot.id(), byKey, inputs.start), findings);
    }
    return active;
  }

  /** Sets the timers of what is still to come, or forgets the scope. */
  private void finish(
      Scope scope, ScopeClock clock, Map<String, Episode> byKey, long time, OnTimerContext context)
      throws Exception {
    if (clock.pendingUntil > time) {
      context.timerService().registerEventTimeTimer(clock.pendingUntil);
    } else if (clock.forgetAt <= time) {
      long memory = memoryMillis.getOrDefault(scope, 0L);
      clock.forgetAt =
          Math.max(
              Pane.endOf(clock.lastRound) + memory,
              Pane.endOf(Pane.startOf(tracker.forgottenAt(byKey))));
      if (clock.forgetAt <= time) {
        clear(scope);
        return;
      }
      context.timerService().registerEventTimeTimer(clock.forgetAt);
    }
    clocks.update(clock);
  }

  private void clear(Scope scope) {
    clocks.clear();
    episodes.clear();
    slots(scope).forEach(DetectorSlot::clear);
  }

  private SortedMap<String, Episode> episodes() throws Exception {
    ScopeEpisodes kept = episodes.value();
    return kept == null ? new TreeMap<>() : kept.byKey();
  }

  private void keep(SortedMap<String, Episode> byKey, ScopeClock clock) throws Exception {
    if (!byKey.isEmpty()) {
      episodes.update(ScopeEpisodes.of(byKey));
    } else if (clock.episodes > 0) {
      episodes.clear();
    }
    clock.episodes = byKey.size();
  }

  private List<DetectorSlot<?>> slots(Scope scope) {
    return slots.getOrDefault(scope, List.of());
  }
}
