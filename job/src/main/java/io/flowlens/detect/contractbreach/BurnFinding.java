package io.flowlens.detect.contractbreach;

/** How one promise of one edge, or of several, is kept. */
final class BurnFinding {
  final Promise promise;
  final Spending spending;

  /** By which pair it is broken, or still is; null where it is kept. */
  final BurnPair pair;

  /** Whether it is broken for sure, and not only goes on. */
  final boolean met;

  BurnFinding(Promise promise, Spending spending, BurnPair pair, boolean met) {
    this.promise = promise;
    this.spending = spending;
    this.pair = pair;
    this.met = met;
  }

  /** The one that is broken faster; of equals the first. */
  static BurnFinding worse(BurnFinding one, BurnFinding other) {
    return one == null || other.rank() < one.rank() ? other : one;
  }

  private int rank() {
    return pair == null ? BurnPair.values().length : pair.ordinal();
  }
}
