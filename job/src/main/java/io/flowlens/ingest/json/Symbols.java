package io.flowlens.ingest.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings that come again and again (names, regions, operations), each held once, so that reading
 * one allocates nothing and its hash is known. It forgets by overwriting, so it never grows, and no
 * choice of names slows it down. Not for ids that come once.
 */
public final class Symbols {
  private static final int BITS = 13;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final byte[][] texts = new byte[1 << BITS][];
  private final String[] strings = new String[1 << BITS];

  /** The string of these ASCII bytes. */
  public String of(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to);
    byte[] held = texts[slot];
    if (held != null && Arrays.equals(held, 0, held.length, bytes, from, to)) {
      return strings[slot];
    }
    texts[slot] = Arrays.copyOfRange(bytes, from, to);
    strings[slot] = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return strings[slot];
  }

  private static int slot(byte[] bytes, int from, int to) {
    long hash = MIX * (to - from);
    int i = from;
    for (; i + 8 <= to; i += 8) {
      hash = (hash ^ Words.at(bytes, i)) * MIX;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = rest << 8 | bytes[i];
    }
    return (int) (((hash ^ rest) * MIX) >>> (64 - BITS));
  }
}
