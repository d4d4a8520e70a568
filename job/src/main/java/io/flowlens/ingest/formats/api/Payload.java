package io.flowlens.ingest.formats.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.Json;
import io.flowlens.ingest.json.NotJson;
import java.io.IOException;
import java.util.Arrays;

/**
 * The text of one JSON object: a record's bytes in UTF-8, or a text that another payload carries.
 * It is a view on a buffer that is used again: nothing may keep it beyond its decoding.
 */
public final class Payload {
  private final Origin origin;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final boolean escaped;
  private final int depth;
  private int end = -1;

  private Payload(Origin origin, byte[] bytes, int from, int to, boolean escaped, int depth) {
    this.origin = origin;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.escaped = escaped;
    this.depth = depth;
  }

  /**
   * A record's text, or one in bytes that a payload carries.
   *
   * @param depth how many payloads carry it
   */
  public static Payload of(Origin origin, byte[] bytes, int from, int to, int depth) {
    return new Payload(origin, bytes, from, to, false, depth);
  }

  /** A text that this payload carries, such as the message of a log event. */
  public Payload carrying(Origin carried, byte[] text) {
    return new Payload(carried, text, 0, text.length, false, depth + 1);
  }

  /**
   * The text in the string that is next at the cursor, still escaped, its end not yet known. Not
   * every format can read it like this: what one refuses has to be tried again, unescaped.
   */
  public Payload carryingString(Origin carried, Cursor cursor) {
    return new Payload(
        carried, cursor.bytes(), cursor.position() + 1, cursor.end(), true, depth + 1);
  }

  /** Where it came from. */
  public Origin origin() {
    return origin;
  }

  /** How many payloads carry this one; 0 for a record's own. */
  public int depth() {
    return depth;
  }

  /** Opens the cursor before the first field of the object. */
  public void openObject(Cursor cursor) throws NotJson {
    cursor.open(bytes, from, to, escaped);
    if (!cursor.object()) {
      throw new NotJson();
    }
  }

  /** Makes sure that the text ends with the object that the cursor has read. */
  public void close(Cursor cursor) throws NotJson {
    cursor.finish();
    end = cursor.position();
  }

  /** Where the text ends, once it was read; for an escaped one, the quote behind it. */
  public int end() {
    return end;
  }

  /** The whole text as a tree; an escaped text is refused. */
  public JsonNode tree(Json json) throws IOException {
    if (escaped) {
      throw new NotJson();
    }
    return json.tree(bytes, from, to);
  }

  /** A copy of the text. */
  public byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
