package io.flowlens.ingest;

/** The hexadecimal ids of traces and spans. */
public final class Hex {
  private Hex() {}

  /** Whether this is exactly so many lower-case hexadecimal digits. */
  public static boolean isId(String text, int digits) {
    if (text == null || text.length() != digits) {
      return false;
    }
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** The last sixteen digits as bits. */
  static long low64(String id) {
    long bits = 0;
    for (int i = Math.max(0, id.length() - 16); i < id.length(); i++) {
      bits = bits << 4 | Character.digit(id.charAt(i), 16);
    }
    return bits;
  }
}
