package io.flowlens.ingest.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Eight bytes of JSON text looked at together. */
final class Words {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  private Words() {}

  /** The eight bytes from here, the first one lowest. */
  static long at(byte[] bytes, int index) {
    return (long) LONG.get(bytes, index);
  }

  /** Whether this part of the text is the same as what stands in the bytes at that place. */
  static boolean same(byte[] text, int from, int to, byte[] bytes, int at) {
    int length = to - from;
    if (length < 8) {
      for (int i = 0; i < length; i++) {
        if (text[from + i] != bytes[at + i]) {
          return false;
        }
      }
      return true;
    }
    int last = length - 8;
    if (at(text, from) != at(bytes, at) || at(text, to - 8) != at(bytes, at + last)) {
      return false;
    }
    return length <= 16 || Arrays.equals(text, from + 8, to, bytes, at + 8, at + length);
  }

  /**
   * The value of eight hexadecimal digits, the first one lowest in the word; below 0 where they are
   * not just these in lower case.
   */
  static long hex(long word) {
    long letters = (word >>> 6) & ONES;
    long digits = (word & ONES * 15) + letters * 9;
    boolean isLower = digits + ONES * '0' + letters * ('a' - '0' - 10) == word;
    boolean isHex = (digits & ONES * 16) == 0 && ((digits + ONES * 6) & ONES * 16) == letters << 4;
    if (!isLower || !isHex) {
      return -1;
    }
    long bits = Long.reverseBytes(digits);
    bits = (bits | bits >>> 4) & 0x00FF00FF00FF00FFL;
    bits = (bits | bits >>> 8) & 0x0000FFFF0000FFFFL;
    return (bits | bits >>> 16) & 0xFFFFFFFFL;
  }

  /**
   * The first byte from {@code index} on that is not plain: a quote, a backslash, a control
   * character or not ASCII; {@code end} where all are plain.
   */
  static int firstNotPlain(byte[] bytes, int index, int end) {
    int i = index;
    for (; i + 8 <= end; i += 8) {
      long special = special(at(bytes, i));
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (i < end && isPlain(bytes[i])) {
      i++;
    }
    return i;
  }

  /**
   * Marks the bytes that are not plain in their highest bits. A plain byte behind a marked one may
   * be marked by the subtraction's borrow, so only the lowest mark counts.
   */
  private static long special(long word) {
    long quotes = word ^ QUOTES;
    long backslashes = word ^ BACKSLASHES;
    return ((quotes - ONES) | (backslashes - ONES) | (word - SPACES) | word) & HIGHS;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }
}
