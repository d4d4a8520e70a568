package io.flowlens.detect.coldcachespike;

import io.flowlens.model.FlowEvent;
import java.util.Arrays;
import java.util.Random;

/** Items that are called, a few of them often and many seldom, and a cache of them on the way. */
final class Keys {
  private final Random random;
  private final double[] lastCall;
  private final long[] names;

  /** The cache drops an item that has not been called for so many seconds. */
  double cachedSeconds = Double.POSITIVE_INFINITY;

  /** What it costs to fetch one, in milliseconds. */
  double fetchMillis = 90;

  /** What a call of the most popular items, one call in ten, costs more, in milliseconds. */
  double popularMillis;

  /** Whether a new instance is always there for a new item. */
  boolean newWithInstance;

  /** Whether each instance has an item of its own, and no other calls it. */
  boolean ofOneInstanceEach;

  Keys(long seed, int items) {
    random = new Random(seed);
    lastCall = new double[items];
    names = random.longs(items).toArray();
    Arrays.fill(lastCall, Double.NEGATIVE_INFINITY);
  }

  /**
   * One is called.
   *
   * @param now seconds
   * @return how much longer that takes, in milliseconds
   */
  double call(FlowEvent flow, double now, boolean newInstance) {
    int item = (int) (names.length * Math.pow(random.nextDouble(), 2));
    if (newInstance && newWithInstance) {
      names[item] = random.nextLong();
    }
    flow.keyHash = names[item];
    boolean dropped = now - lastCall[item] > cachedSeconds;
    lastCall[item] = now;
    double popular = item < names.length / 100 ? popularMillis : 0;
    return popular + (dropped ? fetchMillis * Math.exp(0.15 * random.nextGaussian()) : 0);
  }
}
