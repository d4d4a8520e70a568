package io.flowlens.model;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How many distinct keys were touched: the {@value #K} smallest 64-bit hashes ("k minimum values").
 * Exact up to {@value #K}, then an estimate with a standard error of about 1/sqrt(K-2) = 13 %.
 * Merging does not depend on order.
 */
public final class KeySketch {
  static final int K = 64;

  /** Sorted ascending as unsigned numbers, no value twice. */
  private long[] smallest = new long[0];

  /** Adds a key by its 64-bit hash, which must be well mixed. */
  public void add(long hash) {
    if (smallest.length == K && Long.compareUnsigned(hash, smallest[K - 1]) >= 0) {
      return;
    }
    int at = lowerBound(hash);
    if (at < smallest.length && smallest[at] == hash) {
      return;
    }
    long[] next = new long[Math.min(K, smallest.length + 1)];
    System.arraycopy(smallest, 0, next, 0, at);
    next[at] = hash;
    System.arraycopy(smallest, at, next, at + 1, next.length - at - 1);
    smallest = next;
  }

  /** Adds all keys of the other sketch. */
  public void merge(KeySketch other) {
    for (long hash : other.smallest) {
      add(hash);
    }
  }

  /** The number of distinct keys: exact below {@value #K}, else the KMV estimate. */
  public long distinct() {
    if (smallest.length < K) {
      return smallest.length;
    }
    double kth = unsigned(smallest[K - 1]);
    return Math.round((K - 1) / kth);
  }

  boolean isEmpty() {
    return smallest.length == 0;
  }

  void write(DataOutputView out) throws IOException {
    out.writeByte(smallest.length);
    for (long hash : smallest) {
      out.writeLong(hash);
    }
  }

  /** Replaces this sketch by what {@link #write} wrote. */
  void read(DataInputView in) throws IOException {
    smallest = new long[in.readByte()];
    for (int i = 0; i < smallest.length; i++) {
      smallest[i] = in.readLong();
    }
  }

  private int lowerBound(long hash) {
    int low = 0;
    int high = smallest.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(smallest[middle], hash) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The hash as a fraction of the whole range, above 0 and at most 1. */
  private static double unsigned(long hash) {
    return ((hash >>> 11) + 1) * 0x1.0p-53;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeySketch && Arrays.equals(smallest, ((KeySketch) other).smallest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(smallest);
  }
}
