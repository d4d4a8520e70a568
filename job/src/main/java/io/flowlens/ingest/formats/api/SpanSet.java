package io.flowlens.ingest.formats.api;

import java.util.Arrays;

/** The spans that a record has told of, by a hash of their ids; the last ones can be taken back. */
final class SpanSet {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Positions in {@link #hashes} plus 1; 0 where free. At most half are taken. */
  private int[] table = new int[256];

  private long[] hashes = new long[128];
  private int size;

  /** Adds a span; false where it is there already. */
  boolean add(long hash) {
    int slot = slot(hash);
    while (table[slot] != 0) {
      if (hashes[table[slot] - 1] == hash) {
        return false;
      }
      slot = next(slot);
    }
    if (size == hashes.length) {
      grow();
      return add(hash);
    }
    hashes[size++] = hash;
    table[slot] = size;
    return true;
  }

  /** The position of a span in the order of adding; -1 where it was not added. */
  int find(long hash) {
    int slot = slot(hash);
    while (table[slot] != 0) {
      if (hashes[table[slot] - 1] == hash) {
        return table[slot] - 1;
      }
      slot = next(slot);
    }
    return -1;
  }

  int size() {
    return size;
  }

  /** Keeps only the first ones. Freeing the last first never breaks another's chain of slots. */
  void cut(int to) {
    while (size > to) {
      int slot = slot(hashes[size - 1]);
      while (table[slot] != size) {
        slot = next(slot);
      }
      table[slot] = 0;
      size--;
    }
  }

  private void grow() {
    int all = size;
    hashes = Arrays.copyOf(hashes, all * 2);
    table = new int[all * 4];
    size = 0;
    for (int i = 0; i < all; i++) {
      add(hashes[i]);
    }
  }

  private int slot(long hash) {
    return (int) ((hash * MIX) >>> 32) & (table.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (table.length - 1);
  }
}
