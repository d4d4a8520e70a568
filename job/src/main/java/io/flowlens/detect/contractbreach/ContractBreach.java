package io.flowlens.detect.contractbreach;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.contract.Contracts;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Access;
import io.flowlens.model.Contract;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.Pane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Does an edge break what it is promised to be? The definition stands in the package's description.
 */
public final class ContractBreach implements Detector<ReporterState> {
  /** The anomaly type. */
  public static final String ID = "contract-breach";

  /** More edges of one program than this are not followed; those silent for longest are dropped. */
  private static final int MAX_EDGES = 256;

  private static final Duration LEAST_MEMORY = Duration.ofDays(30);

  private final Contracts contracts;
  private final LearnedContracts learned;
  private final EdgeJudge judge;
  private final Pools pools;

  /** With the contracts and thresholds of these settings. */
  public ContractBreach(Settings settings) {
    contracts = new Contracts(settings);
    learned = new LearnedContracts(settings);
    judge = new EdgeJudge(settings);
    pools = new Pools(settings);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Does an edge break its contract: too many failed or slow calls for the budget, or no call at all?";
  }

  @Override
  public Scope scope() {
    return Scope.REPORTER;
  }

  @Override
  public Set<Access> accesses() {
    return EnumSet.complementOf(EnumSet.of(Access.CHANGE, Access.REPLICATE));
  }

  @Override
  public boolean concerns(Edge edge) {
    return learned.isOn() || contracts.mayCover(Scope.reporter(edge));
  }

  @Override
  public boolean begins(Round round) {
    return round.panes().stream().anyMatch(pane -> isPromised(pane.edge));
  }

  private boolean isPromised(Edge edge) {
    return learned.isOn() || contracts.of(edge) != null;
  }

  @Override
  public List<Option<?>> options() {
    return ContractBreachOptions.ALL;
  }

  @Override
  public Class<ReporterState> stateType() {
    return ReporterState.class;
  }

  @Override
  public ReporterState newState() {
    return new ReporterState();
  }

  @Override
  public boolean active(ReporterState state) {
    for (PromisedEdge edge : state.edges) {
      if (edge.breach != null && edge.breach.reported) {
        return true;
      }
    }
    return state.pooled.length > 0;
  }

  @Override
  public Duration memory() {
    Duration longest = Duration.ofMillis(contracts.longestWindowMillis());
    return longest.compareTo(LEAST_MEMORY) > 0 ? longest : LEAST_MEMORY;
  }

  @Override
  public void judge(Round round, ReporterState state, OwnEpisodes episodes, Findings findings) {
    Map<String, PromisedEdge> edges = new TreeMap<>();
    for (PromisedEdge edge : state.edges) {
      edges.put(edge.edge.id(), edge);
    }
    Map<String, Pane> panes = new TreeMap<>();
    long all = 0;
    for (Pane pane : round.panes()) {
      if (pane.get(Counter.CALLS) > 0) {
        all += pane.get(Counter.CALLS);
        panes.put(pane.edge.id(), pane);
      }
    }
    panes.forEach((id, pane) -> addIfPromised(edges, id, pane));
    forget(edges, round.start());
    state.edges = edges.values().toArray(new PromisedEdge[0]);
    List<JudgedEdge> judged = new ArrayList<>();
    for (PromisedEdge edge : state.edges) {
      Pane pane = panes.get(edge.edge.id());
      JudgedEdge one = new JudgedEdge(edge, contract(edge), pane, round);
      judge.judge(one, state, all, episodes, findings);
      learnIfOn(one);
      edge.calls = one.rings.packed();
      judged.add(one);
    }
    pools.judge(judged, state, findings);
    Silence.follow(state, all);
  }

  private void addIfPromised(Map<String, PromisedEdge> edges, String id, Pane pane) {
    if (!edges.containsKey(id) && isPromised(pane.edge)) {
      PromisedEdge edge = new PromisedEdge();
      edge.edge = pane.edge;
      edge.since = pane.start;
      edge.lastCall = pane.start;
      edges.put(id, edge);
    }
  }

  private Contract contract(PromisedEdge edge) {
    Contract declared = contracts.of(edge.edge);
    return declared == null ? LearnedContracts.of(edge) : declared;
  }

  private void learnIfOn(JudgedEdge one) {
    if (one.contract.name.equals(LearnedContracts.NAME)) {
      learned.learn(one.edge, one.rings, one.round.start());
    }
  }

  /** Those whose contract is gone, or which had no call for as long as anything is remembered. */
  private void forget(Map<String, PromisedEdge> edges, long now) {
    long oldest = now - memory().toMillis();
    edges.values().removeIf(edge -> edge.lastCall < oldest || !isPromised(edge.edge));
    while (edges.size() > MAX_EDGES) {
      PromisedEdge silent = null;
      for (PromisedEdge edge : edges.values()) {
        silent = silent == null || edge.lastCall < silent.lastCall ? edge : silent;
      }
      edges.remove(silent.edge.id());
    }
  }
}
