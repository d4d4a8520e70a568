package io.flowlens.detect.batchflood;

import io.flowlens.config.Settings;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.io.Serializable;

/** When a consumer is behind, why, and when that is over. */
final class FloodCriteria implements Serializable {
  /** Failing invocations are judged by replay-loop. */
  private static final double FAILS = 0.1;

  private static final double SLOW_SHARE = 0.7;

  /** A consumer that works off a backlog takes so many times as much as usual. */
  private static final double WORKS_OFF = 1.5;

  /** Where a backlog has no known reason it must be twice as long as that of a slow consumer. */
  private static final double TIMES_SLOW = 2;

  /** Without a delivery for so long nothing is known any more. */
  private static final long SILENT_MILLIS = 15 * Minutes.MILLIS;

  /** For so long after it last grew, an open one is held as it is. */
  private static final long RECENT_MILLIS = 2 * Minutes.MILLIS;

  private final double minWait;
  private final double timesUsualWait;
  private final double minSlope;
  private final double timesUsualArrivals;
  private final double slowWait;

  FloodCriteria(Settings settings) {
    minWait = settings.get(BatchFloodOptions.MIN_WAIT).toMillis() / 1_000.0;
    timesUsualWait = settings.get(BatchFloodOptions.TIMES_USUAL_WAIT);
    minSlope = settings.get(BatchFloodOptions.MIN_SLOPE);
    timesUsualArrivals = settings.get(BatchFloodOptions.TIMES_USUAL_ARRIVALS);
    slowWait = settings.get(BatchFloodOptions.SLOW_WAIT).toMillis() / 1_000.0;
  }

  /** The wait that must be exceeded, seconds. */
  double limit(Lag lag) {
    double usual = Double.isNaN(lag.usualAge) ? 0 : timesUsualWait * lag.usualAge;
    return Math.max(minWait, usual);
  }

  double minSlope() {
    return minSlope;
  }

  /** Why the consumer has fallen behind; null where it has not. */
  Kind begins(Lag lag) {
    if (lag.failedShare >= FAILS) {
      return null;
    }
    boolean older = lag.age > limit(lag) && lag.ageRises && lag.slope >= minSlope;
    boolean more = lag.arrivals >= timesUsualArrivals * lag.usualArrivals;
    if (more && lag.isBalanced && !lag.isAgeKnown() && lag.taken >= WORKS_OFF * lag.usualTaken) {
      return lag.waitingRises && lag.work(lag.waiting) > minWait ? Kind.FLOOD : null;
    }
    if (!older) {
      return null;
    }
    if (more && !(lag.arrivals <= lag.taken)) {
      return Kind.FLOOD;
    }
    boolean slow = lag.taken <= SLOW_SHARE * lag.usualTaken && !lag.falls();
    boolean asMuch = lag.arrivals >= SLOW_SHARE * lag.usualArrivals;
    if (slow && asMuch) {
      return lag.age > slowWait ? Kind.SLOW : null;
    }
    return lag.age > TIMES_SLOW * slowWait && !lag.falls() ? Kind.BACKLOG : null;
  }

  /**
   * How old records are when they are taken, seconds. Where that is not shown, as old as it takes
   * to fill a backlog of that length at the rate at which records have arrived.
   */
  static double wait(Lag lag, Flooding flooding, long now) {
    if (lag.isAgeKnown()) {
      return lag.age;
    }
    double seconds = (now + Pane.MILLIS - flooding.since) / 1_000.0;
    return flooding.arrived == 0
        ? 0
        : Math.min(seconds, flooding.waiting * seconds / flooding.arrived);
  }

  /** Whether the backlog grows. */
  boolean grows(Lag lag) {
    if (lag.falls()) {
      return false;
    }
    return lag.isAgeKnown() ? lag.ageRises && lag.slope >= minSlope / 2 : lag.waitingRises;
  }

  /** Where an open one stands. */
  Level level(Lag lag, Consumer consumer, long now) {
    if (consumer.lastPane < now - SILENT_MILLIS) {
      return Level.CLEAR;
    }
    if (wait(lag, consumer.flooding, now) < limit(lag) / 2) {
      return Level.CLEAR;
    }
    boolean worksOff = lag.isAgeKnown() || lag.taken >= WORKS_OFF * lag.usualTaken;
    boolean recent = consumer.flooding.grewAt >= now - RECENT_MILLIS;
    if (!worksOff && !recent) {
      return Level.CLEAR;
    }
    return recent && !lag.falls() ? Level.FIRING : Level.HOLDING;
  }
}
