package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Distances;
import io.flowlens.lab.simulator.world.Pool;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** The connections to DynamoDB that each copy of each service holds, by region. */
final class Connections {
  private static final double SPREAD = 0.3;

  /** One instance's connections to one region, and the calls that wait for one. */
  private static final class Held {
    /** When each idle connection was given back, epoch microseconds, the latest first. */
    private final Deque<Long> idle = new ArrayDeque<>();

    private final Deque<LongConsumer> waiting = new ArrayDeque<>();
    private int used;
  }

  private final Map<String, Held> byCopy = new HashMap<>();
  private final SeededRandom random;

  Connections(SeededRandom random) {
    this.random = random;
  }

  /**
   * Takes the connection used last, or opens one, as soon as the pool allows it: at once, or when
   * another call gives one back and all that came before have theirs.
   *
   * @param now epoch microseconds
   * @param use takes the cost of opening it, in microseconds; 0 for an open one
   */
  void take(Origin origin, String region, long now, LongConsumer use) {
    Pool pool = origin.service().pool();
    if (pool.isFree()) {
      use.accept(0);
      return;
    }
    Held held = byCopy.computeIfAbsent(key(origin, region), k -> new Held());
    if (held.used < pool.most()) {
      held.used++;
      use.accept(openingMicros(held, origin, region, now));
    } else {
      held.waiting.addLast(use);
    }
  }

  private long openingMicros(Held held, Origin origin, String region, long now) {
    Pool pool = origin.service().pool();
    Long since = held.idle.pollFirst();
    if (since != null && now - since <= pool.idleSeconds() * 1e6) {
      return 0;
    }
    // The others have been idle even longer.
    held.idle.clear();
    if (pool.handshakeMillis() == 0) {
      return 0;
    }
    double roundTrip = Distances.roundTripMillis(origin.service().region(), region);
    double millis = Pool.ROUND_TRIPS * roundTrip + random.logNormal(pool.handshakeMillis(), SPREAD);
    return Math.round(millis * 1000);
  }

  /** The call is over, and its connection can be used again. */
  void giveBack(Origin origin, String region, long now) {
    over(origin, region, now, true);
  }

  /** The call is over, and its connection is closed: an answer may still come on it. */
  void close(Origin origin, String region, long now) {
    over(origin, region, now, false);
  }

  private void over(Origin origin, String region, long now, boolean usable) {
    if (origin.service().pool().isFree()) {
      return;
    }
    Held held = byCopy.get(key(origin, region));
    held.used--;
    if (usable) {
      held.idle.addFirst(now);
    }
    LongConsumer next = held.waiting.pollFirst();
    if (next != null) {
      take(origin, region, now, next);
    }
  }

  private static String key(Origin origin, String region) {
    return origin.service().name() + '/' + origin.instance() + '/' + region;
  }
}
