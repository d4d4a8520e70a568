package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Distances;
import io.flowlens.lab.simulator.world.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many calls really left their region, sampled or not. */
public final class RouteLedger implements Ledger {
  /** Fewer calls are no matter: 40 in an hour are 1,000 in a day. */
  public static final long LEAST_CALLS = 40;

  private static final long MINUTE = 60_000;

  private final EdgeIds ids;
  private final Map<String, SortedMap<Long, Long>> awayByEdge = new HashMap<>();
  private final Map<String, Double> savedByEdge = new HashMap<>();

  public RouteLedger(EdgeIds ids) {
    this.ids = ids;
  }

  @Override
  public void on(TableCall call) {
    String home = call.origin().service().region();
    for (Table table : call.step().tables()) {
      if (!table.region().equals(home)) {
        String edge = ids.access(call.origin().service(), call.step(), table);
        long minute = call.end() / 1000 / MINUTE * MINUTE;
        awayByEdge.computeIfAbsent(edge, e -> new TreeMap<>()).merge(minute, 1L, Long::sum);
        savedByEdge.computeIfAbsent(
            edge,
            e ->
                Distances.roundTripMillis(home, table.region())
                    - Distances.roundTripMillis(home, home));
      }
    }
  }

  @Override
  public Optional<Episode> real(Episode planned) {
    long away =
        awayByEdge
            .getOrDefault(planned.root(), new TreeMap<>())
            .subMap(planned.onset() / MINUTE * MINUTE, planned.end())
            .values()
            .stream()
            .mapToLong(n -> n)
            .sum();
    return away < LEAST_CALLS ? Optional.empty() : Optional.of(planned);
  }

  /** The milliseconds that each call would save at home. */
  @Override
  public OptionalDouble number(String measure, String edgeId, long from, long to) {
    return measure.equals("saved-per-call") && savedByEdge.containsKey(edgeId)
        ? OptionalDouble.of(savedByEdge.get(edgeId))
        : OptionalDouble.empty();
  }
}
