package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.Attempt;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Failure.Kind;
import io.flowlens.lab.simulator.world.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many attempts to write each edge really made and really wasted, sampled or not. */
public final class ChurnLedger implements Ledger {
  /** Less waste, or a smaller share, is no fault. */
  static final long LEAST_WASTED = 200;

  static final double LEAST_SHARE = 0.1;

  private static final long MINUTE = 60_000;

  private record Count(long attempts, long wasted) {
    static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(attempts + other.attempts, wasted + other.wasted);
    }

    double share() {
      return attempts == 0 ? 0 : wasted / (double) attempts;
    }
  }

  private final EdgeIds ids;
  private final Map<String, SortedMap<Long, Count>> byEdge = new HashMap<>();

  public ChurnLedger(EdgeIds ids) {
    this.ids = ids;
  }

  @Override
  public void on(TableCall call) {
    if (!call.step().operation().writes()) {
      return;
    }
    long minute = call.end() / 1000 / MINUTE * MINUTE;
    long wasted = call.attempts().stream().filter(ChurnLedger::isWasted).count();
    Count count = new Count(call.attempts().size(), wasted);
    for (Table table : call.step().tables()) {
      String edge = ids.access(call.origin().service(), call.step(), table);
      byEdge.computeIfAbsent(edge, e -> new TreeMap<>()).merge(minute, count, Count::plus);
    }
  }

  /** Throttled attempts consume nothing; whether one without an answer wrote is not known. */
  private static boolean isWasted(Attempt attempt) {
    return attempt.failure() != null
        && (attempt.failure().kind() == Kind.CONDITIONAL
            || attempt.failure().kind() == Kind.CONFLICT);
  }

  private Count between(String edgeId, long from, long to) {
    return byEdge.getOrDefault(edgeId, new TreeMap<>()).subMap(from, to).values().stream()
        .reduce(Count.NONE, Count::plus);
  }

  @Override
  public Optional<Episode> real(Episode planned) {
    Count count = between(planned.root(), planned.onset() / MINUTE * MINUTE, planned.end());
    return count.wasted() >= LEAST_WASTED && count.share() >= LEAST_SHARE
        ? Optional.of(planned)
        : Optional.empty();
  }

  @Override
  public OptionalDouble number(String measure, String edgeId, long from, long to) {
    Count count = between(edgeId, from, to);
    return measure.equals("wasted-share-of-attempts") && count.attempts() > 0
        ? OptionalDouble.of(count.share())
        : OptionalDouble.empty();
  }
}
