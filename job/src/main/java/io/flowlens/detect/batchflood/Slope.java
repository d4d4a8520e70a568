package io.flowlens.detect.batchflood;

import java.util.Arrays;
import java.util.List;

/** How records grow older: the median of the slopes between any two minutes (Theil and Sen). */
final class Slope {
  private static final int ENOUGH = 3;

  private Slope() {}

  /**
   * Seconds a second; 0 where too few minutes are known.
   *
   * @param ages the newest first: minutes before now, and seconds
   */
  static double of(List<double[]> ages) {
    int n = ages.size();
    if (n < ENOUGH) {
      return 0;
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int i = 0;
    for (int newer = 0; newer < n; newer++) {
      for (int older = newer + 1; older < n; older++) {
        double seconds = 60 * (ages.get(older)[0] - ages.get(newer)[0]);
        slopes[i++] = (ages.get(newer)[1] - ages.get(older)[1]) / seconds;
      }
    }
    Arrays.sort(slopes);
    return (slopes[(slopes.length - 1) / 2] + slopes[slopes.length / 2]) / 2;
  }

  /** Whether the newest minute is worse than the one before it, and that than the one before. */
  static boolean rises(List<double[]> ages) {
    return ages.size() >= ENOUGH
        && ages.get(0)[1] > ages.get(1)[1]
        && ages.get(1)[1] > ages.get(2)[1];
  }
}
