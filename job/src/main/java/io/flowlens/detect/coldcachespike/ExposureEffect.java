package io.flowlens.detect.coldcachespike;

import io.flowlens.detect.stats.LogOdds;
import io.flowlens.detect.stats.Wilson;
import java.util.Set;

/** What one exposure, or several that exclude each other, has to do with slow calls. */
final class ExposureEffect {
  /** For the lower bound: 1 in 44 is beyond it by chance. */
  private static final double BOUND_Z = 1.5;

  /** For the upper bound of a count, whose standard error is its root: again 1 in 44. */
  private static final double AT_MOST_Z = 2;

  /** Of slow exposed calls so many must have been seen, where only some are seen. */
  static final long MIN_SLOW = 8;

  final Set<CallExposure> causes;

  /** Exposed calls that were seen. */
  final long exposed;

  /** The slow ones among them. */
  final long exposedSlow;

  /** The share of exposed calls that were seen. */
  final double coverage;

  private final long others;
  private final long othersSlow;
  private final long slow;

  private ExposureEffect(
      Set<CallExposure> causes,
      ExposureCounts counts,
      int minutes,
      double coverage,
      long others,
      long othersSlow) {
    this.causes = causes;
    this.exposed = counts.exposed(minutes, causes);
    this.exposedSlow = counts.slow(minutes, causes);
    this.coverage = coverage;
    this.others = others;
    this.othersSlow = othersSlow;
    this.slow = counts.sum(minutes, ExposureCounts.SLOW);
  }

  /** A factor over some minutes, all of whose exposed calls were seen: other calls are the rest. */
  static ExposureEffect of(Set<CallExposure> causes, ExposureCounts counts, int minutes) {
    return new ExposureEffect(
        causes,
        counts,
        minutes,
        1,
        Math.max(0, counts.sum(minutes, ExposureCounts.CALLS) - counts.exposed(minutes, causes)),
        Math.max(0, counts.sum(minutes, ExposureCounts.SLOW) - counts.slow(minutes, causes)));
  }

  /**
   * One of which only this share was seen, which is above zero. Others are those calls of the same
   * instances that are known not to be exposed: the rest may hold any number that are.
   */
  static ExposureEffect seen(
      Set<CallExposure> causes,
      double coverage,
      Set<CallExposure> notExposed,
      ExposureCounts counts,
      int minutes) {
    return new ExposureEffect(
        causes,
        counts,
        minutes,
        coverage,
        counts.exposed(minutes, notExposed),
        counts.slow(minutes, notExposed));
  }

  /** How sure it is that exposed calls are slow more often, in standard errors. */
  double z() {
    return LogOdds.z(exposedSlow, exposed - exposedSlow, othersSlow, others - othersSlow);
  }

  /**
   * How many slow calls would not be slow without the exposure, at least: those beyond what others
   * have, by the lower bound of how many of the exposed ones are slow.
   */
  double attributable() {
    double asOthers = (double) othersSlow / Math.max(1, others);
    double excess = Wilson.lower(exposedSlow, exposed, BOUND_Z) - asOthers;
    return Math.max(0, Math.min((double) slow, excess * exposed / coverage));
  }

  /** The same at most: where only some exposed calls were seen, there may have been more. */
  double attributableAtMost() {
    double asOthers = (double) othersSlow / Math.max(1, others);
    double slowAtMost = exposedSlow + AT_MOST_Z * Math.sqrt(exposedSlow + 1.0);
    return Math.max(0, (slowAtMost - asOthers * exposed) / coverage);
  }

  /** The share of exposed calls that are slow. */
  double response() {
    return exposed == 0 ? 0 : (double) exposedSlow / exposed;
  }

  /** Whether so many slow exposed calls were seen that they can stand for those that were not. */
  boolean isMeasurable() {
    return exposedSlow >= MIN_SLOW;
  }

  /** The share of slow calls that were exposed. */
  double shareOfSlow() {
    return slow == 0 ? 0 : Math.min(1, exposedSlow / coverage / slow);
  }
}
