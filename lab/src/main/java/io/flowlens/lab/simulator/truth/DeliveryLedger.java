package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.Invocation;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often records were really delivered again, and how many changes each change begot. */
public final class DeliveryLedger implements Ledger {
  /** Deliveries of the same records from which on they are a replay. */
  public static final int REPLAY_DELIVERIES = 4;

  /** Changes caused by each change from which on it is a loop. */
  public static final double LOOP = 0.2;

  private static final long LEAST_RECORDS = 50;
  private static final long MINUTE = 60_000;

  private record Count(long records, long writes, int mostDeliveries) {
    Count plus(Count other) {
      return new Count(
          records + other.records,
          writes + other.writes,
          Math.max(mostDeliveries, other.mostDeliveries));
    }
  }

  private final EdgeIds ids;

  /** By deliver edge. */
  private final Map<String, SortedMap<Long, Count>> deliveries = new HashMap<>();

  /** Which deliver edge a function's write belongs to. */
  private final Map<String, String> feedback = new HashMap<>();

  public DeliveryLedger(EdgeIds ids) {
    this.ids = ids;
  }

  @Override
  public void on(Invocation invocation) {
    Table source = invocation.subscription().source();
    String edge = ids.deliver(source, invocation.callee().service());
    long records = invocation.ok() ? invocation.batch().records() : 0;
    count(edge, invocation.end(), new Count(records, 0, invocation.number()));
  }

  @Override
  public void on(TableCall call) {
    if (!call.origin().service().function() || !call.step().operation().writes() || !call.ok()) {
      return;
    }
    for (Table table : call.step().tables()) {
      String deliver = ids.deliver(table, call.origin().service());
      feedback.put(ids.access(call.origin().service(), call.step(), table), deliver);
      count(deliver, call.end(), new Count(0, 1, 0));
    }
  }

  private void count(String edge, long endMicros, Count count) {
    long minute = endMicros / 1000 / MINUTE * MINUTE;
    deliveries.computeIfAbsent(edge, e -> new TreeMap<>()).merge(minute, count, Count::plus);
  }

  @Override
  public Optional<Episode> real(Episode planned) {
    String loop = feedback.get(planned.root());
    Count sum = sum(loop == null ? planned.root() : loop, planned.onset(), planned.end());
    boolean real =
        loop == null
            ? sum.mostDeliveries >= REPLAY_DELIVERIES
            : sum.writes >= LEAST_RECORDS && sum.writes >= LOOP * sum.records;
    return real ? Optional.of(planned) : Optional.empty();
  }

  /** Changes caused by each change. */
  @Override
  public OptionalDouble number(String measure, String edgeId, long from, long to) {
    Count sum = sum(feedback.getOrDefault(edgeId, edgeId), from, to);
    return measure.equals("reproduction-number") && sum.records > 0
        ? OptionalDouble.of(sum.writes / (double) sum.records)
        : OptionalDouble.empty();
  }

  private Count sum(String edge, long from, long to) {
    return deliveries
        .getOrDefault(edge, new TreeMap<>())
        .subMap(from / MINUTE * MINUTE, Math.max(from, to))
        .values()
        .stream()
        .reduce(new Count(0, 0, 0), Count::plus);
  }
}
