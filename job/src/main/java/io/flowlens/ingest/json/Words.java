package io.flowlens.ingest.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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
