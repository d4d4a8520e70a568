package io.flowlens.ingest;

import java.util.Arrays;

/**
 * The text of one JSON object: a record's bytes in UTF-8, or a log message's. It is a view on a
 * buffer that is used again: nothing may keep it beyond its decoding.
 */
public final class Payload {
  private final Origin origin;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final boolean escaped;
  private int end = -1;

  private Payload(Origin origin, byte[] bytes, int from, int to, boolean escaped) {
    this.origin = origin;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.escaped = escaped;
  }

  /** The text of these bytes. */
  public static Payload of(Origin origin, byte[] bytes, int from, int to) {
    return new Payload(origin, bytes, from, to, false);
  }

  /**
   * A text inside a JSON string, still escaped, whose end nobody has looked for yet. Not every
   * format reads it like this: what it refuses has to be tried again, unescaped.
   */
  static Payload escaped(Origin origin, byte[] bytes, int from, int to) {
    return new Payload(origin, bytes, from, to, true);
  }

  /** Where it came from. */
  public Origin origin() {
    return origin;
  }

  /** Opens the cursor before the object. */
  public void open(Cursor cursor) {
    cursor.open(bytes, from, to, escaped);
  }

  /** Opens the cursor before the first field of the object. */
  public void openObject(Cursor cursor) throws Cursor.Refused {
    open(cursor);
    if (!cursor.object()) {
      throw new Cursor.Refused();
    }
  }

  /** Makes sure that the text ends with the object that the cursor has read. */
  public void close(Cursor cursor) throws Cursor.Refused {
    cursor.finish();
    end = cursor.position();
  }

  /** Where the text ends, once it was read: in an escaped one the quote behind it. */
  int end() {
    return end;
  }

  /** Refuses a text that is still escaped. */
  void needPlain() throws Cursor.Refused {
    if (escaped) {
      throw new Cursor.Refused();
    }
  }

  /** A copy of the text. */
  public byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int length() {
    return to - from;
  }
}
