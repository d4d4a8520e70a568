package io.flowlens.ingest.json;

import java.util.Arrays;

/**
 * Objects that come again and again byte for byte, such as the resource in every span of a service,
 * each with what was once read from it, so that the next one is only compared. It forgets by
 * overwriting, so it never grows.
 *
 * <p>They are found by a hash of as many of their first bytes as the shortest of them has, because
 * the length of one is not known before it was read, and what tells them apart may come late.
 */
public final class Blocks {
  private static final int BITS = 11;
  private static final int SHORTEST = 64;
  private static final int LONGEST = 4096;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final Block[] slots = new Block[1 << BITS];
  private int hashed = LONGEST;

  /** An object that was read before. */
  static final class Block {
    final byte[] text;

    /** How deep it was nested; at a greater depth what is in it might be too deep. */
    final int depth;

    /** What the one who read it made of it; not to be changed any more. */
    final Object meaning;

    private Block(byte[] text, int depth, Object meaning) {
      this.text = text;
      this.depth = depth;
      this.meaning = meaning;
    }
  }

  /** The known object that begins here; null where there is none. */
  Block find(byte[] bytes, int from, int end) {
    if (from + hashed > end) {
      return null;
    }
    Block block = slots[slot(bytes, from)];
    return block != null
            && from + block.text.length <= end
            && Arrays.equals(
                block.text, 0, block.text.length, bytes, from, from + block.text.length)
        ? block
        : null;
  }

  /** Remembers an object; one that is very short or very long is not worth it. */
  void learn(byte[] bytes, int from, int to, int depth, Object meaning) {
    if (to - from < SHORTEST || to - from > LONGEST) {
      return;
    }
    if (to - from < hashed) {
      hashed = to - from;
      Arrays.fill(slots, null);
    }
    slots[slot(bytes, from)] = new Block(Arrays.copyOfRange(bytes, from, to), depth, meaning);
  }

  private int slot(byte[] bytes, int from) {
    long hash = hashed;
    for (int i = from; i + Long.BYTES <= from + hashed; i += Long.BYTES) {
      hash = (hash ^ Words.at(bytes, i)) * MIX;
      hash ^= hash >>> 32;
    }
    return (int) ((hash * MIX) >>> (Long.SIZE - BITS));
  }
}
