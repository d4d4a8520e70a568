package io.flowlens.model;

import java.util.Arrays;
import java.util.function.BinaryOperator;

/**
 * A bounded sample: of all things that were added, those with the {@code k} smallest hashes, each
 * with one value. The same things are in the sample everywhere and in every pane, whatever the
 * order of arrival, so samples can be merged and compared. Complete up to {@code k} things.
 *
 * @param <V> the value; two values of one thing are merged
 */
final class BottomK<V> {
  private static final int FEWEST = 4;
  private static final long[] NO_HASHES = {};
  private static final Object[] NO_VALUES = {};

  private final int k;
  private final BinaryOperator<V> merge;

  /** Ascending; the first {@link #size} count. */
  private long[] hashes = NO_HASHES;

  private Object[] values = NO_VALUES;
  private int size;

  /**
   * An empty sample.
   *
   * @param k how many things it keeps
   * @param merge of the value that is kept and one that comes later; may change and return the
   *     first
   */
  BottomK(int k, BinaryOperator<V> merge) {
    this.k = k;
    this.merge = merge;
  }

  int size() {
    return size;
  }

  /** Whether there may be things that it does not keep. */
  boolean isFull() {
    return size == k;
  }

  /** Whether a thing with this hash is in the sample or would be put into it. */
  boolean takes(long hash) {
    return size < k || hash <= hashes[size - 1];
  }

  long hash(int i) {
    return hashes[i];
  }

  @SuppressWarnings("unchecked")
  V value(int i) {
    return (V) values[i];
  }

  /** The place of this hash; below 0 where it is not in the sample. */
  int find(long hash) {
    return Arrays.binarySearch(hashes, 0, size, hash);
  }

  /** Adds a thing; its value is then the sample's own. */
  void put(long hash, V value) {
    if (!takes(hash)) {
      return;
    }
    int at = find(hash);
    if (at >= 0) {
      values[at] = merge.apply(value(at), value);
    } else {
      insert(-at - 1, hash, value);
    }
  }

  private void insert(int place, long hash, V value) {
    if (size < k) {
      if (size == hashes.length) {
        int capacity = Math.min(k, Math.max(FEWEST, 2 * size));
        hashes = Arrays.copyOf(hashes, capacity);
        values = Arrays.copyOf(values, capacity);
      }
      size++;
    }
    System.arraycopy(hashes, place, hashes, place + 1, size - 1 - place);
    System.arraycopy(values, place, values, place + 1, size - 1 - place);
    hashes[place] = hash;
    values[place] = value;
  }

  /** Drops all things with hashes above this. */
  void cut(long highest) {
    while (size > 0 && hashes[size - 1] > highest) {
      values[--size] = null;
    }
  }
}
