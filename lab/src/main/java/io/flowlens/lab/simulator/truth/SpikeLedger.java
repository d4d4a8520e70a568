package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.ServiceCall;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many calls were really slow because something was used for the first time. */
public final class SpikeLedger implements Ledger {
  /** Fewer in a quarter of an hour are no matter. */
  public static final long LEAST_SPIKES = 20;

  /** A smaller share of the calls is no matter. */
  public static final double LEAST_SHARE = 0.01;

  private static final long SPIKE_MICROS = 20_000;
  private static final long MINUTE = 60_000;
  private static final long QUARTER = 15 * MINUTE;

  private record Count(long calls, long cold) {
    Count plus(Count other) {
      return new Count(calls + other.calls, cold + other.cold);
    }
  }

  private final EdgeIds ids;
  private final Map<String, SortedMap<Long, Count>> byEdge = new HashMap<>();

  public SpikeLedger(EdgeIds ids) {
    this.ids = ids;
  }

  @Override
  public void on(TableCall call) {
    boolean cold = call.attempts().stream().anyMatch(a -> a.connecting() >= SPIKE_MICROS);
    for (Table table : call.step().tables()) {
      count(ids.access(call.origin().service(), call.step(), table), call.end(), cold);
    }
  }

  @Override
  public void on(ServiceCall call) {
    if (!call.fromOutside()) {
      String edge = ids.call(call.caller().service(), call.callee().service());
      count(edge, call.clientEnd(), call.callee().cold());
    }
  }

  private void count(String edge, long endMicros, boolean cold) {
    long minute = endMicros / 1000 / MINUTE * MINUTE;
    byEdge
        .computeIfAbsent(edge, e -> new TreeMap<>())
        .merge(minute, new Count(1, cold ? 1 : 0), Count::plus);
  }

  /** With the end of the last quarter of an hour that held enough spikes on an edge of its path. */
  @Override
  public Optional<Episode> real(Episode planned) {
    long last = planned.path().stream().mapToLong(edge -> last(edge, planned)).max().orElse(-1);
    return last < 0 ? Optional.empty() : Optional.of(planned.until(last));
  }

  private long last(String edge, Episode planned) {
    SortedMap<Long, Count> minutes = byEdge.getOrDefault(edge, new TreeMap<>());
    long last = -1;
    for (long minute : minutes.subMap(planned.onset(), planned.end()).keySet()) {
      Count quarter =
          minutes.subMap(minute - QUARTER + MINUTE, minute + 1).values().stream()
              .reduce(new Count(0, 0), Count::plus);
      if (quarter.cold >= LEAST_SPIKES && quarter.cold >= LEAST_SHARE * quarter.calls) {
        last = minute + MINUTE;
      }
    }
    return last;
  }

  @Override
  public OptionalDouble number(String measure, String edgeId, long from, long to) {
    return OptionalDouble.empty();
  }
}
