package io.flowlens.detect.replayloop;

import io.flowlens.config.Settings;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Span;
import io.flowlens.model.Judgement.Level;
import java.io.Serializable;

/** When a function that writes to the table it listens to is a loop. */
final class LoopRule implements Serializable {
  private final long minRecords;
  private final double costly;
  private final double runaway;
  private final double z;

  LoopRule(Settings settings) {
    minRecords = settings.get(ReplayLoopOptions.MIN_RECORDS);
    costly = settings.get(ReplayLoopOptions.COSTLY);
    runaway = settings.get(ReplayLoopOptions.RUNAWAY);
    z = settings.get(ReplayLoopOptions.CONFIDENCE_Z);
  }

  /**
   * The traffic that says most of the loop: of the shortest span that shows it running away, else
   * of the shortest that shows it at all; null when none does, while the function catches up, or
   * when it was given enough records in the last minute and wrote for none of them.
   */
  LoopTraffic loop(Delivery delivery, long now) {
    if (delivery.writes == null || now < delivery.catchingUpUntil) {
      return null;
    }
    PaneRings rings = PaneRings.unpack(delivery.traffic, LoopTraffic.COUNTERS);
    LoopTraffic found = null;
    LoopTraffic all = LoopTraffic.of(rings, Span.FIFTEEN_MINUTES);
    if (!all.comesBack() || (!all.sampled && hasEnded(LoopTraffic.of(rings, Span.MINUTE)))) {
      return null;
    }
    for (Span span : new Span[] {Span.MINUTE, Span.FIVE_MINUTES, Span.FIFTEEN_MINUTES}) {
      LoopTraffic traffic = LoopTraffic.of(rings, span);
      if (traffic.delivered < minRecords || !traffic.comesBack()) {
        continue;
      }
      if (isRunaway(traffic)) {
        return traffic;
      }
      if (found == null && traffic.atLeast(z) > costly) {
        found = traffic;
      }
    }
    return found;
  }

  private boolean hasEnded(LoopTraffic lately) {
    return lately.own == 0 && lately.delivered >= minRecords;
  }

  boolean isRunaway(LoopTraffic traffic) {
    return traffic.atLeast(z) >= runaway;
  }

  /** A loop that stands still holds its episode, and opens none. */
  Level level(LoopTraffic loop, Delivery delivery) {
    PaneRings rings = PaneRings.unpack(delivery.traffic, LoopTraffic.COUNTERS);
    if (LoopTraffic.of(rings, Span.MINUTE).own == 0) {
      return Level.HOLDING;
    }
    return isRunaway(loop) ? Level.EXTREME : Level.FIRING;
  }
}
