package io.flowlens.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A sample of things that happen again, and how often each did: what was added to which items, or
 * to which keys writes failed. The {@value #MAX} smallest hashes are kept with their counts, so the
 * same ones are seen again in each pane, whatever the order of arrival. Exact up to {@value #MAX}
 * of them.
 */
public final class Repeats implements Mergeable<Repeats> {
  static final int MAX = 32;

  private final BottomK<Count> counts = new BottomK<>(MAX, Count::plus);

  /** Receives one thing. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes its hash and how often it happened. */
    void visit(long hash, long n);
  }

  /** Shows those in the sample, in the order of their hashes. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < counts.size(); i++) {
      visitor.visit(counts.hash(i), counts.value(i).n);
    }
  }

  /** Whether there may be others beyond those in the sample. */
  public boolean isSample() {
    return counts.isFull();
  }

  /** Counts one by its hash, such as that of item and amount. */
  public void add(long hash) {
    add(hash, 1);
  }

  @Override
  public void merge(Repeats others) {
    for (int i = 0; i < others.counts.size(); i++) {
      add(others.counts.hash(i), others.counts.value(i).n);
    }
  }

  private void add(long hash, long n) {
    if (counts.takes(hash)) {
      counts.put(hash, new Count(n));
    }
  }

  private LongStream counts() {
    return IntStream.range(0, counts.size()).mapToLong(i -> counts.value(i).n);
  }

  /** Changes that are in the counts. */
  public long changes() {
    return counts().sum();
  }

  /** Changes in the sample that did to an item what another had done already. */
  public long repeated() {
    return changes() - counts.size();
  }

  @Override
  public boolean isEmpty() {
    return counts.size() == 0;
  }

  /** Everything as bytes; none when it is empty. */
  public byte[] packed() {
    if (isEmpty()) {
      return new byte[0];
    }
    try {
      DataOutputSerializer out = new DataOutputSerializer(1 + 9 * counts.size());
      write(out, 0);
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #packed} packed. */
  public static Repeats unpack(byte[] packed) {
    Repeats repeats = new Repeats();
    if (packed.length > 0) {
      try {
        repeats.read(new DataInputDeserializer(packed), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return repeats;
  }

  /** The share of changes in the sample that repeated another; 0 when there are none. */
  public double share() {
    return changes() == 0 ? 0 : (double) repeated() / changes();
  }

  /**
   * How often two changes in the sample are the same, whatever their number: 1 when all are, 1/200
   * when 200 different ones are made alike often.
   *
   * @param more so many more pairs count as the same
   */
  public double sameness(int more) {
    double n = changes();
    double same = counts().mapToDouble(k -> k * (k - 1.0) / 2).sum();
    return n < 2 ? 0 : Math.min(1, (same + more) / (n * (n - 1) / 2));
  }

  @Override
  public void write(DataOutputView out, long about) throws IOException {
    out.writeByte(counts.size());
    for (int i = 0; i < counts.size(); i++) {
      out.writeLong(counts.hash(i));
      CompactSerializer.writeCount(out, counts.value(i).n);
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    for (int left = in.readByte(); left > 0; left--) {
      add(in.readLong(), CompactSerializer.readCount(in));
    }
  }

  /** How often one change was made. */
  static final class Count {
    final long n;

    private Count(long n) {
      this.n = n;
    }

    private Count plus(Count other) {
      return new Count(n + other.n);
    }
  }
}
