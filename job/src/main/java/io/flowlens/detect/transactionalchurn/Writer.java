package io.flowlens.detect.transactionalchurn;

import io.flowlens.model.Edge;

/** What is remembered of one caller that writes to the table. */
public final class Writer {
  public Edge edge;

  /** The last quarter of an hour, packed: see {@link WriterTraffic}. */
  public byte[] minutes = new byte[0];

  /** The usual share that is wasted, packed: see {@link UsualWaste}. */
  public byte[] usualShare = new byte[0];

  /** The usual rate, packed. */
  public byte[] usualRate = new byte[0];

  /** Hours in which much was wasted, packed: see {@link KnownHours}. */
  public byte[] knownHours = new byte[0];

  /** Since when it has been known, start of a pane. */
  public long knownSince;

  /** Start of the newest pane in which it wrote. */
  public long lastWrite;

  /** What it has been wasting; null while it does not waste too much. */
  public Wasting wasting;

  /** For Flink. */
  public Writer() {}
}
