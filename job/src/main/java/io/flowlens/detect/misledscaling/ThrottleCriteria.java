package io.flowlens.detect.misledscaling;

import io.flowlens.config.Settings;
import java.io.Serializable;

/** Whether so many calls are throttled that the reason is worth a word. */
final class ThrottleCriteria implements Serializable {
  private static final long WINDOW = 10 * CapacityMinutes.MILLIS;
  private static final int LEAST_MINUTES = 5;

  private final long minThrottles;
  private final double minShare;

  ThrottleCriteria(Settings settings) {
    minThrottles = settings.get(MisledScalingOptions.MIN_THROTTLES);
    minShare = settings.get(MisledScalingOptions.MIN_THROTTLED_SHARE);
  }

  void judge(ScalingTarget target, CapacityMinutes minutes, WriteMinutes writes) {
    long end = minutes.newest() + CapacityMinutes.MILLIS;
    Throttling throttling =
        Throttling.of(minutes, target.isTableWrites() ? writes : null, end - WINDOW, end);
    if (throttling.calls < minThrottles
        || throttling.minutes < LEAST_MINUTES
        || throttling.share < minShare) {
      clear(target);
      return;
    }
    if (target.throttledSince == 0) {
      target.throttledSince = first(minutes, end - WINDOW, end);
    }
    target.throttled = ThrottleExplanation.of(target, throttling, end, minShare);
  }

  static void clear(ScalingTarget target) {
    target.throttledSince = 0;
    target.throttled = null;
  }

  private static long first(CapacityMinutes minutes, long from, long end) {
    long first = from;
    while (first < end && minutes.get(first, CapacityMinutes.THROTTLES) == 0) {
      first += CapacityMinutes.MILLIS;
    }
    return first < end ? first : from;
  }
}
