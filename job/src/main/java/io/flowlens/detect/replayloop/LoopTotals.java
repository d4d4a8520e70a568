package io.flowlens.detect.replayloop;

/** What a loop has done since it began: an anomaly's last revision tells of all of it. */
public final class LoopTotals {
  /** Start of the first pane, epoch milliseconds; 0 while there is no loop. */
  public long since;

  /** Records delivered to the function. */
  public long delivered;

  /** What it wrote to the table, as far as evidence shows; sampled writes with those left out. */
  public long own;

  /** Changes that others made. */
  public long others;

  /** The highest reproduction number of a minute, and when that minute ended. */
  public double peak;

  public long peakAt;

  /** For Flink. */
  public LoopTotals() {}

  /** Begins with what is remembered of the last minutes when it is first seen. */
  void begin(LoopTraffic remembered, long start) {
    since = start;
    delivered = remembered.delivered;
    own = remembered.own.made;
    others = remembered.organic();
  }

  /** Adds a pane's traffic, and looks whether its last minute was the worst. */
  void add(LoopTraffic pane, LoopTraffic minute, long end) {
    delivered += pane.delivered;
    own += pane.own.made;
    others += pane.organic();
    notePeak(minute, end);
  }

  void notePeak(LoopTraffic minute, long end) {
    if (minute.delivered > 0 && minute.reproduction() > peak) {
      peak = minute.reproduction();
      peakAt = end;
    }
  }

  /** Writes of the function for each record delivered to it, over all of it. */
  double reproduction() {
    return delivered == 0 ? 0 : (double) own / delivered;
  }
}
