package io.flowlens.detect.contractbreach;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Subject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges edges that have too few bad calls to be judged alone together with their siblings: the
 * other such edges of the same program under the same contract.
 */
final class Pools implements Serializable {
  private final long minBad;
  private final double z;

  Pools(Settings settings) {
    minBad = settings.get(ContractBreachOptions.MIN_BAD);
    z = settings.get(ContractBreachOptions.CONFIDENCE_Z);
  }

  void judge(List<JudgedEdge> edges, ReporterState state, Findings findings) {
    Map<String, List<JudgedEdge>> pools = new TreeMap<>();
    for (JudgedEdge one : edges) {
      if (!one.isReported() && !one.contract.name.equals(LearnedContracts.NAME)) {
        pools.computeIfAbsent(one.contract.name, name -> new ArrayList<>()).add(one);
      }
    }
    Set<String> before = new TreeSet<>(Arrays.asList(state.pooled));
    Set<String> broken = new TreeSet<>();
    for (Map.Entry<String, List<JudgedEdge>> pool : pools.entrySet()) {
      BurnFinding worst = worst(pool.getValue(), before.contains(pool.getKey()));
      if (worst == null || worst.pair == null) {
        continue;
      }
      if (broken.isEmpty()) {
        List<JudgedEdge> members = members(pool.getValue(), worst.promise);
        findings.add(
            Subject.of(Scope.reporter(members.get(0).edge.edge)),
            worst.met ? Level.FIRING : Level.HOLDING,
            PoolExplanation.of(members, worst));
      }
      broken.add(pool.getKey());
    }
    state.pooled = broken.toArray(new String[0]);
  }

  private BurnFinding worst(List<JudgedEdge> pool, boolean reported) {
    BurnFinding worst = null;
    for (Promise promise : Promise.values()) {
      List<JudgedEdge> members = members(pool, promise);
      if (members.stream().filter(one -> one.rings.bad(Span.THREE_DAYS, promise) > 0).count() < 2) {
        continue;
      }
      JudgedEdge any = members.get(0);
      Spending together = new Spending(promise.allowed(any.contract), any.contract.windowMillis);
      members.forEach(one -> together.add(one.rings, promise, one.knownMillis()));
      BurnPair met = BurnPair.met(together, minBad, z);
      BurnPair still = reported ? BurnPair.stillMet(together) : null;
      worst =
          BurnFinding.worse(
              worst, new BurnFinding(promise, together, met != null ? met : still, met != null));
    }
    return worst;
  }

  private List<JudgedEdge> members(List<JudgedEdge> pool, Promise promise) {
    List<JudgedEdge> members = new ArrayList<>(pool);
    members.removeIf(
        one ->
            !promise.isOf(one.contract)
                || one.rings.counted(Span.THREE_DAYS, promise) == 0
                || one.rings.bad(Span.HOUR, promise) >= minBad);
    return members;
  }
}
