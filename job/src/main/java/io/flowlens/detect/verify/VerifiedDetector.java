package io.flowlens.detect.verify;

import io.flowlens.detect.api.Detector;

/**
 * A detector whose counters CloudTrail shows too. In each round it adds an {@link
 * io.flowlens.detect.api.Observation} of every edge that it judges. Its anomalies are then
 * confirmed or retracted when CloudTrail arrives, minutes later.
 *
 * @param <S> as in {@link Detector}
 */
public interface VerifiedDetector<S> extends Detector<S> {
  /** Which of its counters are compared with CloudTrail, and how. */
  Comparison comparison();
}
