package io.flowlens.detect.coldcachespike;

import io.flowlens.config.Settings;
import io.flowlens.model.Judgement.Level;
import java.io.Serializable;

/** When slow calls are a cold-cache spike. */
final class SpikeCriteria implements Serializable {
  /** The running minute and so many before it, shortest first. */
  private static final int[] SPANS = {2, 5, ExposureCounts.MINUTES};

  private static final int RECENT = 5;

  /**
   * Whether it goes on is asked of a window in which so many slow calls would meet the threshold.
   */
  private static final double EXPECTED = 10;

  /**
   * Fewer of the exposed calls are slow when pauses are common and something else slows calls. A
   * call that is the first one seen is the first one there was as often as calls are seen, or more.
   */
  private static final double MIN_RESPONSE = 0.2;

  private final long minSlow;
  private final double minShare;
  private final double minTimeShare;
  private final double z;
  private final double minFraction;
  private final long lowTraffic;
  private final long pauseMinutes;
  private final long startMinutes;

  SpikeCriteria(Settings settings) {
    minSlow = settings.get(ColdCacheSpikeOptions.MIN_SLOW);
    minShare = settings.get(ColdCacheSpikeOptions.MIN_SHARE);
    minTimeShare = settings.get(ColdCacheSpikeOptions.MIN_TIME_SHARE);
    z = settings.get(ColdCacheSpikeOptions.CONFIDENCE_Z);
    minFraction = settings.get(ColdCacheSpikeOptions.MIN_FRACTION);
    lowTraffic = settings.get(ColdCacheSpikeOptions.LOW_TRAFFIC);
    pauseMinutes = settings.get(ColdCacheSpikeOptions.PAUSE_MINUTES);
    startMinutes = settings.get(ColdCacheSpikeOptions.START_MINUTES);
  }

  /**
   * Judges what was counted. The whole quarter of an hour must not deny what a shorter window says,
   * which can be chance where few instances are followed.
   */
  SpikeAssessment judge(ExposureCounts counts, boolean active, UsualShare usual) {
    boolean silent = counts.sum(RECENT, ExposureCounts.CALLS) == 0 || isLow(counts, 0.1);
    if (silent || (!active && mayNotFire(counts))) {
      return new SpikeAssessment(Level.CLEAR, null, false, false);
    }
    SpikeWindow current = current(counts);
    if (current.medianIsUp() || !goesOn(current)) {
      return new SpikeAssessment(Level.CLEAR, null, false, false);
    }
    SpikeWindow all = new SpikeWindow(counts, ExposureCounts.MINUTES);
    if (all.coldFraction() < minFraction / 2) {
      return new SpikeAssessment(Level.CLEAR, null, false, false);
    }
    SpikeWindow firing = firing(counts);
    double share = counts.slowFirstShare();
    if (!active && usual.isStanding(share)) {
      return new SpikeAssessment(Level.CLEAR, null, false, false);
    }
    Level otherwise = active ? Level.HOLDING : Level.CLEAR;
    SpikeWindow reported = firing == null ? all : firing;
    return new SpikeAssessment(
        firing == null ? otherwise : Level.FIRING,
        reported,
        isLow(counts, 1) || isFromLowTraffic(counts, reported),
        usual.hasGrown(share));
  }

  /** Whether there is less traffic lately than so many times what counts as low. */
  private boolean isLow(ExposureCounts counts, double times) {
    return isTrafficKnown(counts)
        && counts.sum(RECENT, ExposureCounts.CALLS) + counts.sum(RECENT, ExposureCounts.LEFT_OUT)
            < times * lowTraffic;
  }

  /** Whether most slow first calls are of minutes with little traffic, as after a night. */
  private boolean isFromLowTraffic(ExposureCounts counts, SpikeWindow window) {
    long busy = counts.slowInBusyMinutes(window.minutes, window.cold.causes, lowTraffic / RECENT);
    return isTrafficKnown(counts) && 2 * busy < window.cold.exposedSlow;
  }

  private static boolean isTrafficKnown(ExposureCounts counts) {
    return counts.sum(RECENT, ExposureCounts.SAMPLED) == 0
        || counts.sum(RECENT, ExposureCounts.LEFT_OUT) > 0;
  }

  /** A cheap answer for nearly all edges at nearly all times. */
  private boolean mayNotFire(ExposureCounts counts) {
    boolean whole = counts.sum(ExposureCounts.MINUTES, ExposureCounts.LEFT_OUT) == 0;
    return counts.sum(ExposureCounts.MINUTES, ExposureCounts.SLOW)
        < (whole ? minSlow : ExposureEffect.MIN_SLOW);
  }

  private SpikeWindow current(ExposureCounts counts) {
    int shortest = SPANS.length - 1;
    while (shortest > 0
        && counts.sum(SPANS[shortest - 1], ExposureCounts.CALLS) * minShare >= EXPECTED) {
      shortest--;
    }
    return new SpikeWindow(counts, SPANS[shortest]);
  }

  /** The shortest window that meets the definition; null when none does. */
  private SpikeWindow firing(ExposureCounts counts) {
    for (int minutes : SPANS) {
      SpikeWindow window = new SpikeWindow(counts, minutes);
      if (fires(window)) {
        return window;
      }
    }
    return null;
  }

  private boolean fires(SpikeWindow window) {
    return window.coldSlowWithUnseen() >= minSlow
        && !window.medianIsUp()
        && burdens(window)
        && window.coldFraction() >= minFraction
        && window.cold.z() >= z
        && window.cold.isMeasurable()
        && window.cold.response() >= MIN_RESPONSE * window.seen
        && goesOnForLong(window);
  }

  private boolean goesOnForLong(SpikeWindow window) {
    boolean pauses = window.kind() == ColdKind.CONNECTION && !window.isMostlyNew();
    return pauses
        ? window.minutesWithCold() >= pauseMinutes
        : window.minutesOfCold() >= startMinutes;
  }

  /** Whether first uses slow down so many calls, or take so much time. */
  private boolean burdens(SpikeWindow window) {
    return window.coldShare() >= minShare || window.coldTimeShare() >= minTimeShare;
  }

  /**
   * Whether calls are slow half as often as that, or take half as much time, from what cause ever.
   */
  private boolean goesOn(SpikeWindow window) {
    return window.slowShare() >= minShare / 2 || window.slowTimeShare() >= minTimeShare / 2;
  }
}
