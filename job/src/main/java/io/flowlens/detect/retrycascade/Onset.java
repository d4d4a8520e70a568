package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.PaneRings;
import io.flowlens.model.Pane;

/**
 * When the storm that shows now began: the start of the stretch up to now in which retries or
 * refused calls exceed what is allowed by most, as far as panes and minutes are remembered. (The
 * change point of a cumulative sum: E. S. Page, "Continuous inspection schemes", 1954.)
 */
final class Onset {
  /** Epoch milliseconds. */
  final long start;

  /** All calls since. */
  final RetryStats since;

  private Onset(long start, RetryStats since) {
    this.start = start;
    this.since = since;
  }

  /**
   * Looks back from the newest pane.
   *
   * @param notBefore an earlier start is out of the question, epoch milliseconds
   */
  static Onset find(PaneRings rings, long paneStart, long notBefore, Limits limits) {
    Onset found = new Onset(paneStart, RetryStats.ofPanes(rings, 1));
    for (int n = 2; n <= PaneRings.PANES; n++) {
      long start = paneStart - (n - 1) * Pane.MILLIS;
      found = found.or(new Onset(start, RetryStats.ofPanes(rings, n)), notBefore, limits);
    }
    for (int n = 1; n <= PaneRings.MINUTES; n++) {
      long start = PaneRings.startOfMinutes(n, paneStart);
      found = found.or(new Onset(start, RetryStats.ofMinutes(rings, n)), notBefore, limits);
    }
    return found;
  }

  private Onset or(Onset other, long notBefore, Limits limits) {
    boolean better = other.start >= notBefore && limits.excess(other.since) > limits.excess(since);
    return better ? other : this;
  }
}
