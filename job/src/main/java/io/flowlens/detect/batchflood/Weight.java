package io.flowlens.detect.batchflood;

import io.flowlens.model.Counter;
import io.flowlens.model.Pane;

/** What sampled calls stand for. */
final class Weight {
  private Weight() {}

  /** This many of a pane's calls or records, with those that the sample left out. */
  static long of(Pane pane, long n) {
    long calls = pane.get(Counter.CALLS);
    long leftOut = pane.get(Counter.LEFT_OUT_MILLI);
    return calls == 0 || leftOut == 0 ? n : Math.round(n * (1 + leftOut / 1_000.0 / calls));
  }
}
