package io.flowlens.ingest.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One string of a JSON text: where its content lies, and what it says. In a text that stands in a
 * string itself, a quote is {@code \"} and each backslash is two.
 */
final class CursorString {
  /** Where the content begins and ends. */
  int from;

  int to;

  /** The byte behind the closing quote. */
  int after;

  /** Whether the content is ASCII without escapes. */
  boolean plain;

  /** Reads the string whose opening quote stands at {@code at}. */
  void read(byte[] bytes, int at, int end, boolean escaped) throws NotJson {
    from = opened(bytes, at, end, escaped);
    plain = true;
    int i = from;
    while (true) {
      i = Words.firstNotPlain(bytes, i, end);
      if (i >= end) {
        throw new NotJson();
      }
      byte b = bytes[i];
      if (b == '"' && !escaped) {
        close(i, i + 1);
        return;
      }
      if (b == '\\' && escaped && i + 1 < end && bytes[i + 1] == '"') {
        close(i, i + 2);
        return;
      }
      plain = false;
      if (b == '\\') {
        i = escaped ? afterEscapedEscape(bytes, i, end) : afterEscape(bytes, i + 1, end);
      } else {
        i = Utf8.after(bytes, i, end);
      }
    }
  }

  private void close(int contentEnds, int stringEnds) {
    to = contentEnds;
    after = stringEnds;
  }

  private static int opened(byte[] bytes, int at, int end, boolean escaped) throws NotJson {
    if (escaped) {
      if (at + 1 >= end || bytes[at] != '\\' || bytes[at + 1] != '"') {
        throw new NotJson();
      }
      return at + 2;
    }
    if (at >= end || bytes[at] != '"') {
      throw new NotJson();
    }
    return at + 1;
  }

  /** Passes an escape whose letter stands at {@code at}. */
  private static int afterEscape(byte[] bytes, int at, int end) throws NotJson {
    if (at >= end || "\"\\/bfnrtu".indexOf(bytes[at]) < 0) {
      throw new NotJson();
    }
    if (bytes[at] != 'u') {
      return at + 1;
    }
    hex4(bytes, at + 1, end);
    return at + 5;
  }

  /** Passes {@code \\n}, {@code \\\"} or {@code \\\\}; what the outer string escapes is refused. */
  private static int afterEscapedEscape(byte[] bytes, int at, int end) throws NotJson {
    if (at + 2 >= end || bytes[at + 1] != '\\') {
      throw new NotJson();
    }
    if (bytes[at + 2] != '\\') {
      return bytes[at + 2] == '"' ? refuse() : afterEscape(bytes, at + 2, end);
    }
    if (at + 3 >= end || (bytes[at + 3] != '\\' && bytes[at + 3] != '"')) {
      throw new NotJson();
    }
    return at + 4;
  }

  private static int refuse() throws NotJson {
    throw new NotJson();
  }

  private static int hex4(byte[] bytes, int at, int end) throws NotJson {
    if (at + 4 > end) {
      throw new NotJson();
    }
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        throw new NotJson();
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** The text of content that was read. */
  static String decode(byte[] bytes, int from, int to, boolean escaped) throws NotJson {
    if (escaped) {
      byte[] inner = unescape(bytes, from, to).toByteArray();
      return decode(inner, 0, inner.length, false);
    }
    return new String(unescape(bytes, from, to).toByteArray(), StandardCharsets.UTF_8);
  }

  /** The content without its escapes, in UTF-8; half a surrogate pair becomes a question mark. */
  static ByteArrayOutputStream unescape(byte[] bytes, int from, int to) throws NotJson {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    int i = from;
    while (i < to) {
      int run = i;
      while (i < to && bytes[i] != '\\') {
        i++;
      }
      out.write(bytes, run, i - run);
      if (i < to) {
        i = unescapeOne(bytes, i + 1, to, out);
      }
    }
    return out;
  }

  private static int unescapeOne(byte[] bytes, int at, int end, ByteArrayOutputStream out)
      throws NotJson {
    if (bytes[at] != 'u') {
      out.write("\"\\/\b\f\n\r\t".charAt("\"\\/bfnrt".indexOf(bytes[at])));
      return at + 1;
    }
    int code = hex4(bytes, at + 1, end);
    int after = at + 5;
    if (Character.isHighSurrogate((char) code)
        && after + 6 <= end
        && bytes[after] == '\\'
        && bytes[after + 1] == 'u') {
      int low = hex4(bytes, after + 2, end);
      if (Character.isLowSurrogate((char) low)) {
        code = Character.toCodePoint((char) code, (char) low);
        after += 6;
      }
    }
    byte[] utf8 = new String(Character.toChars(code)).getBytes(StandardCharsets.UTF_8);
    out.write(utf8, 0, utf8.length);
    return after;
  }
}
