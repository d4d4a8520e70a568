package io.flowlens.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How many distinct keys were touched: the {@value #K} smallest 64-bit hashes ("k minimum values").
 * Exact up to {@value #K}, then an estimate with a standard error of about 1/sqrt(K-2) = 13 %.
 * Merging does not depend on order.
 */
public final class KeySketch implements Mergeable<KeySketch> {
  static final int K = 64;

  /** By the hash with its first bit turned, because the sample orders signed numbers. */
  private final BottomK<Object> smallest = new BottomK<>(K, (kept, same) -> kept);

  /** Adds a key by its 64-bit hash, which must be well mixed. */
  public void add(long hash) {
    smallest.put(hash ^ Long.MIN_VALUE, null);
  }

  @Override
  public void merge(KeySketch other) {
    for (int i = 0; i < other.smallest.size(); i++) {
      smallest.put(other.smallest.hash(i), null);
    }
  }

  /** The number of distinct keys: exact below {@value #K}, else the KMV estimate. */
  public long distinct() {
    if (!smallest.isFull()) {
      return smallest.size();
    }
    double kth = fraction(smallest.hash(K - 1) ^ Long.MIN_VALUE);
    return Math.round((K - 1) / kth);
  }

  /** The hashes that it keeps, to be stored or compared; at most {@value #K}. */
  public long[] hashes() {
    long[] hashes = new long[smallest.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = smallest.hash(i) ^ Long.MIN_VALUE;
    }
    return hashes;
  }

  /**
   * The share of the keys of either that are keys of both (Jaccard index): exact while both are,
   * else an estimate.
   *
   * @return 0 to 1; 0 when both are empty
   */
  public double overlap(KeySketch other) {
    KeySketch union = new KeySketch();
    union.merge(this);
    union.merge(other);
    Set<Long> mine = Arrays.stream(hashes()).boxed().collect(Collectors.toSet());
    Set<Long> others = Arrays.stream(other.hashes()).boxed().collect(Collectors.toSet());
    long both =
        Arrays.stream(union.hashes()).filter(h -> mine.contains(h) && others.contains(h)).count();
    return union.isEmpty() ? 0 : (double) both / union.smallest.size();
  }

  @Override
  public boolean isEmpty() {
    return smallest.size() == 0;
  }

  @Override
  public void write(DataOutputView out, long about) throws IOException {
    out.writeByte(smallest.size());
    for (int i = 0; i < smallest.size(); i++) {
      out.writeLong(smallest.hash(i) ^ Long.MIN_VALUE);
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    for (int left = in.readByte(); left > 0; left--) {
      add(in.readLong());
    }
  }

  /** The hash as a fraction of the whole range, above 0 and at most 1. */
  private static double fraction(long hash) {
    return ((hash >>> 11) + 1) * 0x1.0p-53;
  }
}
