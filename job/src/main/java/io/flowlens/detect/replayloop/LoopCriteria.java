package io.flowlens.detect.replayloop;

import io.flowlens.config.Settings;
import io.flowlens.detect.stats.LookbackWindow;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.io.Serializable;

/**
 * When a function that writes to the table it listens to is a loop.
 *
 * <p>Where its writes are sampled, that they come back must be sure; what they cost is an estimate
 * over all that is remembered, which must itself be beyond the threshold and surely beyond a third
 * of it.
 */
final class LoopCriteria implements Serializable {
  private static final LookbackWindow[] WINDOWS = {
    LookbackWindow.MINUTE, LookbackWindow.FIVE_MINUTES, LookbackWindow.FIFTEEN_MINUTES
  };

  /** Of the threshold for what is costly, for an estimate. */
  private static final double SURELY = 1.0 / 3;

  /** In standard deviations, for an estimate: that it is a loop at all is sure already. */
  private static final double ESTIMATE_LESS_SURE = 1;

  private final long minRecords;
  private final long minTraces;
  private final double costly;
  private final double runaway;
  private final double z;

  LoopCriteria(Settings settings) {
    minRecords = settings.get(ReplayLoopOptions.MIN_RECORDS);
    minTraces = settings.get(ReplayLoopOptions.MIN_TRACES);
    costly = settings.get(ReplayLoopOptions.COSTLY);
    runaway = settings.get(ReplayLoopOptions.RUNAWAY);
    z = settings.get(ReplayLoopOptions.CONFIDENCE_Z);
  }

  /**
   * The traffic that says most of the loop: of the shortest window that shows it running away, else
   * of the shortest that shows it at all; null when none does, while the function catches up, or
   * when the newest minutes with enough records show none.
   */
  LoopTraffic loop(FunctionDelivery delivery, OtherWriters others, long now) {
    if (delivery.writes == null || now < delivery.catchingUpUntil) {
      return null;
    }
    PaneRings rings = LoopTraffic.rings(delivery.traffic);
    LoopTraffic found = null;
    LoopTraffic all = LoopTraffic.of(rings, LookbackWindow.FIFTEEN_MINUTES, others);
    if (!all.comesBack(z) || (!all.sampled && hasEnded(rings, others))) {
      return null;
    }
    for (LookbackWindow window : WINDOWS) {
      LoopTraffic traffic = LoopTraffic.of(rings, window, others);
      if (!isEnough(traffic) || !traffic.comesBack(z)) {
        continue;
      }
      if (isRunaway(traffic)) {
        return traffic;
      }
      if (found == null && isCostly(traffic)) {
        found = traffic;
      }
    }
    return found;
  }

  private boolean isEnough(LoopTraffic traffic) {
    return traffic.delivered >= minRecords
        && (!traffic.own.isEstimate() || traffic.own.traces >= minTraces);
  }

  /** Whether the newest of the windows with enough records shows no loop. */
  private boolean hasEnded(PaneRings rings, OtherWriters others) {
    for (LookbackWindow window : WINDOWS) {
      LoopTraffic lately = LoopTraffic.of(rings, window, others);
      if (lately.delivered >= minRecords) {
        return lately.reproduction() <= costly / 2 || !lately.comesBack(z);
      }
    }
    return false;
  }

  /** Keeps what the loop has done since it began; none is kept when there is no loop. */
  void sumUp(FunctionDelivery delivery, LoopTraffic loop, OtherWriters others, long paneStart) {
    if (loop == null) {
      delivery.loop = null;
      return;
    }
    PaneRings rings = LoopTraffic.rings(delivery.traffic);
    LoopTraffic minute = LoopTraffic.of(rings, LookbackWindow.MINUTE, others);
    if (delivery.loop == null) {
      delivery.loop = new LoopTotals();
      delivery.loop.begin(loop, LoopTraffic.firstWrite(rings, loop.window, paneStart));
      delivery.loop.notePeak(minute, paneStart + Pane.MILLIS);
    } else {
      LoopTraffic pane = LoopTraffic.of(rings, LookbackWindow.PANE, others);
      delivery.loop.add(pane, minute, paneStart + Pane.MILLIS);
    }
  }

  boolean isRunaway(LoopTraffic traffic) {
    return traffic.atLeast(traffic.own.isEstimate() ? z - ESTIMATE_LESS_SURE : z) >= runaway;
  }

  private boolean isCostly(LoopTraffic traffic) {
    if (!traffic.own.isEstimate()) {
      return traffic.atLeast(z) > costly;
    }
    return traffic.window == LookbackWindow.FIFTEEN_MINUTES
        && traffic.reproduction() > costly
        && traffic.atLeast(z) > SURELY * costly;
  }

  /** A loop that stands still holds its episode, and opens none. */
  Level level(LoopTraffic loop, FunctionDelivery delivery, OtherWriters others) {
    PaneRings rings = LoopTraffic.rings(delivery.traffic);
    if (LoopTraffic.of(rings, LookbackWindow.MINUTE, others).own.made == 0) {
      return Level.HOLDING;
    }
    return isRunaway(loop) ? Level.EXTREME : Level.FIRING;
  }
}
