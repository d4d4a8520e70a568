package io.flowlens.detect.batchflood;

/** What a flood's publisher has sent, as its calls show it, else as what arrived does. */
final class Sent {
  /** Records since it began. */
  final long records;

  /** Records of a call; 0 where that is not known. */
  final double perCall;

  private Sent(long records, double perCall) {
    this.records = records;
    this.perCall = perCall;
  }

  /**
   * A batch write's span does not say how many items it carried. Then what arrived beyond the usual
   * is the publisher's.
   *
   * @param now end of the newest pane
   */
  static Sent of(Flooding flooding, long now) {
    double usual = Math.max(0, flooding.usualArrivals) * (now - flooding.since) / 1_000;
    double beyond = Math.max(0, flooding.arrived - usual);
    boolean shown = flooding.records > flooding.calls || beyond < 2.0 * flooding.calls;
    long records = shown ? flooding.records : Math.round(beyond);
    return new Sent(records, flooding.calls == 0 ? 0 : (double) records / flooding.calls);
  }
}
