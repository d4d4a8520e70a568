package io.flowlens.model;

import java.nio.charset.StandardCharsets;

/**
 * How the parts of an id are written: percent-encoded where they hold a separator, so that every id
 * can be split again.
 */
final class Ids {
  private Ids() {}

  /**
   * The part with {@code : | % $} and space, and control characters, percent-encoded; everything
   * else as it is.
   */
  static String encode(String part) {
    int clean = 0;
    while (clean < part.length() && !mustEncode(part.charAt(clean))) {
      clean++;
    }
    if (clean == part.length()) {
      return part;
    }
    StringBuilder text = new StringBuilder(part.length() + 8).append(part, 0, clean);
    for (int i = clean; i < part.length(); i++) {
      char c = part.charAt(i);
      if (mustEncode(c)) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          text.append(String.format("%%%02X", b));
        }
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static boolean mustEncode(char c) {
    return c == ':' || c == '|' || c == '%' || c == '$' || c <= ' ' || c == 0x7f;
  }
}
