package io.flowlens.model;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A sample of what took part in the calls along one edge in one pane, such as the instances that
 * called, with the first call of each: what a detector needs to see whether first calls are the
 * slow ones. Those with the {@value #MAX} smallest hashes are kept, so the same ones are seen again
 * in each pane, whatever the order of arrival. Exact up to {@value #MAX}.
 */
public final class FirstCalls {
  static final int MAX = 32;

  private final TreeMap<Long, Use> byHash = new TreeMap<>();

  /** Counts a call in which the one of this hash took part. */
  void add(long hash, long end, long latencyMicros) {
    if (byHash.size() == MAX && hash > byHash.lastKey()) {
      return;
    }
    long start = end - latencyMicros / 1000;
    Use kept = byHash.get(hash);
    if (kept != null) {
      kept.merge(start, latencyMicros, end);
    } else {
      keep(hash, new Use(start, latencyMicros, end));
    }
  }

  void merge(FirstCalls others) {
    others.byHash.forEach(this::merge);
  }

  private void merge(long hash, Use other) {
    Use kept = byHash.get(hash);
    if (kept != null) {
      kept.merge(other.firstStart, other.firstLatencyMicros, other.lastEnd);
    } else if (byHash.size() < MAX || hash < byHash.lastKey()) {
      keep(hash, new Use(other.firstStart, other.firstLatencyMicros, other.lastEnd));
    }
  }

  private void keep(long hash, Use use) {
    byHash.put(hash, use);
    if (byHash.size() > MAX) {
      byHash.pollLastEntry();
    }
  }

  /** The sampled ones by their hash, smallest first. */
  public NavigableMap<Long, Use> all() {
    return byHash;
  }

  /** Whether there may be others beyond those sampled, all of them with larger hashes. */
  public boolean isSample() {
    return byHash.size() == MAX;
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
      long hash = in.readLong();
      long firstStart = paneStart + CompactSerializer.readSigned(in);
      long firstLatencyMicros = CompactSerializer.readCount(in);
      long lastEnd = paneStart + CompactSerializer.readSigned(in);
      byHash.put(hash, new Use(firstStart, firstLatencyMicros, lastEnd));
    }
  }

  /** What one of them did in the pane. */
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
