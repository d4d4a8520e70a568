package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The JSON objects of a record that holds several: one behind the other, as collectors and metric
 * streams write them, or as the elements of an array: one by itself, or a list such as the {@code
 * Records} of a CloudTrail file or of an event that Lambda gave a function. Those that cannot be
 * used become dead letters of their own, one for each reason, so that a replay counts no good one
 * twice.
 */
final class Texts {
  /** What such a list is called by CloudTrail and Lambda, LookupEvents, SQS, Jaeger. */
  private static final Set<String> LISTS = Set.of("Records", "Events", "Messages", "data");

  private final List<int[]> places = new ArrayList<>();
  private final byte[] bytes;

  private Texts(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Decodes one text. */
  interface Decoder {
    /** Decodes this text. */
    void decode(byte[] text) throws Unusable;
  }

  /** The objects in these bytes; null where they are one object, or anything else. */
  static Texts in(byte[] bytes, Cursor cursor) {
    Texts texts = new Texts(bytes);
    cursor.open(bytes);
    boolean isArray;
    try {
      isArray = texts.inList(cursor) || texts.inArray(cursor);
      if (!isArray) {
        while (!cursor.isAtEnd()) {
          texts.add(cursor);
        }
      }
    } catch (NotJson e) {
      return null;
    }
    return texts.places.size() > (isArray ? 0 : 1) ? texts : null;
  }

  private boolean inArray(Cursor cursor) throws NotJson {
    if (!cursor.array()) {
      return false;
    }
    addAll(cursor);
    cursor.finish();
    return true;
  }

  /**
   * Adds the elements of the list that the text holds: an object with one of {@link #LISTS}. What
   * else it says is of the whole list, such as where the next part of it is.
   *
   * @return false where the text is anything else; then the cursor stands before it
   */
  private boolean inList(Cursor cursor) throws NotJson {
    int start = cursor.position();
    boolean found = false;
    if (cursor.object()) {
      while (cursor.nextField()) {
        boolean named = LISTS.contains(cursor.name());
        if (!found && named && cursor.array()) {
          addAll(cursor);
          found = true;
        } else {
          cursor.skip();
        }
      }
    }
    if (found) {
      cursor.finish();
      return true;
    }
    places.clear();
    cursor.to(start, 0, true);
    return false;
  }

  private void addAll(Cursor cursor) throws NotJson {
    while (cursor.nextElement()) {
      add(cursor);
    }
  }

  private void add(Cursor cursor) throws NotJson {
    if (!cursor.isObject()) {
      throw new NotJson();
    }
    int from = cursor.position();
    cursor.skip();
    places.add(new int[] {from, cursor.position()});
  }

  /**
   * Decodes all of them.
   *
   * @throws Unusable if none could be used, all for one reason: then the record is one dead letter
   */
  void decode(Decoder decoder, Events events) throws Unusable {
    BadParts bad = new BadParts("texts in the record");
    for (int[] place : places) {
      byte[] text = Arrays.copyOfRange(bytes, place[0], place[1]);
      bad.decode(text, () -> decoder.decode(text));
    }
    bad.emit(Texts::join, events);
  }

  private static byte[] join(List<byte[]> texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] text : texts) {
      out.writeBytes(text);
      out.write('\n');
    }
    return out.toByteArray();
  }
}
