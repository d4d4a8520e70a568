package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.engine.Dice;
import io.flowlens.lab.simulator.world.Distances;
import io.flowlens.lab.simulator.world.Pool;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The connections to DynamoDB that each copy of each service holds, by region. */
final class Connections {
  private static final double SPREAD = 0.3;

  /** When each idle connection was given back, the latest first. */
  private final Map<String, Deque<Long>> idle = new HashMap<>();

  private final Dice dice;

  Connections(Dice dice) {
    this.dice = dice;
  }

  /** Takes the connection used last, or opens one; what that costs in microseconds. */
  long take(Origin origin, String region, long now) {
    Pool pool = origin.service().pool();
    if (pool.handshakeMillis() == 0) {
      return 0;
    }
    Deque<Long> connections = idle.get(key(origin, region));
    Long since = connections == null ? null : connections.pollFirst();
    if (since != null && now - since <= pool.idleSeconds() * 1e6) {
      return 0;
    }
    if (since != null) {
      // The others have been idle even longer.
      connections.clear();
    }
    double roundTrip = Distances.roundTripMillis(origin.service().region(), region);
    double millis = Pool.ROUND_TRIPS * roundTrip + dice.logNormal(pool.handshakeMillis(), SPREAD);
    return Math.round(millis * 1000);
  }

  /** The connection can be used again. */
  void giveBack(Origin origin, String region, long now) {
    if (origin.service().pool().handshakeMillis() > 0) {
      idle.computeIfAbsent(key(origin, region), k -> new ArrayDeque<>()).addFirst(now);
    }
  }

  private static String key(Origin origin, String region) {
    return origin.service().name() + '/' + origin.instance() + '/' + region;
  }
}
