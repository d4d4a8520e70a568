package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much retrying there really was on each edge to a table, sampled or not, visible or not. A
 * planned fault is an episode only if it really made calls retry: a client whose retry quota is
 * used up does not.
 */
public final class RetryLedger implements Ledger {
  /**
   * Retries per call from which there is a cascade; beyond the budget of 0.1 by an effect floor.
   */
  public static final double CASCADE = 0.15;

  private static final long PANE_MILLIS = 10_000;
  private static final int PANES = 6;
  private static final long LEAST_RETRIES = 8;

  private record Count(long calls, long retries) {
    Count plus(Count other) {
      return new Count(calls + other.calls, retries + other.retries);
    }
  }

  private final EdgeIds ids;
  private final Map<String, SortedMap<Long, Count>> byEdge = new HashMap<>();

  public RetryLedger(EdgeIds ids) {
    this.ids = ids;
  }

  @Override
  public void on(TableCall call) {
    long pane = call.end() / 1000 / PANE_MILLIS * PANE_MILLIS;
    Count count = new Count(1, call.attempts().size() - 1L);
    for (Table table : call.step().tables()) {
      String edge = ids.access(call.origin().service(), call.step(), table);
      byEdge.computeIfAbsent(edge, e -> new TreeMap<>()).merge(pane, count, Count::plus);
    }
  }

  @Override
  public OptionalDouble number(String measure, String edgeId, long from, long to) {
    double attempts = attemptsPerCall(edgeId, from, to);
    return measure.equals("attempts-per-call") && !Double.isNaN(attempts)
        ? OptionalDouble.of(attempts)
        : OptionalDouble.empty();
  }

  /**
   * The episode with the end that its retries really had: that of the last minute with {@link
   * #CASCADE} retries per call. Empty when no minute had as many.
   */
  @Override
  public Optional<Episode> real(Episode planned) {
    SortedMap<Long, Count> panes = byEdge.getOrDefault(planned.root(), new TreeMap<>());
    long last = -1;
    for (long pane : panes.subMap(planned.onset(), planned.end()).keySet()) {
      Count minute =
          panes.subMap(pane - (PANES - 1) * PANE_MILLIS, pane + 1).values().stream()
              .reduce(new Count(0, 0), Count::plus);
      if (minute.retries >= Math.max(LEAST_RETRIES, CASCADE * minute.calls)) {
        last = pane + PANE_MILLIS;
      }
    }
    return last < 0 ? Optional.empty() : Optional.of(planned.until(last));
  }

  /**
   * True attempts per call on this edge between two times, epoch milliseconds; NaN without calls.
   */
  public double attemptsPerCall(String edgeId, long from, long to) {
    Count sum =
        byEdge.getOrDefault(edgeId, new TreeMap<>()).subMap(from, to).values().stream()
            .reduce(new Count(0, 0), Count::plus);
    return sum.calls == 0 ? Double.NaN : 1 + sum.retries / (double) sum.calls;
  }
}
