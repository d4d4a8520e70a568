package io.flowlens.flow;

import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What {@link Panes} remembers of one edge. One value, because its parts are almost always needed
 * together and an entry of its own would repeat the key.
 *
 * <p>The panes inside carry no edge: it is the same for all.
 */
@TypeInfo(EdgeState.Info.class)
public final class EdgeState {
  static final int WINDOW_SECONDS = 60;

  /** Length of a window, for which one row is written, milliseconds. */
  static final long WINDOW = WINDOW_SECONDS * 1000L;

  Edge edge;

  /** Fast evidence not judged yet, by the start of its pane. */
  final TreeMap<Long, Pane> open = new TreeMap<>();

  /**
   * Fast evidence of judged panes, by the start of its window, until the window takes no more. A
   * pane without a kind of evidence holds only how many calls came too late.
   */
  final TreeMap<Long, Pane> closed = new TreeMap<>();

  /** Slow evidence by the start of its window, until the window takes no more. */
  final TreeMap<Long, Pane> slow = new TreeMap<>();

  /** Windows whose row must be written again. */
  final TreeSet<Long> changed = new TreeSet<>();

  /** The last window that had any evidence; {@link Long#MIN_VALUE} when none had. */
  long newest = Long.MIN_VALUE;

  /** The last window that had fast evidence. */
  long newestFast = Long.MIN_VALUE;

  /** Bit n: the window n windows before {@link #newestFast} had fast evidence. */
  long fast;

  /** Windows that end up to here have had their final row. */
  long finalUpTo = Long.MIN_VALUE;

  /** Windows that end up to here are no longer waited for: their slow evidence was handed on. */
  long slowFinalUpTo = Long.MIN_VALUE;

  /** When roll-ups are due next, event time; {@link Long#MIN_VALUE} when none is held. */
  long rollupsAt = Long.MIN_VALUE;

  /** The event-time timer that is set; {@link Long#MIN_VALUE} when none is. */
  long timer = Long.MIN_VALUE;

  EdgeState() {}

  /** The window that holds this time. */
  static long windowOf(long time) {
    return Math.floorDiv(time, WINDOW) * WINDOW;
  }

  /** Adds fast evidence; what is judged already counts for its window only. */
  void addFast(Pane partial, boolean isJudged) {
    long window = windowOf(partial.start);
    markFast(window);
    if (isJudged) {
      addClosed(window, partial);
    } else {
      Pane pane = paneOf(open, partial.start);
      pane.start = partial.start;
      pane.merge(partial);
    }
  }

  private void addClosed(long window, Pane fast) {
    Pane pane = paneOf(closed, window);
    pane.evidence = Evidence.FAST;
    pane.mergeCounts(fast);
  }

  /** Adds slow evidence. */
  void addSlow(Pane partial) {
    paneOf(slow, windowOf(partial.start)).merge(partial);
  }

  /** Books calls that no window of their own takes any more on this one. */
  void addLate(Pane partial, long window) {
    paneOf(partial.evidence == Evidence.SLOW ? slow : closed, window)
        .add(Counter.LATE, partial.get(Counter.CALLS));
  }

  /** Takes the first open pane out, to be handed on; from now on its window holds its counts. */
  Pane closeFirst() {
    Map.Entry<Long, Pane> first = open.pollFirstEntry();
    Pane pane = first.getValue();
    addClosed(windowOf(first.getKey()), pane);
    pane.edge = edge;
    pane.evidence = Evidence.FAST;
    pane.start = first.getKey();
    return pane;
  }

  /**
   * What slow evidence says of a window, to be handed on; a copy, since the window may take more.
   */
  Pane slowOf(long window) {
    Pane pane = slow.get(window).copy();
    pane.edge = edge;
    pane.evidence = Evidence.SLOW;
    pane.start = window;
    return pane;
  }

  /**
   * The window's counts from the one kind of evidence that speaks for it; null when none is left.
   */
  Pane countsOf(long window) {
    return evidenceOf(window) == Evidence.FAST ? fastCountsOf(window) : slowCountsOf(window);
  }

  private Pane fastCountsOf(long window) {
    Pane before = closed.get(window);
    Map<Long, Pane> still = open.subMap(window, window + WINDOW);
    if (before == null && still.isEmpty()) {
      return null;
    }
    Pane sum = countsOf(window, Evidence.FAST, before);
    still.values().forEach(sum::mergeCounts);
    return sum;
  }

  private Pane slowCountsOf(long window) {
    Pane said = slow.get(window);
    Pane lateOnly = closed.get(window);
    return said == null && lateOnly == null
        ? null
        : countsOf(window, Evidence.SLOW, said, lateOnly);
  }

  /** Adds the minutes that are over and still held, of a window that is over, to its roll-up. */
  void addMinutes(long from, long to, Rollup rollup) {
    closed.subMap(from, to).forEach((minute, pane) -> rollup.add(pane, evidenceOf(minute)));
    slow.subMap(from, to)
        .forEach(
            (minute, pane) -> {
              if (evidenceOf(minute) == Evidence.SLOW) {
                rollup.add(pane, Evidence.SLOW);
              }
            });
  }

  /** The kind of evidence that the minute's row is made of. */
  Evidence evidenceOf(long minute) {
    Pane held = closed.get(minute);
    boolean isFast =
        (held != null && held.evidence == Evidence.FAST)
            || !open.subMap(minute, minute + WINDOW).isEmpty()
            || hadFast(minute);
    return isFast ? Evidence.FAST : Evidence.SLOW;
  }

  private static Pane countsOf(long window, Evidence evidence, Pane... parts) {
    Pane sum = new Pane();
    sum.start = window;
    sum.evidence = evidence;
    for (Pane part : parts) {
      if (part != null) {
        sum.mergeCounts(part);
      }
    }
    return sum;
  }

  private static Pane paneOf(Map<Long, Pane> panes, long start) {
    return panes.computeIfAbsent(start, missing -> new Pane());
  }

  private void markFast(long window) {
    if (newestFast == Long.MIN_VALUE) {
      newestFast = window;
      fast = 1;
      return;
    }
    long behind = (newestFast - window) / WINDOW;
    if (behind < 0) {
      fast = -behind < Long.SIZE ? fast << -behind | 1 : 1;
      newestFast = window;
    } else if (behind < Long.SIZE) {
      fast |= 1L << behind;
    }
  }

  /** Whether this window had fast evidence, as far back as 64 windows. */
  private boolean hadFast(long window) {
    long behind = (newestFast - window) / WINDOW;
    return newestFast != Long.MIN_VALUE
        && behind >= 0
        && behind < Long.SIZE
        && (fast >>> behind & 1) == 1;
  }

  /** Whether no evidence is held. */
  boolean isEmpty() {
    return open.isEmpty() && closed.isEmpty() && slow.isEmpty();
  }

  /** Lets Flink find the serializer. */
  public static final class Info extends TypeInfoFactory<EdgeState> {
    @Override
    public TypeInformation<EdgeState> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return EdgeStateSerializer.INFO;
    }
  }
}
