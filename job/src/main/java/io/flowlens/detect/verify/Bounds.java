package io.flowlens.detect.verify;

/** A judged number as fast evidence shows it, and between which bounds CloudTrail puts it. */
public final class Bounds {
  /** As fast evidence shows it. */
  final double observed;

  /** It cannot be less than this. */
  final double atLeast;

  /** It cannot be more than this; infinite where CloudTrail sets no bound. */
  final double atMost;

  /** Attempts in fast evidence. */
  final long attempts;

  /** Failures in fast evidence of the kinds that matter to the detector. */
  final long failures;

  /** Failures of these kinds in CloudTrail. */
  final long loggedFailures;

  private final boolean confirmable;

  /**
   * Bounds.
   *
   * @param attempts in fast evidence
   * @param failures in fast evidence, of the kinds that matter to the detector
   * @param loggedFailures of these kinds in CloudTrail
   * @param confirmable whether the lower bound may confirm an anomaly
   */
  public Bounds(
      double observed,
      double atLeast,
      double atMost,
      long attempts,
      long failures,
      long loggedFailures,
      boolean confirmable) {
    this.observed = observed;
    this.atLeast = atLeast;
    this.atMost = atMost;
    this.attempts = attempts;
    this.failures = failures;
    this.loggedFailures = loggedFailures;
    this.confirmable = confirmable;
  }

  /** It cannot be less than this. */
  public double atLeast() {
    return atLeast;
  }

  boolean confirms(double limit) {
    return confirmable && atLeast > limit;
  }
}
