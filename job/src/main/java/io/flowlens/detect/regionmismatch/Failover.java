package io.flowlens.detect.regionmismatch;

import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import java.util.HashSet;
import java.util.Set;

/** Whether calls left the nearer region because it failed them, or together with all others. */
final class Failover {
  /** How long before the calls left, and after, the nearer region's distress may show. */
  private static final long DISTRESS_BEFORE_MILLIS = 900_000;

  private static final long DISTRESS_AFTER_MILLIS = 600_000;

  /**
   * Callers leave at once when none is answered any more this soon after the calls began to leave.
   */
  private static final long AT_ONCE_MILLIS = 60_000;

  /** Who was not answered in this time before that had gone already. */
  private static final long BEFORE_MILLIS = 1_800_000;

  /** An answer that is older than this does not show that a region answers. */
  private static final long RECENT_MILLIS = 600_000;

  private static final double ALL = 0.95;

  private final Mismatch mismatch;
  private final TableRegions state;
  private final Replica near;

  Failover(Mismatch mismatch, TableRegions state) {
    this.mismatch = mismatch;
    this.state = state;
    this.near = mismatch.near;
  }

  /** Whether the nearer region failed its callers when the calls began to leave. */
  boolean fromDistress() {
    long began = mismatch.route.strays.began;
    return near != null
        && near.lastDistress != Route.NEVER
        && near.lastDistress >= began - DISTRESS_BEFORE_MILLIS
        && near.distressSince <= began + DISTRESS_AFTER_MILLIS;
  }

  /** Whether several callers left the nearer region at once, so that none is answered there. */
  boolean ofAll() {
    return left().size() > 1;
  }

  /**
   * Whether one caller alone took all its calls away at once, and nobody else is answered there.
   */
  boolean ofOne() {
    return left().size() == 1
        && left().contains(mismatch.route.edge.from)
        && mismatch.shareLately() >= ALL;
  }

  /** Whether another caller is answered in the nearer region since the calls began to leave. */
  boolean othersAreAnswered() {
    for (Route route : state.routes) {
      if (isNear(route.edge)
          && !route.edge.from.equals(mismatch.route.edge.from)
          && route.lastOk > mismatch.route.strays.began + atOnceMillis()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the nearer region has answered somebody since the calls began to leave, and lately, and
   * does not fail its callers.
   */
  boolean answers(long now) {
    return near != null
        && near.lastAnswer != Route.NEVER
        && near.lastAnswer >= mismatch.route.strays.began
        && near.lastAnswer >= now - RECENT_MILLIS
        && near.lastDistress < now - RECENT_MILLIS / 2;
  }

  /**
   * Whether the caller asked the nearer region in the same way before the calls began to leave:
   * else they have always left, and that may be meant.
   */
  boolean leftNearer() {
    for (Route route : state.routes) {
      if (TableMemory.isSameQuestion(route.edge, mismatch.route.edge)
          && route.edge.to.region.equals(mismatch.better)
          && route.firstCall != Route.NEVER
          && route.firstCall <= mismatch.route.strays.began - RECENT_MILLIS / 2) {
        return true;
      }
    }
    return false;
  }

  /** The callers that left; empty when one in the same region is still answered. */
  private Set<Node> left() {
    long began = mismatch.route.strays.began;
    Set<Node> left = new HashSet<>();
    for (Route route : state.routes) {
      if (isNear(route.edge) && route.lastOk != Route.NEVER) {
        if (route.lastOk > began + atOnceMillis()) {
          return Set.of();
        }
        if (route.lastOk >= began - BEFORE_MILLIS) {
          left.add(route.edge.from);
        }
      }
    }
    return left;
  }

  /** Where noise went before, it is only known in which five minutes the calls began to leave. */
  private long atOnceMillis() {
    boolean exact = mismatch.route.strays.began == mismatch.route.strays.runSince;
    return exact ? AT_ONCE_MILLIS : AT_ONCE_MILLIS + RouteTraffic.SLOT_MILLIS;
  }

  private boolean isNear(Edge edge) {
    return edge.from.region.equals(mismatch.route.edge.from.region)
        && edge.to.region.equals(mismatch.better);
  }
}
