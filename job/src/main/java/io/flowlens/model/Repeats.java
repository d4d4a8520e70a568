package io.flowlens.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A sample of what was added to which items, and how often the same was added to the same item. The
 * {@value #MAX} smallest hashes of (item, amount) are kept with their counts, so the same ones are
 * seen again in each pane, whatever the order of arrival. Exact up to {@value #MAX} of them.
 */
public final class Repeats {
  static final int MAX = 32;

  private final TreeMap<Long, Long> counts = new TreeMap<>();

  /** Counts one change by its hash of item and amount. */
  public void add(long hash) {
    merge(hash, 1);
  }

  /** Adds what the other one counted. */
  public void merge(Repeats others) {
    others.counts.forEach(this::merge);
  }

  private void merge(long hash, long n) {
    if (counts.size() == MAX && hash > counts.lastKey()) {
      return;
    }
    counts.merge(hash, n, Long::sum);
    if (counts.size() > MAX) {
      counts.pollLastEntry();
    }
  }

  /** Changes that are in the sample. */
  public long changes() {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  /** Changes in the sample that did to an item what another had done already. */
  public long repeated() {
    return changes() - counts.size();
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Everything as bytes; none when it is empty. */
  public byte[] packed() {
    if (isEmpty()) {
      return new byte[0];
    }
    try {
      DataOutputSerializer out = new DataOutputSerializer(1 + 9 * counts.size());
      write(out);
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
        repeats.read(new DataInputDeserializer(packed));
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
    double same = counts.values().stream().mapToDouble(k -> k * (k - 1.0) / 2).sum();
    return n < 2 ? 0 : Math.min(1, (same + more) / (n * (n - 1) / 2));
  }

  void write(DataOutputView out) throws IOException {
    out.writeByte(counts.size());
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      out.writeLong(entry.getKey());
      CompactSerializer.writeCount(out, entry.getValue());
    }
  }

  void read(DataInputView in) throws IOException {
    for (int left = in.readByte(); left > 0; left--) {
      counts.put(in.readLong(), CompactSerializer.readCount(in));
    }
  }
}
