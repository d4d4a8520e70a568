package io.flowlens.lab.simulator.client;

/**
 * A client's purse of retry tokens: 500 at first, each retry takes some, a success gives back what
 * its call took, or one token if it took none. An empty purse ends retrying.
 */
public final class RetryQuota {
  private static final int CAPACITY = 500;

  private int tokens = CAPACITY;

  /** Takes this many tokens, or nothing and false when there are fewer. */
  public boolean take(int cost) {
    if (cost > tokens) {
      return false;
    }
    tokens -= cost;
    return true;
  }

  /** Books a success of a call whose last retry took this many tokens. */
  public void succeeded(int lastCost) {
    tokens = Math.min(CAPACITY, tokens + Math.max(1, lastCost));
  }
}
