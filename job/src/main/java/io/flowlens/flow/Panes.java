package io.flowlens.flow;

import io.flowlens.config.Settings;
import io.flowlens.config.SlowWait;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
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

  private static final int WINDOW_SECONDS = 60;
  private static final long WINDOW = WINDOW_SECONDS * 1000L;
  private static final long NONE = Long.MIN_VALUE;

  private final long updateInterval;
  private final long lateness;
  private final long slowLateness;
  private final long slowWait;

  private transient ValueState<EdgeState> states;
  private transient LongCounter late;
  private transient Counter lateMetric;

  public Panes(Settings settings) {
    this.updateInterval = settings.get(FlowOptions.UPDATE_INTERVAL).toMillis();
    this.lateness = settings.get(FlowOptions.LATENESS).toMillis();
    this.slowWait = settings.get(SlowWait.OPTION).toMillis();
    this.slowLateness =
        Math.max(Math.max(lateness, slowWait), settings.get(FlowOptions.SLOW_LATENESS).toMillis());
  }

  @Override
  public void open(OpenContext context) {
    states =
        getRuntimeContext().getState(new ValueStateDescriptor<>("edge", EdgeStateSerializer.INFO));
    late = new LongCounter();
    getRuntimeContext().addAccumulator("late", late);
    lateMetric = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics").counter("late");
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
    long window = windowOf(partial.start);
    if (watermark >= window + WINDOW + latenessOf(partial)) {
      window = tooLate(state, partial, watermark);
    } else if (partial.evidence == Evidence.SLOW) {
      if (watermark >= heardAt(window)) {
        state.heardUpTo = Math.max(state.heardUpTo, window + WINDOW);
      }
      paneOf(state.slow, window).merge(partial);
    } else {
      state.markFast(window, WINDOW);
      boolean judged = watermark >= partial.start + Pane.MILLIS - 1;
      if (judged) {
        mergeCounts(state.closed, window, partial);
      } else {
        openPane(state, partial.start).merge(partial);
      }
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
    late.add(partial.calls);
    lateMetric.inc(partial.calls);
    long window = windowOf(watermark);
    Map<Long, Pane> panes = partial.evidence == Evidence.SLOW ? state.slow : state.closed;
    paneOf(panes, window).late += partial.calls;
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
    if (isSpent(state, watermark)) {
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
      Long minute = state.slow.ceilingKey(state.heardUpTo);
      boolean paneFirst =
          pane != null && (minute == null || pane + Pane.MILLIS - 1 <= heardAt(minute));
      if (paneFirst && watermark >= pane + Pane.MILLIS - 1) {
        closePane(state, out);
      } else if (!paneFirst && minute != null && watermark >= heardAt(minute)) {
        state.heardUpTo = minute + WINDOW;
        speak(state, minute, out);
      } else {
        return;
      }
    }
  }

  private static void closePane(EdgeState state, Collector<Pane> out) {
    Map.Entry<Long, Pane> first = state.open.pollFirstEntry();
    mergeCounts(state.closed, windowOf(first.getKey()), first.getValue());
    Pane pane = first.getValue();
    pane.edge = state.edge;
    pane.evidence = Evidence.FAST;
    pane.start = first.getKey();
    out.collect(pane);
  }

  /** A copy, since late evidence may still change the minute's row. */
  private static void speak(EdgeState state, long minute, Collector<Pane> out) {
    Pane said = state.slow.get(minute).copy();
    if (said.calls > 0) {
      said.edge = state.edge;
      said.evidence = Evidence.SLOW;
      said.start = minute;
      out.collect(said);
    }
  }

  private static void finishWindows(EdgeState state, long watermark, Context context) {
    TreeMap<Long, Boolean> due = new TreeMap<>();
    state.closed.keySet().forEach(window -> due.put(window, true));
    state.slow.keySet().forEach(window -> due.put(window, true));
    for (long window : due.keySet()) {
      if (isOver(window, watermark) && window + WINDOW > state.finalUpTo) {
        write(state, window, watermark, context);
      }
    }
    state.finalUpTo =
        Math.max(state.finalUpTo, watermark == Long.MAX_VALUE ? watermark : watermark + 1);
  }

  /** Drops windows that take no more; a change not written yet is written first. */
  private void forget(EdgeState state, long watermark, Context context) {
    while (!state.closed.isEmpty()
        && watermark >= state.closed.firstKey() + WINDOW + lateness - 1) {
      writeIfChanged(state, state.closed.firstKey(), watermark, context);
      state.closed.pollFirstEntry();
    }
    while (!state.slow.isEmpty()
        && watermark >= state.slow.firstKey() + WINDOW + slowLateness - 1) {
      writeIfChanged(state, state.slow.firstKey(), watermark, context);
      state.slow.pollFirstEntry();
    }
  }

  private static void writeChanged(EdgeState state, long watermark, Context context) {
    for (Long window : state.changed.toArray(new Long[0])) {
      write(state, window, watermark, context);
    }
  }

  private static void writeIfChanged(
      EdgeState state, long window, long watermark, Context context) {
    if (state.changed.contains(window)) {
      write(state, window, watermark, context);
    }
  }

  private static void write(EdgeState state, long window, long watermark, Context context) {
    state.changed.remove(window);
    Pane counts = countsOf(state, window);
    if (counts == null) {
      return;
    }
    EdgeAggregate row = new EdgeAggregate();
    row.edge = state.edge;
    row.windowStart = window;
    row.windowSeconds = WINDOW_SECONDS;
    row.isFinal = isOver(window, watermark);
    row.counts = counts;
    context.output(ROWS, row);
  }

  /**
   * The window's counts from the one kind of evidence that speaks for it; null when none is left.
   */
  private static Pane countsOf(EdgeState state, long window) {
    Pane sum = new Pane();
    sum.start = window;
    if (!state.hadFast(window, WINDOW)) {
      Pane slow = state.slow.get(window);
      Pane lateOnly = state.closed.get(window);
      if (slow == null && lateOnly == null) {
        return null;
      }
      sum.evidence = Evidence.SLOW;
      mergeIfAny(sum, slow);
      mergeIfAny(sum, lateOnly);
      return sum;
    }
    Pane closed = state.closed.get(window);
    Map<Long, Pane> open = state.open.subMap(window, window + WINDOW);
    if (closed == null && open.isEmpty()) {
      return null;
    }
    sum.evidence = Evidence.FAST;
    mergeIfAny(sum, closed);
    open.values().forEach(sum::mergeCounts);
    return sum;
  }

  private static void mergeIfAny(Pane sum, Pane part) {
    if (part != null) {
      sum.mergeCounts(part);
    }
  }

  /** Sets the one event-time timer to the next moment at which something is due. */
  private void schedule(EdgeState state, Context context, long watermark) {
    long due = nextDue(state, watermark);
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

  private long nextDue(EdgeState state, long watermark) {
    long due = state.newest + WINDOW + slowLateness - 1;
    if (!state.open.isEmpty()) {
      due = Math.min(due, state.open.firstKey() + Pane.MILLIS - 1);
    }
    if (!state.closed.isEmpty()) {
      due = Math.min(due, dueOf(state.closed.firstKey(), state, lateness));
      due = Math.min(due, dueOf(state.closed.lastKey(), state, lateness));
    }
    if (!state.slow.isEmpty()) {
      due = Math.min(due, dueOf(state.slow.firstKey(), state, slowLateness));
      due = Math.min(due, dueOf(state.slow.lastKey(), state, slowLateness));
      Long unheard = state.slow.ceilingKey(state.heardUpTo);
      due = unheard == null ? due : Math.min(due, heardAt(unheard));
    }
    return Math.max(due, watermark + 1);
  }

  /** When a window is next due: at its end, or when it takes no more. */
  private static long dueOf(long window, EdgeState state, long keep) {
    long end = window + WINDOW;
    return end > state.finalUpTo ? end - 1 : end + keep - 1;
  }

  /** The moment from which on slow evidence of this window is no longer waited for. */
  private long heardAt(long window) {
    return window + WINDOW + slowWait - 1;
  }

  private boolean isSpent(EdgeState state, long watermark) {
    return state.open.isEmpty()
        && state.closed.isEmpty()
        && state.slow.isEmpty()
        && watermark >= state.newest + WINDOW + slowLateness - 1;
  }

  private long latenessOf(Pane partial) {
    return (partial.evidence == Evidence.SLOW ? slowLateness : lateness) - 1;
  }

  private static boolean isOver(long window, long watermark) {
    return watermark >= window + WINDOW - 1;
  }

  private static long windowOf(long time) {
    return Math.floorDiv(time, WINDOW) * WINDOW;
  }

  private static void mergeCounts(Map<Long, Pane> panes, long start, Pane partial) {
    paneOf(panes, start).mergeCounts(partial);
  }

  private static Pane openPane(EdgeState state, long start) {
    Pane pane = paneOf(state.open, start);
    pane.start = start;
    return pane;
  }

  private static Pane paneOf(Map<Long, Pane> panes, long start) {
    return panes.computeIfAbsent(start, missing -> new Pane());
  }
}
