package io.flowlens.detect.coldcachespike;

/** What a spike has done since it began: an anomaly's last revision tells of all of it. */
public final class SpikeTotals {
  private static final long MINUTE_MILLIS = 60_000;

  /** Fewer calls in a minute say nothing of how bad it was. */
  private static final long LEAST_CALLS = 10;

  /** Start of its first minute, epoch milliseconds. */
  public long since;

  /** Calls of known duration, and how long they took together. */
  public long calls;

  public long millis;

  /** The slow ones among them. */
  public long slow;

  public long slowMillis;

  /** The highest share of slow calls of a minute, and when that minute began. */
  public double worst;

  public long worstAt;

  /** For Flink. */
  public SpikeTotals() {}

  /** Begins with the minutes that are remembered when it is first seen. */
  static SpikeTotals begin(ExposureCounts counts, int minutes, long paneStart) {
    SpikeTotals totals = new SpikeTotals();
    totals.since = (Math.floorDiv(paneStart, MINUTE_MILLIS) - minutes + 1) * MINUTE_MILLIS;
    totals.calls = counts.sum(minutes, ExposureCounts.CALLS);
    totals.millis = counts.sum(minutes, ExposureCounts.MILLIS);
    totals.slow = counts.sum(minutes, ExposureCounts.SLOW);
    totals.slowMillis = counts.sum(minutes, ExposureCounts.SLOW_MILLIS);
    for (int age = 0; age < minutes; age++) {
      totals.noteMinute(counts, age, paneStart);
    }
    return totals;
  }

  /** Adds the pane that was counted last. */
  void add(ExposureCounts counts, long paneStart) {
    calls += counts.counted(ExposureCounts.CALLS);
    millis += counts.counted(ExposureCounts.MILLIS);
    slow += counts.counted(ExposureCounts.SLOW);
    slowMillis += counts.counted(ExposureCounts.SLOW_MILLIS);
    noteMinute(counts, 0, paneStart);
  }

  private void noteMinute(ExposureCounts counts, int age, long paneStart) {
    long made = counts.minute(age, ExposureCounts.CALLS);
    if (made >= LEAST_CALLS) {
      double share = (double) counts.minute(age, ExposureCounts.SLOW) / made;
      if (share > worst) {
        worst = share;
        worstAt = (Math.floorDiv(paneStart, MINUTE_MILLIS) - age) * MINUTE_MILLIS;
      }
    }
  }

  double slowShare() {
    return calls == 0 ? 0 : (double) slow / calls;
  }

  double meanMillis() {
    return calls == 0 ? 0 : (double) millis / calls;
  }

  double meanSlowMillis() {
    return slow == 0 ? 0 : (double) slowMillis / slow;
  }
}
