package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A sample of what took part in the calls along one edge in one pane, such as the instances that
 * called, with the first call of each: what a detector needs to see whether first calls are the
 * slow ones. Those with the {@value #MAX} smallest hashes are kept, so the same ones are seen again
 * in each pane, whatever the order of arrival. Exact up to {@value #MAX}.
 */
public final class FirstCalls implements Mergeable<FirstCalls> {
  static final int MAX = 32;

  private final BottomK<Use> byHash = new BottomK<>(MAX, Use::merge);

  /** Receives one participant. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes the participant's hash and what it did in the pane. */
    void visit(long hash, Use use);
  }

  /** Counts a call in which the one of this hash took part. */
  void add(long hash, long end, long latencyMicros) {
    if (byHash.takes(hash)) {
      byHash.put(hash, new Use(end - latencyMicros / 1000, latencyMicros, end));
    }
  }

  @Override
  public void merge(FirstCalls others) {
    others.forEach(
        (hash, use) -> {
          if (byHash.takes(hash)) {
            byHash.put(hash, new Use(use.firstStart, use.firstLatencyMicros, use.lastEnd));
          }
        });
  }

  /** Shows the sampled ones, those with the smallest hashes first. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < byHash.size(); i++) {
      visitor.visit(byHash.hash(i), byHash.value(i));
    }
  }

  /** Whether there may be others beyond those sampled, all of them with larger hashes. */
  public boolean isSample() {
    return byHash.isFull();
  }

  /** The largest hash in the sample, which must not be empty. */
  public long largestHash() {
    return byHash.hash(byHash.size() - 1);
  }

  @Override
  public boolean isEmpty() {
    return byHash.size() == 0;
  }

  @Override
  public void write(DataOutputView out, long about) throws IOException {
    out.writeByte(byHash.size());
    for (int i = 0; i < byHash.size(); i++) {
      Use use = byHash.value(i);
      out.writeLong(byHash.hash(i));
      CompactSerializer.writeSigned(out, use.firstStart - about);
      CompactSerializer.writeCount(out, use.firstLatencyMicros);
      CompactSerializer.writeSigned(out, use.lastEnd - about);
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    for (int left = in.readByte(); left > 0; left--) {
      long hash = in.readLong();
      long firstStart = about + CompactSerializer.readSigned(in);
      long firstLatencyMicros = CompactSerializer.readCount(in);
      long lastEnd = about + CompactSerializer.readSigned(in);
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

    private Use merge(Use other) {
      boolean earlier =
          other.firstStart < firstStart
              || (other.firstStart == firstStart && other.firstLatencyMicros > firstLatencyMicros);
      firstLatencyMicros = earlier ? other.firstLatencyMicros : firstLatencyMicros;
      firstStart = Math.min(firstStart, other.firstStart);
      lastEnd = Math.max(lastEnd, other.lastEnd);
      return this;
    }
  }
}
