package io.flowlens.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The text of one JSON document: the bytes of a record, or the characters of a log message. It is a
 * view on a buffer that is used again: nothing may keep it beyond its decoding.
 */
public final class Payload {
  private final Origin origin;
  private final byte[] bytes;
  private final char[] chars;
  private final int offset;
  private final int length;

  private Payload(Origin origin, byte[] bytes, char[] chars, int offset, int length) {
    this.origin = origin;
    this.bytes = bytes;
    this.chars = chars;
    this.offset = offset;
    this.length = length;
  }

  /** A record's bytes, in UTF-8. */
  public static Payload of(Origin origin, byte[] bytes, int offset, int length) {
    return new Payload(origin, bytes, null, offset, length);
  }

  /** A log message's characters. */
  public static Payload of(Origin origin, char[] chars, int offset, int length) {
    return new Payload(origin, null, chars, offset, length);
  }

  /** Where it came from. */
  public Origin origin() {
    return origin;
  }

  /** A parser before the first token. */
  public JsonParser open(JsonFactory factory) throws IOException {
    return bytes != null
        ? factory.createParser(bytes, offset, length)
        : factory.createParser(chars, offset, length);
  }

  /** A copy of the text in UTF-8, for slow paths. */
  public byte[] copy() {
    if (bytes != null) {
      return java.util.Arrays.copyOfRange(bytes, offset, offset + length);
    }
    return new String(chars, offset, length).getBytes(StandardCharsets.UTF_8);
  }

  int length() {
    return length;
  }

  /** The byte or character at {@code i}, without sign. */
  char at(int i) {
    return bytes != null ? (char) (bytes[offset + i] & 0xff) : chars[offset + i];
  }

  boolean isBytes() {
    return bytes != null;
  }
}
