package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of the time of an edge's calls really went into calls that were retried. */
public final class TailLedger implements Ledger {
  /** Of all time; less is no matter. */
  public static final double LEAST_SHARE = 0.5;

  /** Fewer retried calls in a quarter of an hour are no matter. */
  public static final long LEAST_RETRIED = 20;

  private static final long MINUTE = 60_000;
  private static final long QUARTER = 15 * MINUTE;

  private record Sum(long micros, long retriedMicros, long calls, long retried) {
    Sum plus(Sum other) {
      return new Sum(
          micros + other.micros,
          retriedMicros + other.retriedMicros,
          calls + other.calls,
          retried + other.retried);
    }
  }

  private final EdgeIds ids;
  private final Map<String, SortedMap<Long, Sum>> byEdge = new HashMap<>();

  public TailLedger(EdgeIds ids) {
    this.ids = ids;
  }

  @Override
  public void on(TableCall call) {
    long micros = call.end() - call.start();
    boolean again = call.attempts().size() > 1;
    Sum sum = new Sum(micros, again ? micros : 0, 1, again ? 1 : 0);
    long minute = call.end() / 1000 / MINUTE * MINUTE;
    for (Table table : call.step().tables()) {
      String edge = ids.access(call.origin().service(), call.step(), table);
      byEdge.computeIfAbsent(edge, e -> new TreeMap<>()).merge(minute, sum, Sum::plus);
    }
  }

  /** With the end of the last minute in which retried calls took so much time. */
  @Override
  public Optional<Episode> real(Episode planned) {
    SortedMap<Long, Sum> minutes = byEdge.getOrDefault(planned.root(), new TreeMap<>());
    long last = -1;
    for (long minute : minutes.subMap(planned.onset(), planned.end()).keySet()) {
      Sum quarter = sum(minutes, minute - QUARTER + MINUTE, minute + 1);
      if (quarter.retried >= LEAST_RETRIED && isTail(minutes.get(minute))) {
        last = minute + MINUTE;
      }
    }
    return last < 0 ? Optional.empty() : Optional.of(planned.until(last));
  }

  private static boolean isTail(Sum sum) {
    return sum.retriedMicros >= LEAST_SHARE * sum.micros;
  }

  /**
   * The share of calls that were retried, which is that of slow ones where nothing else is slow.
   */
  @Override
  public OptionalDouble number(String measure, String edgeId, long from, long to) {
    Sum sum = sum(byEdge.getOrDefault(edgeId, new TreeMap<>()), from, to);
    return measure.equals("slow-calls") && sum.calls > 0
        ? OptionalDouble.of((double) sum.retried / sum.calls)
        : OptionalDouble.empty();
  }

  private static Sum sum(SortedMap<Long, Sum> minutes, long from, long to) {
    return minutes.subMap(from, to).values().stream().reduce(new Sum(0, 0, 0, 0), Sum::plus);
  }
}
