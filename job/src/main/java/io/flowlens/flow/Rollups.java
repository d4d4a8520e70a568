package io.flowlens.flow;

import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;

/**
 * Makes an edge's roll-ups of five minutes and of an hour from its minutes. A roll-up's row is
 * written once when its window is over, and again when late evidence changes one of its minutes.
 *
 * <p>As long as a minute takes more, {@link EdgeState} holds it. Then it is added to its five
 * minutes, and those to their hour. Used by one callback of {@link Panes} at a time: {@link
 * #minuteWritten} and {@link #minuteClosed}, then {@link #advance}.
 */
final class Rollups {
  private final ValueState<RollupState> states;
  private final Deadlines deadlines;

  /** Of the edge at hand; null until it is needed. */
  private RollupState rollups;

  Rollups(ValueState<RollupState> states, Deadlines deadlines) {
    this.states = states;
    this.deadlines = deadlines;
  }

  /** The final row of a minute was written, for the first time or again. */
  void minuteWritten(long minute) throws IOException {
    load();
    mark(rollups.fiveMinutesOf(minute));
    mark(rollups.hourOf(minute));
  }

  private static void mark(Rollup rollup) {
    rollup.changed = !rollup.done;
  }

  /** A minute takes no more of this evidence, which is the one that its row is made of. */
  void minuteClosed(long minute, Pane counts, Evidence evidence) throws IOException {
    load();
    rollups.fiveMinutesOf(minute).add(counts, evidence);
    rollups.hourOf(minute);
  }

  private void load() throws IOException {
    if (rollups == null) {
      rollups = states.value();
      rollups = rollups == null ? new RollupState() : rollups;
    }
  }

  /** Writes what is to be written at this time, and forgets what takes no more. */
  void advance(EdgeState state, long watermark, Consumer<EdgeAggregate> rows) throws IOException {
    if (rollups == null && (state.rollupsAt == Long.MIN_VALUE || watermark < state.rollupsAt)) {
      return;
    }
    load();
    advance(rollups.fiveMinutes, RollupState.FIVE_MINUTES, state, watermark, rows);
    advance(rollups.hours, RollupState.HOUR, state, watermark, rows);
    state.rollupsAt =
        Math.min(
            next(rollups.fiveMinutes, RollupState.FIVE_MINUTES, watermark),
            next(rollups.hours, RollupState.HOUR, watermark));
    if (rollups.isEmpty()) {
      state.rollupsAt = Long.MIN_VALUE;
      states.clear();
    } else {
      states.update(rollups);
    }
    rollups = null;
  }

  private void advance(
      Map<Long, Rollup> all,
      long length,
      EdgeState state,
      long watermark,
      Consumer<EdgeAggregate> rows) {
    for (Iterator<Map.Entry<Long, Rollup>> i = all.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<Long, Rollup> entry = i.next();
      long start = entry.getKey();
      Rollup rollup = entry.getValue();
      if (rollup.changed && watermark >= start + length - 1) {
        rollup.changed = false;
        write(start, length, state, rows);
      }
      boolean isFast = rollup.counts.evidence == Evidence.FAST;
      boolean takesNone = watermark >= deadlines.closedAt(start + length, Evidence.SLOW);
      if (!rollup.done
          && (takesNone
              || (isFast && watermark >= deadlines.closedAt(start + length, Evidence.FAST)))) {
        if (length == RollupState.FIVE_MINUTES) {
          rollups.hourOf(start).add(rollup);
        }
        rollup.finish();
      }
      if (takesNone) {
        i.remove();
      }
    }
  }

  private void write(long start, long length, EdgeState state, Consumer<EdgeAggregate> rows) {
    Rollup sum = new Rollup();
    if (length == RollupState.HOUR) {
      sum.add(rollups.hourOf(start));
    }
    rollups.fiveMinutes.subMap(start, start + length).values().forEach(sum::add);
    state.addMinutes(start, start + length, sum);
    if (sum.counts.evidence != null) {
      sum.counts.start = start;
      EdgeAggregate row = new EdgeAggregate();
      row.edge = state.edge;
      row.windowStart = start;
      row.windowSeconds = (int) (length / 1000);
      row.isFinal = true;
      row.counts = sum.counts;
      rows.accept(row);
    }
  }

  /** The next time after the watermark at which something is to be done. */
  private long next(Map<Long, Rollup> all, long length, long watermark) {
    long next = Long.MAX_VALUE;
    for (Map.Entry<Long, Rollup> entry : all.entrySet()) {
      long end = entry.getKey() + length;
      long closed = deadlines.closedAt(end, Evidence.FAST);
      if (entry.getValue().changed && end - 1 > watermark) {
        next = Math.min(next, end - 1);
      } else if (!entry.getValue().done && closed > watermark) {
        next = Math.min(next, closed);
      } else {
        next = Math.min(next, deadlines.closedAt(end, Evidence.SLOW));
      }
    }
    return next;
  }
}
