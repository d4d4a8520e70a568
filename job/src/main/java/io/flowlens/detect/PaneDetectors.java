package io.flowlens.detect;

import io.flowlens.config.Settings;
import io.flowlens.config.SlowWait;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.Evidence;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Asks every detector about every edge (the key is the edge's id) at the end of each pane, in
 * event-time order.
 *
 * <p>A closed pane comes before the watermark that closed it. So when a timer at the end of the
 * next pane fires and that pane has not come, the edge was silent: the detectors that asked for it
 * are given an empty pane. An edge that stays silent for as long as any detector remembers leaves
 * no state and no timer behind.
 *
 * <p>Only fast evidence is judged. Slow evidence comes minutes later, when the panes it belongs to
 * have been judged already: what it says of a minute, the detectors hear when it has been waited
 * for, after the panes that ended by then.
 */
public final class PaneDetectors extends KeyedProcessFunction<String, Pane, Judgement> {
  private static final long MINUTE_MILLIS = 60_000;

  private final List<Detector<?>> detectors;
  private final long memoryMillis;
  private final long slowWaitMillis;

  private transient List<Slot<?>> slots;
  private transient ValueState<EdgeClock> clocks;
  private transient JobMetrics.Count outOfOrder;

  /** Asks these detectors; slow evidence is waited for as these settings say. */
  public PaneDetectors(List<Detector<?>> detectors, Settings settings) {
    this.detectors = new ArrayList<>(detectors);
    this.slowWaitMillis = settings.get(SlowWait.OPTION).toMillis();
    this.memoryMillis = detectors.stream().mapToLong(d -> d.memory().toMillis()).max().orElse(0);
  }

  @Override
  public void open(OpenContext context) {
    clocks =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("clock", Types.POJO(EdgeClock.class)));
    slots = new ArrayList<>();
    for (Detector<?> detector : detectors) {
      slots.add(slot(detector));
    }
    outOfOrder = new JobMetrics(getRuntimeContext()).counter(JobMetric.PANES_OUT_OF_ORDER);
  }

  @Override
  public void processElement(Pane pane, Context context, Collector<Judgement> out)
      throws Exception {
    EdgeClock clock = clocks.value();
    if (pane.evidence == Evidence.SLOW) {
      if (clock != null) {
        hear(pane, clock, context, out);
        clocks.update(clock);
      }
      return;
    }
    if (clock == null) {
      clock = new EdgeClock();
      clock.edge = pane.edge;
    } else if (pane.start <= clock.lastPane) {
      outOfOrder.add(1);
      return;
    } else {
      while (clock.silentAt != 0 && clock.lastPane + Pane.MILLIS < pane.start) {
        judge(silentPane(clock), clock, context, out);
      }
    }
    judge(pane, clock, context, out);
    if (clock.forgetAt == 0) {
      clock.forgetAt = end(pane.start) + memoryMillis;
      context.timerService().registerEventTimeTimer(clock.forgetAt);
    }
    clocks.update(clock);
  }

  /** What is over by the time that the minute is heard is judged first. */
  private void hear(Pane minute, EdgeClock clock, Context context, Collector<Judgement> out)
      throws Exception {
    long heardAt = minute.start + MINUTE_MILLIS + slowWaitMillis - 1;
    while (clock.silentAt != 0 && clock.silentAt <= heardAt) {
      judge(silentPane(clock), clock, context, out);
    }
    for (Slot<?> slot : slots) {
      slot.hear(minute, Pane.startOf(heardAt), out);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Judgement> out)
      throws Exception {
    EdgeClock clock = clocks.value();
    if (time == clock.silentAt) {
      judge(silentPane(clock), clock, context, out);
    }
    if (time == clock.forgetAt && !forgetLater(clock, time, context)) {
      clocks.clear();
      for (Slot<?> slot : slots) {
        slot.state.clear();
      }
      return;
    }
    clocks.update(clock);
  }

  /** Whether it is too early to forget the edge; the time is then set anew. */
  private boolean forgetLater(EdgeClock clock, long time, Context context) {
    long due = end(clock.lastPane) + memoryMillis;
    if (due <= time && clock.silentAt == 0) {
      return false;
    }
    clock.forgetAt = Math.max(due, time + Pane.MILLIS);
    context.timerService().registerEventTimeTimer(clock.forgetAt);
    return true;
  }

  private void judge(Pane pane, EdgeClock clock, Context context, Collector<Judgement> out)
      throws Exception {
    boolean active = false;
    for (Slot<?> slot : slots) {
      active |= slot.judge(pane, out);
    }
    clock.lastPane = pane.start;
    if (clock.silentAt != 0) {
      context.timerService().deleteEventTimeTimer(clock.silentAt);
    }
    clock.silentAt = active ? end(pane.start + Pane.MILLIS) : 0;
    if (active) {
      context.timerService().registerEventTimeTimer(clock.silentAt);
    }
  }

  private static Pane silentPane(EdgeClock clock) {
    Pane pane = new Pane();
    pane.edge = clock.edge;
    pane.evidence = Evidence.FAST;
    pane.start = clock.lastPane + Pane.MILLIS;
    return pane;
  }

  /** The last moment that belongs to the pane: a watermark there closes it. */
  static long end(long paneStart) {
    return paneStart + Pane.MILLIS - 1;
  }

  private <S> Slot<S> slot(Detector<S> detector) {
    return new Slot<>(
        detector,
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(detector.id(), Types.POJO(detector.stateType()))));
  }

  /** A detector with its state. */
  private static final class Slot<S> {
    private final Detector<S> detector;
    private final ValueState<S> state;

    Slot(Detector<S> detector, ValueState<S> state) {
      this.detector = detector;
      this.state = state;
    }

    /** Whether the next pane must be judged even if it is silent. */
    boolean judge(Pane pane, Collector<Judgement> out) throws Exception {
      S before = state.value();
      S now = before == null ? detector.newState() : before;
      Judgement judgement = detector.judge(pane, now);
      state.update(now);
      if (judgement != null) {
        out.collect(judgement);
      }
      return detector.active(now);
    }

    void hear(Pane minute, long paneStart, Collector<Judgement> out) throws Exception {
      S now = state.value();
      if (now != null) {
        Judgement verdict = detector.hear(minute, paneStart, now);
        state.update(now);
        if (verdict != null) {
          out.collect(verdict);
        }
      }
    }
  }
}
