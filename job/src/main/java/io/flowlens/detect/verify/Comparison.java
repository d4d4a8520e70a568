package io.flowlens.detect.verify;

import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.io.Serializable;

/**
 * What a detector declares so that its anomalies can be verified: its counters, its limit, and
 * between which bounds CloudTrail puts the number that it judges.
 */
public interface Comparison extends Serializable {
  /** How many counters an observation has, at most 63; the first counts calls. */
  int counters();

  /** How sure bounds must be, in standard deviations. */
  double confidence();

  /** Above this an anomaly is one. */
  double limit();

  /** The number that is judged, as the name of a measure: {@code retries-per-call}. */
  String measure();

  /** The same in a sentence: {@code retries per call}. */
  String measureText();

  /** The limit in a sentence: {@code budget 0.10}. */
  String limitText();

  /** What the lower bound rests on, as the end of a sentence that begins with "if". */
  String assumption();

  /** The bounds over all minutes that both fast evidence and CloudTrail show. */
  Bounds bounds(MatchedMinutes minutes, LogCoverage coverage);

  /**
   * How bad it is when CloudTrail confirms it; null where that changes nothing. Fast evidence alone
   * may have been too uncertain to say so.
   */
  default Severity confirmed(MatchedMinutes minutes, Bounds bounds) {
    return null;
  }

  /**
   * The upper bound in one more minute of CloudTrail, as counted: with few requests a minute a
   * confidence bound would be too wide.
   */
  double atMostIn(Pane minute, MatchedMinutes minutes, LogCoverage coverage);

  /**
   * Whether fast evidence now shows an anomaly of a kind that CloudTrail does not log, so that what
   * CloudTrail showed before is no reason to doubt it.
   *
   * @param firing the counters of the window that meets the definition
   */
  boolean isBeyondCloudTrail(long[] firing, LogCoverage coverage);
}
