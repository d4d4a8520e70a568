package io.flowlens.detect.coldcachespike;

import io.flowlens.detect.stats.LogOdds;
import io.flowlens.detect.stats.Wilson;
import java.util.Set;

/** What one exposure, or several that exclude each other, has to do with slow calls. */
final class Factor {
  /** For the lower bound: 1 in 44 is beyond it by chance. */
  private static final double BOUND_Z = 1.5;

  final Set<Cause> causes;

  /** Exposed calls that were seen. */
  final long exposed;

  /** The slow ones among them. */
  final long exposedSlow;

  private final long calls;
  private final long slow;
  private final double coverage;

  /**
   * A factor over some minutes.
   *
   * @param coverage the share of exposed calls that were seen
   */
  Factor(Set<Cause> causes, Counts counts, int minutes, double coverage) {
    this.causes = causes;
    this.exposed = counts.exposed(minutes, causes);
    this.exposedSlow = counts.slow(minutes, causes);
    this.calls = counts.sum(minutes, Counts.CALLS);
    this.slow = counts.sum(minutes, Counts.SLOW);
    this.coverage = coverage;
  }

  /**
   * How sure it is that exposed calls are slow more often, in standard errors. Exposed calls that
   * were not seen stand with the others, which can only lessen it.
   */
  double z() {
    long otherSlow = Math.max(0, slow - exposedSlow);
    long others = Math.max(0, calls - exposed);
    return LogOdds.z(
        exposedSlow, exposed - exposedSlow, otherSlow, Math.max(0, others - otherSlow));
  }

  /**
   * How many slow calls would not be slow without the exposure, at least: those beyond what others
   * have, by the lower bound of how many of the exposed ones are slow.
   */
  double attributable() {
    double asOthers = (double) (slow - exposedSlow) / Math.max(1, calls - exposed);
    double excess = Wilson.lower(exposedSlow, exposed, BOUND_Z) - asOthers;
    return Math.max(0, Math.min((double) slow, excess * exposed / coverage));
  }

  /** The share of exposed calls that are slow. */
  double response() {
    return exposed == 0 ? 0 : (double) exposedSlow / exposed;
  }

  /** The share of slow calls that were exposed. */
  double shareOfSlow() {
    return slow == 0 ? 0 : Math.min(1, exposedSlow / coverage / slow);
  }
}
