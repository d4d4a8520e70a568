package io.flowlens.detect.regionmismatch;

import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
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
   * A route that has been silent for so long is forgotten, so that what a job does once a day does
   * not add up.
   */
  private static final long ROUTE_MILLIS = 3_600_000L;

  /** More callers than this are not followed; the longest silent ones are dropped. */
  private static final int MAX_ROUTES = 256;

  /** A replica is in distress when it fails a fifth of a caller's calls, and at least five. */
  private static final int DISTRESS_ONE_IN = 5;

  private static final int DISTRESS_CALLS = 5;

  private final long now;
  private final TreeMap<String, Route> routes = new TreeMap<>();
  private final TreeMap<String, Replica> replicas = new TreeMap<>();

  private TableMemory(TableRegions state, long now) {
    this.now = now;
    for (Route route : state.routes) {
      routes.put(route.edge.id(), route);
    }
    for (Replica replica : state.replicas) {
      replicas.put(replica.region, replica);
    }
  }

  /** Learns from the panes that start now, and forgets what is too old. */
  static void learn(TableRegions state, long now, List<Pane> panes) {
    TableMemory memory = new TableMemory(state, now);
    List<Pane> ofData = new ArrayList<>(panes);
    ofData.removeIf(pane -> !isData(pane.edge.to) && !isData(pane.edge.from));
    memory.learnReplicas(ofData);
    memory.learnRoutes(ofData);
    memory.forget();
    state.routes = memory.routes.values().toArray(new Route[0]);
    state.replicas = memory.replicas.values().toArray(new Replica[0]);
  }

  private void learnReplicas(List<Pane> panes) {
    for (Pane pane : panes) {
      boolean called = isData(pane.edge.to);
      Replica replica = replica((called ? pane.edge.to : pane.edge.from).region);
      if (pane.get(Counter.OK) > 0 || !called) {
        replica.lastOk = now;
      }
      if (pane.get(Counter.OK) > 0 && isWrite(pane.edge.access)) {
        replica.lastWrite = now;
      }
      long broken =
          Math.min(
              pane.get(Counter.FAILED),
              pane.errors(ErrorClass.TIMEOUT) + pane.errors(ErrorClass.SERVER));
      if (broken >= DISTRESS_CALLS && broken * DISTRESS_ONE_IN >= pane.get(Counter.CALLS)) {
        replica.lastDistress = now;
      }
    }
  }

  private void learnRoutes(List<Pane> panes) {
    for (Pane pane : panes) {
      if (isData(pane.edge.to) && isAsked(pane.edge.access) && pane.get(Counter.CALLS) > 0) {
        Route route = routes.computeIfAbsent(pane.edge.id(), id -> route(pane.edge));
        RouteTraffic traffic = RouteTraffic.of(route, now);
        traffic.count(pane);
        traffic.keep(route);
        route.lastCall = now;
        route.elsewhereSince = 0;
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

  private void forget() {
    routes.values().removeIf(route -> now - route.lastCall > ROUTE_MILLIS);
    replicas
        .values()
        .removeIf(replica -> Math.max(replica.lastOk, replica.lastDistress) < now - REPLICA_MILLIS);
    if (routes.size() > MAX_ROUTES) {
      List<Route> oldest = new ArrayList<>(routes.values());
      oldest.sort(Comparator.comparingLong(route -> route.lastCall));
      oldest
          .subList(0, routes.size() - MAX_ROUTES)
          .forEach(route -> routes.remove(route.edge.id()));
    }
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

  private static boolean isAsked(Access access) {
    return access == Access.READ || isWrite(access);
  }

  private static boolean isData(Node node) {
    return node.kind == NodeKind.TABLE || node.kind == NodeKind.INDEX;
  }
}
