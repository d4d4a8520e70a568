package io.flowlens.diagram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/**
 * What happened on one edge in the last sixty seconds, whatever the clock's minute.
 *
 * <p>The row of the current minute grows with every pane and starts again from nothing on the
 * minute, so that neither a row divided by sixty nor a row divided by its age is a rate. This class
 * instead adds up by how much the edge's rows grew, remembers the running total whenever it
 * changed, and takes the total now minus the total sixty seconds ago. The job's delay shifts both
 * ends alike and so cancels out.
 */
final class LastMinute {
  static final long SPAN_MILLIS = 60_000;

  /** How late a row usually is: the pane it waited for. Places the rows found at the start. */
  static final long USUAL_DELAY_MILLIS = 10_000;

  /** As long as the last growth is no older, the edge counts as running and not as stopped. */
  static final long STILL_RUNNING_MILLIS = 15_000;

  private static final int ROWS_KEPT = 3;

  private record Observation(long at, Counters total) {}

  private final TreeMap<Long, Counters> rows = new TreeMap<>();
  private final Deque<Observation> observations = new ArrayDeque<>();

  /** A row of a past minute, found when the diagram started; call in order of time. */
  void begin(long windowStart, int windowSeconds, Counters counters) {
    if (observations.isEmpty()) {
      observations.add(new Observation(windowStart + USUAL_DELAY_MILLIS, Counters.ZERO));
    }
    grow(windowStart, counters, windowStart + windowSeconds * 1000L + USUAL_DELAY_MILLIS);
  }

  /** A row as it was read now. */
  void see(long windowStart, Counters counters, long now) {
    if (observations.isEmpty()) {
      observations.add(new Observation(now - USUAL_DELAY_MILLIS, Counters.ZERO));
    }
    grow(windowStart, counters, now);
    while (observations.size() > 2 && second().at <= now - 2 * SPAN_MILLIS) {
      observations.removeFirst();
    }
  }

  private void grow(long windowStart, Counters counters, long at) {
    if (rows.size() >= ROWS_KEPT && windowStart < rows.firstKey()) {
      return;
    }
    Counters before = rows.getOrDefault(windowStart, Counters.ZERO);
    Counters after = before.max(counters);
    rows.put(windowStart, after);
    if (rows.size() > ROWS_KEPT) {
      rows.pollFirstEntry();
    }
    if (!after.equals(before)) {
      Observation last = observations.getLast();
      observations.add(
          new Observation(Math.max(at, last.at), last.total.plus(after.minus(before))));
    }
  }

  private Observation second() {
    var all = observations.iterator();
    all.next();
    return all.next();
  }

  /** How often per second each thing happened during the last sixty seconds before {@code now}. */
  Counters perSecond(long now) {
    if (observations.isEmpty()) {
      return Counters.ZERO;
    }
    long end = Math.max(observations.getLast().at, now - STILL_RUNNING_MILLIS);
    long start = Math.max(observations.getFirst().at, end - SPAN_MILLIS);
    if (end <= start) {
      return Counters.ZERO;
    }
    double seconds = Math.max(end - start, USUAL_DELAY_MILLIS) / 1000.0;
    return totalAt(end).minus(totalAt(start)).times(1 / seconds);
  }

  /** The running total at a time, on the straight line between the observations around it. */
  private Counters totalAt(long at) {
    Observation before = observations.getFirst();
    for (Observation next : observations) {
      if (next.at > at) {
        double part = (double) (at - before.at) / (next.at - before.at);
        return before.total.plus(next.total.minus(before.total).times(part));
      }
      before = next;
    }
    return before.total;
  }
}
