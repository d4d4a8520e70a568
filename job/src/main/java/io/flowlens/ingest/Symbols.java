package io.flowlens.ingest;

/**
 * Strings that come again and again (names, regions, operations), each held once, so that reading
 * one allocates nothing and its hash is known. It forgets by overwriting, so it never grows. Not
 * for ids that come once.
 */
public final class Symbols {
  private static final int SLOTS = 1 << 13;

  private final String[] slots = new String[SLOTS];

  /** The string of these characters. */
  public String of(char[] chars, int offset, int length) {
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    String held = slots[slot];
    if (held != null && same(held, chars, offset, length)) {
      return held;
    }
    String fresh = new String(chars, offset, length);
    slots[slot] = fresh;
    return fresh;
  }

  /** The held string that equals this one. */
  public String of(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    String held = slots[slot];
    if (text.equals(held)) {
      return held;
    }
    slots[slot] = text;
    return text;
  }

  private static boolean same(String text, char[] chars, int offset, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != chars[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
