package io.flowlens.ingest.formats.api;

import java.util.Arrays;

/** The hexadecimal ids of traces and spans. */
public final class Hex {
  private static final byte[] DIGITS = new byte[128];

  static {
    Arrays.fill(DIGITS, (byte) -1);
    for (int i = 0; i < 16; i++) {
      DIGITS["0123456789abcdef".charAt(i)] = (byte) i;
    }
  }

  private Hex() {}

  /** Whether this is exactly so many lower-case hexadecimal digits. */
  public static boolean isId(String text, int digits) {
    if (text.length() != digits) {
      return false;
    }
    int all = 0;
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i);
      all |= c < 128 ? DIGITS[c] : -1;
    }
    return all >= 0;
  }

  /** The last sixteen digits of such an id as bits. */
  public static long low64(String id) {
    long bits = 0;
    for (int i = id.length() - 16; i < id.length(); i++) {
      bits = bits << 4 | DIGITS[id.charAt(i)];
    }
    return bits;
  }
}
