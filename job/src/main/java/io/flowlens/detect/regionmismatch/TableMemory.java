package io.flowlens.detect.regionmismatch;

import io.flowlens.detect.api.Round;
import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.LatencySketch;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Brings what is known of a table up to date with one more pane of its edges. */
final class TableMemory {
  /**
   * How long a replica is believed in after it last answered: longer than a failover is given, so
   * that a forgotten one still knows where to go back to.
   */
  static final long REPLICA_MILLIS = 48 * 3_600_000L;

  /**
   * A route that leaves the region and has been silent for so long starts from nothing, so that
   * what a job does once a day does not add up.
   */
  static final long ROUTE_MILLIS = 3_600_000L;

  /** A silent route counts in the caller's total for as long as the longest window. */
  private static final long TOTAL_MILLIS = 6 * 3_600_000L;

  /** Trouble that comes back within this time is the same: nights and weekends lie between. */
  static final long SAME_TROUBLE_MILLIS = 72 * 3_600_000L;

  /** More callers than this are not followed; the longest silent ones are dropped. */
  private static final int MAX_ROUTES = 256;

  /** The usual duration follows slower ones slowly, so that an outage does not become usual. */
  private static final double SLOWER_STEP = 1.005;

  private static final double FASTER_STEP = 0.95;

  private final long now;
  private final TreeMap<String, Route> routes = new TreeMap<>();
  private final TreeMap<String, Replica> replicas = new TreeMap<>();

  private TableMemory(TableRegions state, long now) {
    this.now = now;
    for (Route route : state.routes) {
      route.strays = route.strays == null && route.edge.crossRegion() ? new Strays() : route.strays;
      routes.put(route.edge.id(), route);
    }
    for (Replica replica : state.replicas) {
      replicas.put(replica.region, replica);
    }
  }

  /**
   * Learns from a round, and forgets what is too old.
   *
   * @param declared whether the settings say that tables of this name are replicas of one
   */
  static void learn(TableRegions state, Round round, boolean declared) {
    TableMemory memory = new TableMemory(state, round.start());
    List<Pane> ofData = new ArrayList<>(round.panes());
    ofData.removeIf(pane -> !isData(pane.edge.to) && !isData(pane.edge.from));
    memory.learnReplicas(ofData);
    memory.learnProofs(ofData, round.signals(), declared);
    memory.learnRoutes(ofData);
    memory.forget();
    state.routes = memory.routes.values().toArray(new Route[0]);
    state.replicas = memory.replicas.values().toArray(new Replica[0]);
  }

  private void learnReplicas(List<Pane> panes) {
    TreeMap<String, ReplicaHealth> asked = new TreeMap<>();
    for (Pane pane : panes) {
      boolean called = isData(pane.edge.to);
      Replica replica = replica((called ? pane.edge.to : pane.edge.from).region);
      if (pane.get(Counter.OK) > 0 || !called) {
        replica.lastOk = now;
      }
      if (called && isCall(pane.edge.access)) {
        if (pane.get(Counter.OK) > 0) {
          replica.lastAnswer = now;
        }
        if (pane.get(Counter.OK) > 0 && isWrite(pane.edge.access)) {
          ReplicaWrites.add(replica, now, pane.get(Counter.OK));
        }
        Route route = routes.get(pane.edge.id());
        asked
            .computeIfAbsent(replica.region, region -> ReplicaHealth.of(replica, now))
            .count(pane, route == null ? 0 : route.usualMicros);
      }
    }
    asked.values().forEach(ReplicaHealth::keep);
  }

  private void learnProofs(List<Pane> panes, List<Signal> changes, boolean declared) {
    ReplicaProof proof = new ReplicaProof(replicas.values(), this::replica);
    proof.configured(changes);
    proof.seen(panes, now);
    if (declared) {
      proof.declared();
    }
  }

  private void learnRoutes(List<Pane> panes) {
    for (Pane pane : panes) {
      if (isData(pane.edge.to) && isCall(pane.edge.access) && pane.get(Counter.CALLS) > 0) {
        learn(routes.computeIfAbsent(pane.edge.id(), id -> route(pane.edge)), pane, panes);
      }
    }
    for (Pane pane : panes) {
      for (Route route : routes.values()) {
        if (route.lastCall != now && isElsewhere(route.edge, pane.edge)) {
          route.elsewhereSince += pane.get(Counter.CALLS);
        }
      }
    }
  }

  private void learn(Route route, Pane pane, List<Pane> panes) {
    boolean leaves = route.edge.crossRegion();
    if (leaves && route.lastCall != Route.NEVER && now - route.lastCall > ROUTE_MILLIS) {
      RouteTraffic.forget(route);
    }
    RouteTraffic traffic = RouteTraffic.of(route, now);
    traffic.count(pane);
    traffic.keep(route);
    if (leaves) {
      count(route, pane, panes);
    }
    route.firstCall = route.firstCall == Route.NEVER ? now : route.firstCall;
    route.lastCall = now;
    route.lastOk = pane.get(Counter.OK) > 0 ? now : route.lastOk;
    route.elsewhereSince = 0;
    learnUsual(route, pane);
  }

  private void count(Route route, Pane pane, List<Pane> panes) {
    Strays strays = route.strays;
    long calls = pane.get(Counter.CALLS);
    long asked = strays.runSince == Route.NEVER ? 0 : route.elsewhereSince;
    for (Pane other : panes) {
      asked += isSameQuestion(route.edge, other.edge) ? other.get(Counter.CALLS) : 0;
    }
    strays.runSince = strays.runSince == Route.NEVER ? now : strays.runSince;
    strays.runCalls += calls;
    strays.runAsked += asked;
    if (route.mismatchSince != Route.NEVER) {
      strays.strayed += calls;
      strays.asked += asked;
    }
  }

  private static void learnUsual(Route route, Pane pane) {
    LatencySketch latency = pane.get(Detail.LATENCY);
    if (latency.count() > 0) {
      double median = 1_000 * latency.quantileMillis(0.5);
      double step = median > route.usualMicros ? SLOWER_STEP : FASTER_STEP;
      route.usualMicros = (float) (route.usualMicros == 0 ? median : route.usualMicros * step);
    }
  }

  private void forget() {
    routes.values().removeIf(route -> now - route.lastCall > keptMillis(route));
    replicas
        .values()
        .removeIf(
            replica ->
                replica.proof.isEmpty()
                    && Math.max(replica.lastOk, replica.lastDistress) < now - REPLICA_MILLIS);
    if (routes.size() > MAX_ROUTES) {
      List<Route> oldest = new ArrayList<>(routes.values());
      oldest.sort(Comparator.comparingLong(route -> route.lastCall));
      oldest
          .subList(0, routes.size() - MAX_ROUTES)
          .forEach(route -> routes.remove(route.edge.id()));
    }
  }

  private static long keptMillis(Route route) {
    return route.strays == null || route.strays.firstBegan == Route.NEVER
        ? TOTAL_MILLIS
        : SAME_TROUBLE_MILLIS;
  }

  private Replica replica(String region) {
    return replicas.computeIfAbsent(
        region,
        name -> {
          Replica replica = new Replica();
          replica.region = name;
          return replica;
        });
  }

  private static Route route(Edge edge) {
    Route route = new Route();
    route.edge = edge;
    route.strays = edge.crossRegion() ? new Strays() : null;
    return route;
  }

  /** Whether both are the same caller's same access to the same data, in different regions. */
  private static boolean isElsewhere(Edge one, Edge other) {
    return isSameQuestion(one, other) && !one.to.region.equals(other.to.region);
  }

  /** Whether both are the same caller's same access to the same data, wherever. */
  static boolean isSameQuestion(Edge one, Edge other) {
    return one.access == other.access
        && one.from.equals(other.from)
        && one.to.kind == other.to.kind
        && one.to.name.equals(other.to.name);
  }

  static boolean isWrite(Access access) {
    return access == Access.WRITE || access == Access.TRANSACT;
  }

  /** The name of the table that this edge is of; empty where it is of none. */
  static String tableName(Edge edge) {
    Node data = isData(edge.to) ? edge.to : edge.from;
    int slash = data.kind == NodeKind.INDEX ? data.name.indexOf('/') : -1;
    return !isData(data) ? "" : slash < 0 ? data.name : data.name.substring(0, slash);
  }

  private static boolean isCall(Access access) {
    return access == Access.READ || isWrite(access);
  }

  private static boolean isData(Node node) {
    return node.kind == NodeKind.TABLE || node.kind == NodeKind.INDEX;
  }
}
