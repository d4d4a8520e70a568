package io.flowlens.detect.batchflood;

import io.flowlens.model.Node;

/** What is remembered of one stream or queue with those who fill it and those who take from it. */
public final class Channel {
  /** What arrived by minute, packed: see {@link Arrivals}. */
  public byte[] arrivals = new byte[0];

  /** What usually arrives, packed. */
  public byte[] usual = new byte[0];

  /** Since when it has been known, start of a pane. */
  public long knownSince;

  /** In the order of their edges' ids. */
  public Publisher[] publishers = new Publisher[0];

  /** In the order of their edges' ids; at least one. */
  public Consumer[] consumers = new Consumer[0];

  /** For Flink. */
  public Channel() {}

  /** The stream or queue. */
  Node source() {
    return consumers[0].edge.from;
  }

  /** Whether one of the consumers is behind. */
  boolean isBehind() {
    for (Consumer consumer : consumers) {
      if (consumer.flooding != null) {
        return true;
      }
    }
    return false;
  }
}
