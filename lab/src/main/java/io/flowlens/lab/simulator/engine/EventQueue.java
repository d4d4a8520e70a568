package io.flowlens.lab.simulator.engine;

import java.util.PriorityQueue;

/**
 * What will happen, in order of simulated time; what is due at the same microsecond happens in the
 * order it was planned.
 */
public final class EventQueue {
  private record Entry(long time, long order, Runnable action) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long planned;
  private long now;

  /** An queue that begins at this time, epoch microseconds. */
  public EventQueue(long start) {
    now = start;
  }

  /** The simulated time, epoch microseconds. */
  public long now() {
    return now;
  }

  /** Plans an action for this time, epoch microseconds; what is past happens now. */
  public void at(long time, Runnable action) {
    entries.add(new Entry(Math.max(time, now), planned++, action));
  }

  /** Lets everything happen that is planned, and what follows from it, until nothing is left. */
  public void run() {
    for (Entry next = entries.poll(); next != null; next = entries.poll()) {
      now = next.time();
      next.action().run();
    }
  }
}
