package io.flowlens.detect.retrycascade;

import io.flowlens.model.Pane;

/**
 * Whether traces with failures were kept by preference. A sampler at the tail keeps all failures
 * and few successes: then attempts per call and the share of lost calls are far too high, and no
 * span says so.
 *
 * <p>It shows in the change that a storm makes. As failures come up, successes must go down by as
 * many; where a sampler keeps one success in a hundred, a hundred times as many failures come as
 * successes go. So the share of successes that is kept, as against failures, is the drop of clean
 * calls divided by the rise of calls with failures. Traffic that grows with the storm makes it look
 * smaller than it is, never larger.
 */
final class SamplerBias {
  /** Where at least this share of successes is kept, numbers are off by less than they say. */
  private static final double KEPT = 0.2;

  /** Fewer calls with failures than these show nothing. */
  private static final double LEAST_CALLS = 8;

  /** How sure the drop must be, in standard deviations. */
  private static final double Z = 2;

  private SamplerBias() {}

  /**
   * Whether it is shown that failures were not kept by preference.
   *
   * @param storm of all panes of the storm so far
   * @param millis how long that was
   */
  static boolean isExcluded(RetryStats storm, long millis, Baseline usual) {
    if (!usual.isLearned()) {
      return false;
    }
    double panes = (double) millis / Pane.MILLIS;
    double usualClean = usual.clean * panes;
    double drop = usualClean - storm.clean();
    double chance = usualClean * (1 + panes / usual.learned) + storm.clean();
    double surely = drop - Z * Math.sqrt(chance);
    double rise = storm.calls - storm.clean() - (usual.calls - usual.clean) * panes;
    return rise >= LEAST_CALLS && surely >= KEPT * rise;
  }
}
