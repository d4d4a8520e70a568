package io.flowlens.flow;

import io.flowlens.config.Settings;
import io.flowlens.contract.Contracts;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.Counter;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import java.io.IOException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Merges what arrives for one edge. Hands on each pane once, when the watermark has passed its end,
 * and writes the edge's rows of a minute: soon after a change while the minute is open, once as
 * final, and again if late evidence changes it.
 *
 * <p>A minute's counts come from fast evidence where there is any, else from slow evidence; so a
 * call seen by a span and by CloudTrail counts once. Only fast evidence is judged. What slow
 * evidence says of a minute is handed on once too, as a pane of that minute marked {@link
 * Evidence#SLOW}, when it has been waited for. Panes and minutes come in the order in which event
 * time closes them, however far the watermark jumps.
 */
public final class Panes extends KeyedProcessFunction<String, Pane, Pane> {
  /** The rows of the edge table. */
  public static final OutputTag<EdgeAggregate> ROWS = new OutputTag<>("rows") {};

  /** The rows of five minutes and of an hour. */
  public static final OutputTag<EdgeAggregate> ROLLUPS = new OutputTag<>("rollups") {};

  private static final long NONE = Long.MIN_VALUE;

  private final long updateInterval;
  private final Deadlines deadlines;
  private final Contracts contracts;

  private transient ValueState<EdgeState> states;
  private transient Rollups rollups;
  private transient JobMetrics.Count late;
  private transient JobMetrics.Count unjudged;

  public Panes(Settings settings) {
    this.updateInterval = settings.get(FlowOptions.UPDATE_INTERVAL).toMillis();
    this.deadlines = new Deadlines(settings);
    this.contracts = new Contracts(settings);
  }

  @Override
  public void open(OpenContext context) {
    states =
        getRuntimeContext().getState(new ValueStateDescriptor<>("edge", EdgeStateSerializer.INFO));
    rollups =
        new Rollups(
            getRuntimeContext()
                .getState(new ValueStateDescriptor<>("rollups", RollupStateSerializer.INFO)),
            deadlines);
    JobMetrics metrics = new JobMetrics(getRuntimeContext());
    late = metrics.counter(JobMetric.LATE_CALLS);
    unjudged = metrics.counter(JobMetric.UNJUDGED_CALLS);
  }

  @Override
  public void processElement(Pane partial, Context context, Collector<Pane> out) throws Exception {
    EdgeState state = states.value();
    if (state == null) {
      state = new EdgeState();
      state.edge = partial.edge;
    }
    long watermark = eventTime(state, context);
    if (state.changed.isEmpty()) {
      long now = context.timerService().currentProcessingTime();
      context.timerService().registerProcessingTimeTimer(now + updateInterval);
    }
    long window = EdgeState.windowOf(partial.start);
    if (deadlines.isClosed(window, partial.evidence, watermark)) {
      window = tooLate(state, partial, watermark);
    } else if (partial.evidence == Evidence.SLOW) {
      if (watermark >= deadlines.slowFinalAt(window)) {
        state.slowFinalUpTo = Math.max(state.slowFinalUpTo, window + EdgeState.WINDOW);
      }
      state.addSlow(partial);
    } else {
      boolean isJudged = Deadlines.isJudged(partial.start, watermark);
      unjudged.add(isJudged ? partial.get(Counter.CALLS) : 0);
      state.addFast(partial, isJudged);
    }
    state.newest = Math.max(state.newest, window);
    state.changed.add(window);
    schedule(state, context, watermark);
    states.update(state);
  }

  /**
   * How far event time is. After a restart no watermark is known until the inputs send one; the
   * edge then remembers how far it was, so that nothing final is opened again.
   */
  private static long eventTime(EdgeState state, Context context) {
    long watermark = context.timerService().currentWatermark();
    return state.finalUpTo == NONE ? watermark : Math.max(watermark, state.finalUpTo - 1);
  }

  /** Books what no window takes any more on the window that is open now. */
  private long tooLate(EdgeState state, Pane partial, long watermark) {
    late.add(partial.get(Counter.CALLS));
    long window = EdgeState.windowOf(watermark);
    state.addLate(partial, window);
    return window;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Pane> out) throws Exception {
    EdgeState state = states.value();
    if (state == null) {
      return;
    }
    long watermark = eventTime(state, context);
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      state.timer = NONE;
      handOn(state, watermark, out);
      finishWindows(state, watermark, context);
      forget(state, watermark, context);
    } else {
      writeChanged(state, watermark, context);
    }
    rollups.advance(state, watermark, row -> context.output(ROLLUPS, underContract(row)));
    if (deadlines.isSpent(state, watermark)) {
      cancel(state, context);
      states.clear();
    } else {
      schedule(state, context, watermark);
      states.update(state);
    }
  }

  /** Hands on what event time has closed: of panes and slow minutes the earlier first. */
  private void handOn(EdgeState state, long watermark, Collector<Pane> out) {
    while (true) {
      Long pane = state.open.isEmpty() ? null : state.open.firstKey();
      Long minute = state.slow.ceilingKey(state.slowFinalUpTo);
      boolean paneFirst =
          pane != null
              && (minute == null || Deadlines.closesAt(pane) <= deadlines.slowFinalAt(minute));
      if (paneFirst && watermark >= Deadlines.closesAt(pane)) {
        out.collect(state.closeFirst());
      } else if (!paneFirst && minute != null && watermark >= deadlines.slowFinalAt(minute)) {
        state.slowFinalUpTo = minute + EdgeState.WINDOW;
        handOnSlow(state.slowOf(minute), out);
      } else {
        return;
      }
    }
  }

  private static void handOnSlow(Pane minute, Collector<Pane> out) {
    if (minute.get(Counter.CALLS) > 0) {
      out.collect(minute);
    }
  }

  private void finishWindows(EdgeState state, long watermark, Context context) throws IOException {
    SortedSet<Long> windows = new TreeSet<>(state.closed.keySet());
    windows.addAll(state.slow.keySet());
    for (long window : windows) {
      if (Deadlines.isOver(window, watermark) && window + EdgeState.WINDOW > state.finalUpTo) {
        write(state, window, watermark, context);
      }
    }
    state.finalUpTo =
        Math.max(state.finalUpTo, watermark == Long.MAX_VALUE ? watermark : watermark + 1);
  }

  /** Drops windows that take no more; a change not written yet is written first. */
  private void forget(EdgeState state, long watermark, Context context) throws IOException {
    forget(state, state.closed, Evidence.FAST, watermark, context);
    forget(state, state.slow, Evidence.SLOW, watermark, context);
  }

  private void forget(
      EdgeState state,
      SortedMap<Long, Pane> panes,
      Evidence evidence,
      long watermark,
      Context context)
      throws IOException {
    while (!panes.isEmpty() && deadlines.isClosed(panes.firstKey(), evidence, watermark)) {
      long minute = panes.firstKey();
      writeIfChanged(state, minute, watermark, context);
      Evidence ofRow = state.evidenceOf(minute);
      Pane counts = panes.remove(minute);
      if (evidence == Evidence.FAST || ofRow == Evidence.SLOW) {
        rollups.minuteClosed(minute, counts, ofRow);
      }
    }
  }

  private void writeChanged(EdgeState state, long watermark, Context context) throws IOException {
    for (Long window : state.changed.toArray(new Long[0])) {
      write(state, window, watermark, context);
    }
  }

  private void writeIfChanged(EdgeState state, long window, long watermark, Context context)
      throws IOException {
    if (state.changed.contains(window)) {
      write(state, window, watermark, context);
    }
  }

  private void write(EdgeState state, long window, long watermark, Context context)
      throws IOException {
    state.changed.remove(window);
    Pane counts = state.countsOf(window);
    if (counts == null) {
      return;
    }
    EdgeAggregate row = new EdgeAggregate();
    row.edge = state.edge;
    row.windowStart = window;
    row.windowSeconds = EdgeState.WINDOW_SECONDS;
    row.isFinal = Deadlines.isOver(window, watermark);
    row.counts = counts;
    context.output(ROWS, underContract(row));
    if (row.isFinal) {
      rollups.minuteWritten(window);
    }
  }

  private EdgeAggregate underContract(EdgeAggregate row) {
    row.contract = contracts.of(row.edge);
    return row;
  }

  /** Sets the one event-time timer to the next moment at which something is due. */
  private void schedule(EdgeState state, Context context, long watermark) {
    long due = deadlines.next(state, watermark);
    if (due == state.timer) {
      return;
    }
    cancel(state, context);
    context.timerService().registerEventTimeTimer(due);
    state.timer = due;
  }

  private static void cancel(EdgeState state, Context context) {
    if (state.timer != NONE) {
      context.timerService().deleteEventTimeTimer(state.timer);
      state.timer = NONE;
    }
  }
}
