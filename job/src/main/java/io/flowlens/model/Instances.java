package io.flowlens.model;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A sample of the instances that called along one edge in one pane, with the first call of each:
 * what a detector needs to see whether first calls are the slow ones. The instances with the
 * {@value #MAX} smallest hashes are kept, so the same ones are seen again in each pane, whatever
 * the order of arrival. Exact up to {@value #MAX} instances.
 */
public final class Instances {
  static final int MAX = 32;

  private final TreeMap<Long, Use> byHash = new TreeMap<>();

  /** Counts a call of this instance. */
  void add(long instance, long end, long latencyMicros) {
    if (byHash.size() == MAX && instance > byHash.lastKey()) {
      return;
    }
    long start = end - latencyMicros / 1000;
    Use kept = byHash.get(instance);
    if (kept != null) {
      kept.merge(start, latencyMicros, end);
    } else {
      keep(instance, new Use(start, latencyMicros, end));
    }
  }

  void merge(Instances others) {
    others.byHash.forEach(this::merge);
  }

  private void merge(long instance, Use other) {
    Use kept = byHash.get(instance);
    if (kept != null) {
      kept.merge(other.firstStart, other.firstLatencyMicros, other.lastEnd);
    } else if (byHash.size() < MAX || instance < byHash.lastKey()) {
      keep(instance, new Use(other.firstStart, other.firstLatencyMicros, other.lastEnd));
    }
  }

  private void keep(long instance, Use use) {
    byHash.put(instance, use);
    if (byHash.size() > MAX) {
      byHash.pollLastEntry();
    }
  }

  /** The sampled instances by their hash, smallest first. */
  public NavigableMap<Long, Use> all() {
    return byHash;
  }

  /** Whether there may be instances beyond those sampled, all of them with larger hashes. */
  public boolean isSample() {
    return byHash.size() == MAX;
  }

  /**
   * The share of instances that the sample holds, 0 to 1: 1 when it holds all; an estimate with a
   * standard error of a quarter otherwise.
   */
  public double coverage() {
    if (byHash.size() < MAX) {
      return 1;
    }
    double kth = (double) byHash.lastKey() - (double) Long.MIN_VALUE;
    return Math.min(1, (kth + 1) / 0x1.0p64 * MAX / (MAX - 1.0));
  }

  boolean isEmpty() {
    return byHash.isEmpty();
  }

  void write(DataOutputView out, long paneStart) throws IOException {
    out.writeByte(byHash.size());
    for (Map.Entry<Long, Use> entry : byHash.entrySet()) {
      Use use = entry.getValue();
      out.writeLong(entry.getKey());
      CompactSerializer.writeSigned(out, use.firstStart - paneStart);
      CompactSerializer.writeCount(out, use.firstLatencyMicros);
      CompactSerializer.writeSigned(out, use.lastEnd - paneStart);
    }
  }

  void read(DataInputView in, long paneStart) throws IOException {
    for (int left = in.readByte(); left > 0; left--) {
      long instance = in.readLong();
      long firstStart = paneStart + CompactSerializer.readSigned(in);
      long firstLatencyMicros = CompactSerializer.readCount(in);
      long lastEnd = paneStart + CompactSerializer.readSigned(in);
      byHash.put(instance, new Use(firstStart, firstLatencyMicros, lastEnd));
    }
  }

  /** One instance's use of the edge in the pane. */
  public static final class Use {
    /** When its first call began, epoch milliseconds. */
    public long firstStart;

    /** How long that took. */
    public long firstLatencyMicros;

    /** When its last call ended, epoch milliseconds. */
    public long lastEnd;

    private Use(long firstStart, long firstLatencyMicros, long lastEnd) {
      this.firstStart = firstStart;
      this.firstLatencyMicros = firstLatencyMicros;
      this.lastEnd = lastEnd;
    }

    private void merge(long start, long latencyMicros, long end) {
      boolean earlier =
          start < firstStart || (start == firstStart && latencyMicros > firstLatencyMicros);
      firstLatencyMicros = earlier ? latencyMicros : firstLatencyMicros;
      firstStart = Math.min(firstStart, start);
      lastEnd = Math.max(lastEnd, end);
    }
  }
}
