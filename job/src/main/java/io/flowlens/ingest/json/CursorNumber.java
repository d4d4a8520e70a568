package io.flowlens.ingest.json;

/** The numbers of JSON, as bytes. */
final class CursorNumber {
  private static final int MOST_DIGITS = 18;

  private CursorNumber() {}

  /** Where the number ends that begins at {@code from}. */
  static int after(byte[] bytes, int from, int end) throws NotJson {
    int at = from;
    if (at < end && bytes[at] == '-') {
      at++;
    }
    int whole = at;
    at = digits(bytes, at, end);
    if (bytes[whole] == '0' && at > whole + 1) {
      throw new NotJson();
    }
    if (at < end && bytes[at] == '.') {
      at = digits(bytes, at + 1, end);
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      at = digits(bytes, at, end);
    }
    if (at < end && !mayFollow(bytes[at])) {
      throw new NotJson();
    }
    return at;
  }

  private static boolean mayFollow(byte b) {
    return b == ',' || b == '}' || b == ']' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Passes at least one digit. */
  private static int digits(byte[] bytes, int from, int end) throws NotJson {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw new NotJson();
    }
    return at;
  }

  /** The whole number of these bytes, else {@code otherwise}. */
  static long whole(byte[] bytes, int from, int to, long otherwise) {
    boolean negative = from < to && bytes[from] == '-';
    int first = negative ? from + 1 : from;
    if (to == first || to - first > MOST_DIGITS + 1) {
      return otherwise;
    }
    long value = 0;
    for (int i = first; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return otherwise;
      }
      value = value * 10 + digit;
    }
    // Nineteen digits may wrap around.
    return value < 0 ? otherwise : negative ? -value : value;
  }
}
