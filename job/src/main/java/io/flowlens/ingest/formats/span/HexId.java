package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Hex;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import io.flowlens.schemas.DeadLetterReason;
import java.nio.charset.StandardCharsets;

/**
 * One of a span's ids. Most ids are only compared, so one that stands in the text as it should is
 * read as bits, and becomes a string only where somebody needs it.
 */
final class HexId {
  private static final String NONE = "";

  private final String field;
  private final int digits;

  /** Where the digits stand, while {@link #text} is not made. */
  private byte[] bytes;

  private int from;

  /** Null while it is not made, or where there is no id. */
  private String text;

  private long low;

  /**
   * An id that is absent.
   *
   * @param field its name, for the dead letter
   * @param digits how many hexadecimal digits it has: 16 or 32
   */
  HexId(String field, int digits) {
    this.field = field;
    this.digits = digits;
  }

  /** Makes it absent. */
  void clear() {
    bytes = null;
    text = null;
  }

  /** Makes it this text, which may be anything; null where it is absent. */
  void set(String id) {
    bytes = null;
    text = id;
  }

  /** Reads it; anything but a scalar, and null, counts as an empty text. */
  void read(Cursor cursor) throws NotJson {
    int place = cursor.passHex(digits);
    if (place >= 0) {
      bytes = cursor.bytes();
      from = place;
      text = null;
      low = cursor.hexLow();
      return;
    }
    String any = cursor.text();
    set(any == null ? NONE : any);
  }

  /** Whether it is absent or an empty text. */
  boolean isEmpty() {
    return bytes == null && (text == null || text.isEmpty());
  }

  /**
   * Makes sure that it is what it should be; upper case and base64 become lower-case digits.
   *
   * @throws Unusable if it is absent, or neither so many hexadecimal digits nor their bytes in
   *     base64
   */
  void check() throws Unusable {
    if (bytes != null) {
      return;
    }
    if (text == null) {
      throw new Unusable(DeadLetterReason.MISSING_FIELD, "The span has no " + field + '.');
    }
    text = SpanIds.digits(text, digits, field);
    low = Hex.low64(text);
  }

  /** Its last sixteen digits as bits, once it is checked. */
  long low64() {
    return low;
  }

  /** Its text; empty where it is absent. */
  String text() {
    if (text == null) {
      text = bytes == null ? NONE : new String(bytes, from, digits, StandardCharsets.ISO_8859_1);
    }
    return text;
  }
}
